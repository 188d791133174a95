"""The connectors of synthesized stacks: each instance with all that the file tells of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import Problem
from ..gate.document import bodies
from ..schema.connector_type import AnyConnectorType
from ..schema.payload import Config, Refused
from ..schema.secret_source import Secret
from ..schema.target import DEFAULT_SPACE
from ..terraform.elasticstack import CONNECTOR, PROVIDER, PROVIDER_SOURCE
from ..types.catalog import TYPES
from .reading import StackFile
from .values import Evaluator, Scope, Unknown, body_of, instances, is_known

SECRETS = ("secrets_wo", "secrets")
"""The arguments that hold secrets: write-only, and kept in the state."""


@dataclass(frozen=True)
class StackConnector:
    """One connector that a stack makes.

    Attributes:
        stack: The stack.
        block: The resource's name in the stack.
        instance: What stands behind its address, such as `["ops"]`; empty where there is one only, and `[*]`
            where only Terraform knows how many there are.
        construct: The path of its construct; None where the file does not tell.
        type_id: Its type.
        name: The name that Kibana shows.
        space: Its space.
        id: Its id; None where Kibana makes one.
        config: Its config.
        secrets: Its secrets: at each leaf what only Terraform knows, or a literal; None where it has none.
        is_imported: Whether it exists already and is taken over.
        endpoints: Kibana's URLs that its provider names; empty where the environment does.
        body: What its block holds.
    """

    stack: StackFile = field(repr=False)
    block: str
    instance: str
    construct: str | None
    type_id: str | Unknown
    name: str | Unknown
    space: str | Unknown
    id: str | Unknown | None
    config: dict[str, Any] | Unknown = field(repr=False)
    secrets: dict[str, Any] | Unknown | None = field(repr=False)
    is_imported: bool = False
    endpoints: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def address(self) -> str:
        """Its address in Terraform."""
        return f"{CONNECTOR}.{self.block}{self.instance}"

    @property
    def label(self) -> str:
        """How it is told to people: its construct's path below the stack, or its name in the stack."""
        path = self.construct or self.block
        return f"{path.removeprefix(f'{self.stack.name}/')}{self.instance}"

    @property
    def line(self) -> int:
        """The line of the file on which it begins."""
        return self.stack.line_of(CONNECTOR, self.block)

    @property
    def connector_type(self) -> AnyConnectorType | None:
        """Its type's fields and rules; None for a type that the library does not know."""
        return TYPES[self.type_id] if isinstance(self.type_id, str) and self.type_id in TYPES else None

    @property
    def open_secrets(self) -> frozenset[tuple[str, ...]]:
        """The paths below its secrets that may hold literals, because they are no secrets."""
        kind = self.connector_type
        specs = kind.Secrets.specs() if kind is not None else ()
        return frozenset({("authType",), *((spec.kibana_name,) for spec in specs if not spec.is_sensitive)})

    def read_config(self) -> Config | Refused | None:
        """Read its config: what only Terraform knows is a token in it. None where nothing is known."""
        kind = self.connector_type
        if kind is None or isinstance(self.config, Unknown):
            return None
        read: Config | Refused
        if is_known(self.config):
            read = kind.Config.from_wire(self.config)
        else:
            read = kind.Config.from_code(self.config)
        return read

    def problems(self) -> tuple[Problem, ...]:
        """Return what Kibana would refuse in its config, and in which secrets there are."""
        kind, config = self.connector_type, self.read_config()
        if kind is None or config is None:
            return ()
        if isinstance(config, Refused) or isinstance(self.secrets, Unknown):
            return tuple(config.problems)
        secrets = kind.read_secrets(config, _sources(self.secrets or {}, self.open_secrets))
        if isinstance(secrets, Refused):
            return tuple(secrets.problems)
        checked = config.with_defaults_set()
        return () if secrets is None else tuple(kind.check(checked, secrets))


def _sources(tree: Mapping[str, Any], open_paths: Collection[tuple[str, ...]]) -> dict[str, Any]:
    """Return secrets with a source for each value: which there are counts, and not what they are."""
    sources: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            sources[key] = _sources(value, ())
        elif value is not None:
            is_open = (key,) in open_paths and not isinstance(value, Unknown)
            sources[key] = value if is_open else Secret.variable()
    return sources


def connectors_in(stacks: Iterable[StackFile], *, reads_secrets: bool = True) -> tuple[StackConnector, ...]:
    """Return the connectors of stacks, in the order of the files.

    Args:
        stacks: The stacks.
        reads_secrets: Whether to work out where secrets come from, which takes most of the time; where not,
            they are unknown.
    """
    return tuple(each for stack in stacks for each in _connectors_of(stack, reads_secrets))


def _connectors_of(stack: StackFile, reads_secrets: bool) -> Iterator[StackConnector]:
    evaluator = Evaluator(stack.document)
    imports = _imports(stack, evaluator)
    endpoints = Endpoints(stack, evaluator)
    for block in stack.document.connectors():
        body = body_of(block)
        for instance, scope in instances(block, evaluator):
            imported = imports.get(f"{block.address}{instance}")
            space = _text(evaluator.of(body.get("space_id"), scope), DEFAULT_SPACE)
            connector_id: str | Unknown | None = None
            if body.get("connector_id") is not None:
                connector_id = _text(evaluator.of(body["connector_id"], scope), "")
            elif isinstance(imported, tuple):
                connector_id = imported[1]
            yield StackConnector(
                stack=stack,
                block=block.name,
                instance=instance,
                construct=construct_of(body),
                type_id=_text(evaluator.of(body.get("connector_type_id"), scope), ""),
                name=_text(evaluator.of(body.get("name"), scope), ""),
                space=space,
                id=connector_id,
                config=_object(evaluator, body.get("config"), scope),
                secrets=_secrets(evaluator, body, scope) if reads_secrets else Unknown(),
                is_imported=imported is not None,
                endpoints=endpoints.of(body),
                body=body,
            )


def _text(value: Any, default: str) -> str | Unknown:
    if value is None:
        return default
    return value if isinstance(value, (str, Unknown)) else Unknown()


def _object(evaluator: Evaluator, given: Any, scope: Scope) -> dict[str, Any] | Unknown:
    if given is None:
        return {}
    value = evaluator.json(given, scope)
    return value if isinstance(value, (dict, Unknown)) else Unknown()


def _secrets(evaluator: Evaluator, body: Mapping[str, Any], scope: Scope) -> dict[str, Any] | Unknown | None:
    for argument in SECRETS:
        if body.get(argument) is not None:
            return _object(evaluator, body[argument], scope)
    return None


def construct_of(body: Mapping[str, Any]) -> str | None:
    """Return the path of the construct that wrote a block; None where the file does not tell."""
    about = body.get("//")
    metadata = about.get("metadata") if isinstance(about, Mapping) else None
    path = metadata.get("path") if isinstance(metadata, Mapping) else None
    return path if isinstance(path, str) and path else None


def _imports(stack: StackFile, evaluator: Evaluator) -> dict[str, tuple[str, str] | Unknown]:
    """Return the connectors that are taken over: by address, their space and id where they are known."""
    found: dict[str, tuple[str, str] | Unknown] = {}
    for body in bodies(stack.document.raw.get("import")):
        to = body.get("to")
        if isinstance(to, str) and to.startswith(f"{CONNECTOR}."):
            given = evaluator.of(body.get("id"))
            space, _, id = given.partition("/") if isinstance(given, str) else ("", "", "")
            found[to] = (space, id) if id else Unknown()
    return found


class Endpoints:
    """Kibana's URLs that the providers of a stack name.

    Args:
        stack: The stack.
        evaluator: What works out the values in it.
    """

    def __init__(self, stack: StackFile, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._by_alias = {
            block.name: self._in(body_of(block))
            for block in stack.document.providers_from(PROVIDER_SOURCE, PROVIDER)
        }

    def of(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the URLs that the provider of a connector or rule names, or its own block does."""
        own = self._in({"kibana": body.get("kibana_connection")})
        if own:
            return own
        provider = body.get("provider")
        alias = provider.strip("${}").partition(".")[2] if isinstance(provider, str) else ""
        return self._by_alias.get(alias, ())

    def _in(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        urls: list[str] = []
        for kibana in bodies(body.get("kibana")):
            given = self._evaluator.of(kibana.get("endpoints"))
            if isinstance(given, list):
                urls += [url for url in given if isinstance(url, str)]
        return tuple(urls)


def spaces_made_by(stacks: Iterable[StackFile]) -> frozenset[str]:
    """Return the ids of the spaces that stacks make, as far as they are known.

    Args:
        stacks: The stacks.
    """
    made: set[str] = set()
    for stack in stacks:
        evaluator = Evaluator(stack.document)
        for block in stack.document.blocks_of("resource", "elasticstack_kibana_space"):
            for _, scope in instances(block, evaluator):
                space = evaluator.of(body_of(block).get("space_id"), scope)
                if isinstance(space, str):
                    made.add(space)
    return frozenset(made)
