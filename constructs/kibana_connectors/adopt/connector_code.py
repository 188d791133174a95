"""The code of one connector."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from ..errors import Problem
from ..formats.kibana_ids import is_space_id, is_uuid
from ..schema.payload import Refused
from ..terraform.elasticstack import CONNECTOR
from ..terraform.logical_id import logical_id
from ..terraform.secret_variable import variable_name
from ..types.catalog import TYPES, describe_unknown
from ..types.registry import known_type
from .config_in_code import ConfigInCode, config_in_code
from .inventory import AdoptedConnector, Expression, has_expression
from .python_names import identifier
from .python_text import Call, Code, statement
from .secrets_in_code import SecretNames, SecretsInCode, secrets_in_code

INDENT = 8
_COMMENT_WIDTH = 86 - INDENT
_FLAT = re.compile(rf"{re.escape(CONNECTOR)}\.([A-Za-z_][A-Za-z0-9_-]*)")
_ROOT = re.compile(r"(?<![\w.\"])([a-z_][\w-]*)\.[A-Za-z_]")
_TEXTS = re.compile(r'"(?:\\.|[^"\\])*"')


class Mode(Enum):
    """How connectors are taken in.

    Attributes:
        TAKE_OVER: The code decides from the first apply on; secrets have to be supplied.
        TOUCH_NOTHING: They are imported, and nothing of them is changed.
    """

    TAKE_OVER = "take-over"
    TOUCH_NOTHING = "touch-nothing"


class CannotWrite(Exception):
    """A connector that no code can be written for; the message says why and what to do."""


@dataclass
class ConnectorCode:
    """One connector as code.

    Attributes:
        key: What it is known by from run to run: its id, its address, or its type and name.
        attribute: The attribute of the module's class.
        text: The statements, with their comments.
        type_id: Its type.
        imports: What the statements need of the library.
        wanted: Its variables: name to the secret's path.
        is_untouched: Whether no request changes it.
        notes: What has to be told.
        engine_imports: What the statements need of the engine.
        project_imports: What they need of packages that `generate` wrote: package and class.
    """

    key: str
    attribute: str
    text: str
    type_id: str
    imports: set[str]
    wanted: dict[str, str] = field(default_factory=dict)
    is_untouched: bool = False
    notes: tuple[str, ...] = ()
    engine_imports: set[str] = field(default_factory=set)
    project_imports: set[tuple[str, str]] = field(default_factory=set)


def key_of(connector: AdoptedConnector) -> str:
    """Return what a connector is known by from run to run."""
    space = connector.space if isinstance(connector.space, str) else "default"
    if connector.origin.address is not None and connector.carry.kind == "moved":
        return connector.origin.address
    if isinstance(connector.id, str):
        return f"{space}/{connector.id}"
    return connector.origin.address or f"{space}/{connector.type_id}/{connector.name}"


def flat_name(connector: AdoptedConnector) -> str | None:
    """Return the resource's name where its address is that of a construct in the stack."""
    found = _FLAT.fullmatch(old_address(connector) or "")
    return found[1] if found else None


def old_address(connector: AdoptedConnector) -> str | None:
    """Return the address that a state may hold the connector at, also where the source imports it."""
    if connector.carry.kind == "nothing":
        return None
    return connector.carry.address or connector.origin.address


class Writer:
    """Writes connectors.

    Args:
        mode: How connectors are taken in.
        names: Names of variables.
        default_space: The space of connectors whose source does not say.
    """

    def __init__(self, mode: Mode, names: SecretNames, default_space: str) -> None:
        self._mode = mode
        self._names = names
        self._default_space = default_space

    def write(
        self,
        connector: AdoptedConnector,
        index: int,
        attribute: str,
        construct_id: str,
        told: tuple[str, ...],
        provider: str | None,
    ) -> ConnectorCode:
        """Return a connector's code.

        Args:
            connector: The connector.
            index: Its place in the inventory.
            attribute: The attribute that holds it.
            construct_id: The construct's id.
            told: What the source's reports say of it.
            provider: The argument of the provider that serves it; None for the default one.

        Raises:
            CannotWrite: No code can be written for it.
        """
        type_id = connector.type_id
        if isinstance(type_id, Expression):
            raise CannotWrite("its type is an expression: write the construct of its type by hand")
        if isinstance(connector.config, Expression):
            raise CannotWrite("its config is an expression as a whole: write it as config=… by hand")
        kind, class_name = self._kind(type_id)
        _refuse_unreachable(connector)
        secrets = secrets_in_code(connector, index, construct_id, kind, class_name, self._names)
        config = ConfigInCode(connector.config)
        if kind is not None:
            config = config_in_code(kind, connector.config, secrets.given)
        way = _Way.of(connector, self._mode, secrets, config.dropped, self._default_space)
        statements = _Statements(connector, kind, class_name, secrets, config, way, attribute, construct_id)
        return statements.code(told, provider)

    @staticmethod
    def _kind(type_id: str) -> tuple[Any, str]:
        if (known := known_type(type_id)) is not None:
            return TYPES[type_id], known.class_name
        described = describe_unknown(type_id)
        if isinstance(described, Problem):
            raise CannotWrite(f"{described.message}. {described.hint}".rstrip(". "))
        return None, "Connector"


def _refuse_unreachable(connector: AdoptedConnector) -> None:
    space = connector.space
    if isinstance(space, str) and not is_space_id(space):
        raise CannotWrite("its space is none that Kibana can have")
    id = connector.id
    if connector.carry.kind == "import" and isinstance(id, str) and ("/" in id or id in (".", "..")):
        raise CannotWrite("the provider cannot import an id with a slash: use it where an id is asked for")
    if isinstance(space, Expression) and not _is_kept(space):
        raise CannotWrite("only other code of the source knows its space: write its construct by hand")


def _is_kept(expression: Expression) -> bool:
    """Whether it means the same in the new code: nothing is blacked out, and it needs variables only."""
    return bool(expression.text) and "…" not in expression.text and _roots(expression.text) <= {"var"}


def _expressions(value: Any) -> Iterator[Expression]:
    if isinstance(value, Expression):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _expressions(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _expressions(item)


def _roots(expression: str) -> set[str]:
    """Return what an expression refers to: `var`, `data`, `local`, a resource's type."""
    bare = _TEXTS.sub(lambda found: " ".join(re.findall(r"\$\{[^}]*\}", found[0])), expression)
    return set(_ROOT.findall(bare))


def input_variables(connector: AdoptedConnector) -> set[str]:
    """Return the Terraform variables that name, space and config refer to."""
    values = (connector.name, connector.space, connector.config)
    return {
        name
        for value in values
        for expression in _expressions(value)
        if _is_kept(expression)
        for name in re.findall(r"(?<![\w.])var\.([A-Za-z_][\w-]*)", expression.text)
    }


@dataclass(frozen=True)
class _Way:
    """How a connector comes into the state.

    Attributes:
        adopt: The member of `Adopt`; empty for none.
        id: `connector_id`, or None.
        space: `space`, or None for the default one.
        ignores_config: Whether changes of the config are ignored although it is in the state.
        notes: What has to be told.
    """

    adopt: str
    id: str | None
    space: Any
    ignores_config: bool = False
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        connector: AdoptedConnector,
        mode: Mode,
        secrets: SecretsInCode,
        dropped: tuple[Problem, ...],
        default_space: str,
    ) -> _Way:
        """Decide it."""
        space = connector.space if connector.space is not None else default_space
        written = None if space == "default" else space
        id = connector.id if isinstance(connector.id, str) else None
        notes = [f"{problem.where} is not in this code: {problem.message}" for problem in dropped]
        if connector.carry.kind == "import" or (connector.carry.kind == "moved" and id is not None):
            untouched = mode is Mode.TOUCH_NOTHING
            if connector.carry.kind == "import" and secrets.doubt and not untouched:
                notes.append(f"Untouched, because {secrets.doubt}. Then write adopt=Adopt.TAKE_OVER.")
            if dropped and not untouched:
                notes.append("Untouched, because an update would take that away.")
            if untouched or dropped or (secrets.doubt and connector.carry.kind == "import"):
                return cls("TOUCH_NOTHING", id, written, notes=tuple(notes))
            if connector.carry.kind == "import":
                return cls("TAKE_OVER", id, written, notes=tuple(notes))
        if connector.carry.kind == "moved":
            if mode is Mode.TOUCH_NOTHING:
                notes.append("It is taken over all the same: the source does not tell its id.")
            return cls("IN_STATE", id, written, bool(dropped), tuple(notes))
        known = id if id is not None and is_uuid(id) else None
        if id is not None and known is None:
            notes.append("Its id in the source is no UUID: Terraform gives it another when it creates it.")
        return cls("", known, written, notes=tuple(notes))


@dataclass
class _Statements:
    connector: AdoptedConnector
    kind: Any
    class_name: str
    secrets: SecretsInCode
    config: ConfigInCode
    way: _Way
    attribute: str
    construct_id: str
    locals: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    engine: set[str] = field(default_factory=set)

    def code(self, told: tuple[str, ...], provider: str | None) -> ConnectorCode:
        """Return the code."""
        connector, way = self.connector, self.way
        imports = {*self.secrets.imports}
        project_imports: set[tuple[str, str]] = set()
        known = known_type(connector.type_id)
        if known is not None and known.is_of_project:
            project_imports.add((known.package, self.class_name))
        else:
            imports.add(self.class_name)
        is_untouched = way.adopt == "TOUCH_NOTHING"
        keywords: list[tuple[str, Any]] = []
        if self.kind is None:
            keywords.append(("type_id", connector.type_id))
        keywords.append(("name", self._value(connector.name)))
        config = self._config()
        if config is not None:
            keywords.append(("config", config))
        if self.secrets.argument is not None and not is_untouched:
            keywords.append(self.secrets.argument)
        elif self.secrets.doubt and not is_untouched and way.adopt == "IN_STATE":
            raise CannotWrite(self.secrets.doubt)
        else:
            imports.discard("Secret")
        if way.space is not None:
            keywords.append(("space", self._value(way.space)))
        if way.id is not None:
            keywords.append(("connector_id", way.id))
        if way.adopt:
            keywords.append(("adopt", Code(f"Adopt.{way.adopt}")))
            imports.add("Adopt")
        version = connector.secrets_version
        if isinstance(version, str) and self.secrets.wanted and not is_untouched:
            keywords.append(("secrets_version", version))
        if connector.lifecycle.prevent_destroy:
            keywords.append(("protect", True))
        if lifecycle := self._lifecycle():
            keywords.append(("lifecycle", lifecycle))
        if provider is not None:
            keywords.append(("provider", Code(provider)))
        notes = [*told, *way.notes, *self._hints(is_untouched)]
        self._refuse_what_the_class_refuses(is_untouched)
        call = Call(self.class_name, (Code("scope"), self.construct_id), keywords)
        lines = [*_comments(notes), *self.locals, statement(f"self.{self.attribute}", call, INDENT)]
        lines += self._moves()
        return ConnectorCode(
            key_of(connector),
            self.attribute,
            "\n".join(lines) + "\n",
            str(connector.type_id),
            imports,
            {**self.variables, **({} if is_untouched else self.secrets.wanted)},
            is_untouched,
            tuple(notes),
            self.engine,
            project_imports,
        )

    def _refuse_what_the_class_refuses(self, is_untouched: bool) -> None:
        """Raise for what is still wrong: code that does not synthesize helps nobody."""
        if self.kind is None or has_expression(self.config.fields):
            return
        config = self.kind.read_config(dict(self.config.fields))
        if isinstance(config, Refused) or is_untouched:
            problems = list(config.problems)
        else:
            problems = list(self.kind.problems(config, self.kind.read_secrets(config, self.secrets.given)))
        if problems:
            told = "; ".join(f"{problem.where}: {problem.message}" for problem in problems)
            raise CannotWrite(f"its class refuses it: {told}")

    def _hints(self, is_untouched: bool) -> Iterator[str]:
        if self.secrets.may_have and not is_untouched and self.way.adopt == "TAKE_OVER":
            listed = ", ".join(self.secrets.may_have)
            yield f"If it has these secrets too, add them: an update takes away what is left out: {listed}."

    def _config(self) -> Any:
        fields = self.config.fields
        if self.kind is None:
            return self._value(fields)
        if not fields:
            return None if not any(spec.is_required for spec in self.kind.Config.specs()) else {}
        names = {spec.kibana_name: spec.name for spec in self.kind.Config.specs()}
        if all(name in names for name in fields):
            keywords = tuple((names[name], self._value(value, name)) for name, value in fields.items())
            return Call(f"{self.class_name}.Config", (), keywords)
        return self._value(fields)

    def _value(self, value: Any, *path: str) -> Any:
        if isinstance(value, Expression) and not _is_kept(value):
            return self._given_later(value, path or ("name",))
        if isinstance(value, Expression):
            name = f"{self.attribute}_value" + (f"_{len(self.locals) + 1}" if self.locals else "")
            id = f"{self.construct_id}-{name}"
            made = Call("TerraformLocal", (Code("scope"), id, f"${{{value.text}}}"))
            self.locals.append(statement(name, made, INDENT))
            self.engine.add("TerraformLocal")
            return Code(f"{name}.as_string")
        if isinstance(value, Mapping):
            return {str(key): self._value(item, *path, str(key)) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._value(item, *path, str(at)) for at, item in enumerate(value)]
        return value

    def _given_later(self, value: Expression, path: tuple[str, ...]) -> Code:
        """Return a variable for what must not stand in code, or what only the old code knows."""
        name = variable_name([self.construct_id], ("config", *path))
        local = f"{self.attribute}_{identifier('_'.join(path), 'value')}"
        is_text = not value.text or value.text.startswith('"')
        keywords: list[tuple[str, Any]] = [*([("type", "string")] if is_text else []), ("sensitive", True)]
        if self.way.adopt == "TOUCH_NOTHING":
            keywords.append(("default", ""))  # never sent, and so not asked for
        else:
            self.variables[name] = ".".join(("config", *path))
        made = Call("TerraformVariable", (Code("scope"), name), keywords)
        self.locals.append(statement(local, made, INDENT))
        self.engine.add("TerraformVariable")
        return Code(f"{local}.string_value")

    def _lifecycle(self) -> dict[str, Any]:
        given = self.connector.lifecycle
        if self.way.adopt == "TOUCH_NOTHING":
            return {}
        ignored = [name for name in given.ignore_changes if name not in ("secrets", "connector_id")]
        if self.way.ignores_config and "config" not in ignored:
            ignored.append("config")
        found: dict[str, Any] = {}
        if "all" in ignored:
            found["ignore_changes"] = "all"
        elif ignored:
            found["ignore_changes"] = ignored
        if given.create_before_destroy and not self.way.adopt:
            found["create_before_destroy"] = True
        return found

    def _moves(self) -> Iterator[str]:
        address = old_address(self.connector)
        if address is None or address == f"{CONNECTOR}.{logical_id([self.construct_id])}":
            return
        yield statement("", Call(f"self.{self.attribute}.move_from_id", (address,)), INDENT)


def _comments(notes: list[str]) -> Iterator[str]:
    for note in notes:
        for line in textwrap.wrap(" ".join(note.split()), _COMMENT_WIDTH):
            yield f"{' ' * INDENT}# {line}"
