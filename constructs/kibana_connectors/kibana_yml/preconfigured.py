"""Connectors of stacks as `xpack.actions.preconfigured` of a kibana.yml, without a secret in it.

Kibana replaces `${NAME}` in every text of the file by a variable of its environment, and splits keys at their
dots (docs/kibana_yml.md, "Preconfigured connectors"). What cannot be written so that Kibana reads it back is
refused, with its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..schema.auth_types import AuthChoice
from ..schema.system_types import is_system_id, why_uncreatable
from ..stack_files.connectors import StackConnector
from ..stack_files.values import Unknown, unknown_in
from .file import ENVIRONMENT
from .known_settings import PRECONFIGURED

SecretsIn: TypeAlias = Literal["env", "keystore"]
_REFUSED_IDS = ("", "__proto__", "constructor")
_VARIABLE = re.compile(r"\W+", re.ASCII)
_ARRAY_LIKE = re.compile(r"\d+|.*[\[\]].*", re.DOTALL)


@dataclass(frozen=True)
class SecretSetting:
    """A secret that a preconfigured connector needs from elsewhere.

    Attributes:
        connector: The connector.
        path: Where it belongs in Kibana's `secrets`.
        variable: The variable of Kibana's environment that holds it.
        origin: Where the stack takes it from, such as `var.pager_routing_key`.
    """

    connector: StackConnector
    path: tuple[str, ...]
    variable: str
    origin: str

    @property
    def keystore_key(self) -> str:
        """The setting that Kibana's keystore has it under."""
        return ".".join((PRECONFIGURED, str(self.connector.id), "secrets", *self.path))


@dataclass
class Preconfigured:
    """Connectors for a kibana.yml.

    Attributes:
        entries: Each connector by its id, as it stands below `xpack.actions.preconfigured`.
        secrets: The secrets that are not in it.
        problems: Why connectors cannot be written: each the place, and what is wrong. With any of them,
            nothing should be written.
        notes: What is different from the stack.
    """

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    secrets: list[SecretSetting] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def preconfigured_of(connectors: Iterable[StackConnector], secrets_in: SecretsIn) -> Preconfigured:
    """Return connectors as a kibana.yml defines them.

    Args:
        connectors: The connectors.
        secrets_in: Where Kibana finds the secrets: in its environment, or in its keystore.
    """
    made = Preconfigured()
    chosen = tuple(connectors)
    variables = _variables(chosen)
    for connector in chosen:
        problems = [*_problems(connector), *_secret_problems(connector)]
        if isinstance(connector.id, str) and connector.id in made.entries:
            problems.append("connector_id: another connector of these stacks has it too")
        made.problems += [f"{connector.label} (stack {connector.stack.name}): {each}" for each in problems]
        if problems or not isinstance(connector.id, str):
            continue
        made.entries[connector.id] = _entry(connector, secrets_in, variables, made.secrets)
    made.notes += _notes(chosen)
    return made


def _entry(
    connector: StackConnector,
    secrets_in: SecretsIn,
    variables: Mapping[tuple[str, str], str],
    needed: list[SecretSetting],
) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": connector.name, "actionTypeId": connector.type_id}
    if connector.config:
        entry["config"] = connector.config
    secrets: dict[str, Any] = {}
    for path, value in _leaves(connector.secrets or {}):
        if isinstance(value, Unknown):
            setting = SecretSetting(connector, path, variables[_key(connector, path, value)], value.origin)
            needed.append(setting)
            if secrets_in == "keystore":
                continue
            value = f"${{{setting.variable}}}"
        inner = secrets
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
    if secrets:
        entry["secrets"] = secrets
    return entry


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _leaves(value, (*path, str(key)))
    elif tree is not None:
        yield path, tree


def _problems(connector: StackConnector) -> Iterator[str]:
    if isinstance(connector.type_id, str) and (why := why_uncreatable(connector.type_id)):
        yield f"connector_type_id: {why}"
    if connector.id is None:
        yield "connector_id: Kibana would make it: a preconfigured connector needs one. Set connector_id"
    elif isinstance(connector.id, str):
        yield from _id_problems(connector.id)
    for name, value in (
        ("connector_type_id", connector.type_id),
        ("connector_id", connector.id),
        ("name", connector.name),
    ):
        if isinstance(value, Unknown):
            yield f"{name}: only Terraform knows it ({value.origin}). Write it out in the stack"
        elif isinstance(value, str) and ENVIRONMENT.search(value):
            yield f"{name}: {_REPLACED}"
    if not connector.name or not connector.type_id:
        yield "name and connector_type_id: expected texts that are not empty"
    if connector.instance == "[*]":
        yield "for_each or count: only Terraform knows how many there are. Write the keys out in the stack"
    for path, unknown in unknown_in(connector.config):
        yield (
            f"{'.'.join(('config', *path))}: only Terraform knows it ({unknown.origin}). "
            "Write it out in the stack"
        )
    yield from _tree_problems("config", connector.config)


_REPLACED = (
    "holds ${…}, which Kibana replaces by a variable of its environment; no escape for it is known. "
    "Change the text"
)


def _id_problems(connector_id: str) -> Iterator[str]:
    if connector_id in _REFUSED_IDS:
        yield f'connector_id: Kibana refuses the id "{connector_id}"'
    elif is_system_id(connector_id):
        yield "connector_id: this is the id of one of Kibana's own connectors"
    elif "." in connector_id or _ARRAY_LIKE.fullmatch(connector_id):
        yield f"connector_id: {_KEY}"


_KEY = (
    "Kibana splits keys at dots, and takes numbers and brackets for places in lists: it would not find this "
    "one"
)


def _tree_problems(where: str, value: Any) -> Iterator[str]:
    """Find the keys and texts that Kibana would not read back as they are."""
    if isinstance(value, Mapping):
        for number, (key, item) in enumerate(value.items(), 1):
            text = str(key)
            # A key of the user's own, such as a header's, is not shown: it may be anything.
            inside = f"{where}.{text}" if text.isidentifier() else f"{where}.<key {number}>"
            if "." in text or _ARRAY_LIKE.fullmatch(text):
                yield f"{inside}: {_KEY}"
            yield from _tree_problems(inside, item)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _tree_problems(f"{where}.{index}", item)
    elif isinstance(value, str) and ENVIRONMENT.search(value):
        yield f"{where}: {_REPLACED}"


def _secret_problems(connector: StackConnector) -> Iterator[str]:
    secrets = connector.secrets
    if isinstance(secrets, Unknown):
        yield (
            f"secrets: only Terraform knows which there are ({secrets.origin}). "
            "Name each secret in the stack, with a source of its own"
        )
        return
    if not secrets:
        return
    kind = connector.connector_type
    open_paths = connector.open_secrets
    auth_type = secrets.get("authType")
    if kind is not None and isinstance(kind.Secrets, type) and issubclass(kind.Secrets, AuthChoice):
        chosen = kind.Secrets.of_kind(auth_type)
        if chosen is not None and chosen.REFUSAL:
            yield f"secrets.authType: {auth_type} cannot be preconfigured: {chosen.REFUSAL}"
    specs = kind.Secrets.specs() if kind is not None else ()
    several = {spec.kibana_name for spec in specs if spec.holds_several}
    for number, (path, value) in enumerate(_leaves(secrets), 1):
        where = ".".join(("secrets", *(key if key.isidentifier() else f"<key {number}>" for key in path)))
        if isinstance(value, Unknown):
            if len(path) == 1 and path[0] in several:
                yield (
                    f"{where}: only Terraform knows which names are in it ({value.origin}). "
                    "Name each in the stack, with a source of its own"
                )
        elif path[:1] not in open_paths and path not in open_paths:
            yield f"{where}: a secret's value stands in the stack. Give it a source: Secret.variable()"
        elif isinstance(value, str) and ENVIRONMENT.search(value):
            yield f"{where}: {_REPLACED}"
        if any("." in key or _ARRAY_LIKE.fullmatch(key) for key in path):
            yield f"{where}: {_KEY}"


def _key(connector: StackConnector, path: tuple[str, ...], value: Unknown) -> tuple[str, str]:
    """Return what tells one secret from another: its variable in its stack, or its place."""
    if value.is_bare and value.origin.startswith("var."):
        return connector.stack.name, value.origin
    return connector.stack.name, f"{connector.block}/{'/'.join(path)}"


def _variables(connectors: Iterable[StackConnector]) -> dict[tuple[str, str], str]:
    """Return the variables of Kibana's environment: named after those of Terraform, or after the place.

    Two stacks may use one name for two secrets, so that such a name begins with the stack's.
    """
    wanted: dict[tuple[str, str], str] = {}
    for connector in connectors:
        for path, value in _leaves(connector.secrets if isinstance(connector.secrets, dict) else {}):
            if isinstance(value, Unknown):
                stack, place = _key(connector, path, value)
                name = place.removeprefix("var.")
                snake = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
                wanted[stack, place] = _VARIABLE.sub("_", snake).upper()
    times = Counter(wanted.values())
    longer = {
        key: name if times[name] == 1 else f"{_VARIABLE.sub('_', key[0]).upper()}_{name}"
        for key, name in wanted.items()
    }
    seen: Counter[str] = Counter()
    named: dict[tuple[str, str], str] = {}
    for key, name in longer.items():
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name}_{seen[name]}"
        named[key] = unique if re.match(r"[A-Z_]", unique) else f"_{unique}"
    return named


def _notes(connectors: tuple[StackConnector, ...]) -> Iterator[str]:
    spaces = sorted({each.space for each in connectors if isinstance(each.space, str)})
    if spaces != ["default"] and spaces:
        yield (
            f"preconfigured connectors are in every space, and these are meant for {', '.join(spaces)}: "
            "who may see them changes"
        )
    blocks = Counter((each.stack.name, each.block) for each in connectors)
    for (_, block), number in blocks.items():
        if number > 1:
            label = next(each.label for each in connectors if each.block == block).partition("[")[0]
            yield f"{label}: {number} instances give {number} connectors of one name in every space"
    if any(each.connector_type is None for each in connectors):
        yield "types that this library does not know are written as they are"
    yield (
        "take these connectors out of the stacks, too: Kibana refuses to create or change one whose id is "
        "preconfigured"
    )
