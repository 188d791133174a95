"""What an inventory is as a project of Python: its files, and what has to be told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from ..terraform.elasticstack import CONNECTOR
from ..terraform.logical_id import logical_id
from .connector_code import (
    CannotWrite,
    ConnectorCode,
    Mode,
    Writer,
    flat_name,
    input_variables,
    key_of,
    old_address,
)
from .inventory import AdoptedConnector, Inventory, Report, shown, without_instances
from .module_text import Group, all_text, main_text, module_text, references_text
from .python_names import FreeNames, identifier
from .secrets_in_code import SecretNames, SecretWanted

ALL_FILE = "all_connectors.py"
REFERENCES_FILE = "referenced_connectors.py"
MAIN_FILE = "main.py"
CDKTF_FILE = "cdktf.json"
_SAME_STATE = (
    "This code goes on with the state that holds the connectors: give its backend in main.py. What else that "
    "state holds has to stay in code beside them: Terraform destroys what it finds no code for."
)
_RESOURCE = re.compile(rf"(?:module\.[\w-]+\.)*{CONNECTOR}\.[\w-]+")
_TEAM = re.compile(r"\s*(?:\[([^\]]+)\]|([^:|/]+?)\s*(?::|\||/|\s-\s)\s*(?=\S))")
_MODULE = re.compile(r'module\.([A-Za-z_][\w-]*)(?:\[(?:"((?:\\.|[^"\\])*)"|(\d+))\])?')


class Layout(Enum):
    """Which connectors share a module.

    Attributes:
        SPACE: Those of one space.
        TEAM: Those of one team: of one call of a Terraform module, else of one word before `:`, `|`, `/`,
            ` - ` or in `[…]` at the start of the name.
    """

    SPACE = "space"
    TEAM = "team"


@dataclass(frozen=True)
class KnownNames:
    """The names that connectors had in an earlier run, which they keep.

    Attributes:
        attributes: Key to module, attribute and construct id.
    """

    attributes: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass
class Project:
    """An inventory as code.

    Attributes:
        modules: The group and the connectors of each module.
        whole_files: The other files that the tool keeps up to date: name to text.
        first_files: The files that are written once: name to text.
        ids: The construct id of each connector, by key.
        secrets: The variables to set.
        left: What was not taken over, and why.
        notes: What else has to be told.
        engine: The engine that the code imports from.
        layout: Which connectors share a module.
        mode: How connectors are taken in.
    """

    modules: list[tuple[Group, list[ConnectorCode]]]
    whole_files: dict[str, str]
    first_files: dict[str, str]
    ids: dict[str, str]
    secrets: tuple[SecretWanted, ...]
    left: tuple[str, ...]
    notes: tuple[str, ...]
    engine: str
    layout: Layout
    mode: Mode

    @property
    def number(self) -> int:
        """How many connectors are written."""
        return sum(len(codes) for _, codes in self.modules)

    def files(self) -> dict[str, str]:
        """Return all files as they are where there are none yet."""
        modules = {group.file: module_text(group, codes, self.engine) for group, codes in self.modules}
        return {**modules, **self.whole_files, **self.first_files}


def project_of(
    inventory: Inventory,
    *,
    layout: Layout = Layout.SPACE,
    mode: Mode = Mode.TAKE_OVER,
    engine: str = "cdktf",
    default_space: str = "default",
    known: KnownNames | None = None,
) -> Project:
    """Return the code of an inventory.

    Args:
        inventory: What was read.
        layout: Which connectors share a module.
        mode: How connectors are taken in.
        engine: The engine to import from: `cdktf` or `cdktn`.
        default_space: The space of connectors whose source does not say.
        known: Names of an earlier run.
    """
    earlier = (known or KnownNames()).attributes
    connectors = inventory.connectors
    variables = set().union(*map(input_variables, connectors)) if connectors else set()
    names = SecretNames(inventory, variables)
    writer = Writer(mode, names, default_space)
    ids = FreeNames({"kibana", "backend", *variables, *(id for _, _, id in earlier.values())})
    flat = Counter(name for each in connectors if (name := flat_name(each)))
    attributes: dict[str, FreeNames] = defaultdict(FreeNames)
    for module, attribute, _ in earlier.values():
        attributes[module].taken.add(attribute)
    groups: dict[str, tuple[Group, list[ConnectorCode]]] = {}
    written_ids: dict[str, str] = {}
    keys = FreeNames()
    uses: dict[str, list[str]] = {}
    was: dict[str, str] = {}
    left: list[str] = []
    abandoned: list[str | None] = []
    notes: list[str] = []
    used_variables: set[str] = set()
    for index, connector in _ordered(connectors):
        group = _group(connector, layout, default_space)
        key = keys.free(key_of(connector))
        told = _told(connector, inventory.reports)
        if key in earlier:
            module, attribute, id = earlier[key]
            if module != group.module:  # its team has changed, or the layout: it stays where it is
                group = replace(group, name=module.removesuffix("_connectors"))
        else:
            wanted = _wanted_name(connector)
            attribute = attributes[group.module].free(wanted)
            same = flat_name(connector)
            if same is not None and flat[same] == 1 and same not in ids.taken:
                id = ids.free(same)
            else:
                id = ids.free(attribute if attribute not in ids.taken else f"{group.name}_{attribute}")
        provider = None if group.alias is None else "provider"
        try:
            code = writer.write(connector, index, attribute, id, told, provider)
        except CannotWrite as error:
            abandoned.append(old_address(connector))
            left.append(f"{_called(connector)}: {error}.".replace("..", "."))
            continue
        code.key = key
        written_ids[key] = id
        groups.setdefault(group.name, (group, []))[1].append(code)
        used_variables |= input_variables(connector)
        notes += [f"{_called(connector)}: {note}" for note in code.notes if note not in told]
        for name, path in code.wanted.items():
            uses.setdefault(name, []).append(f"{shown(connector.name)}: {path}")
            source = next((leaf.text for leaf in connector.secrets if leaf.dotted == path), "")
            was.setdefault(name, source)
    left += [f"{_where(each)}{each.text}" for each in inventory.reports if each.is_loss]
    modules = [groups[name] for name in sorted(groups)]
    abandoned += [each.origin.address for each in inventory.reports if each.is_loss]
    removed = _removed(abandoned, {f"{CONNECTOR}.{logical_id([id])}" for id in written_ids.values()})
    if any("Adopt.IN_STATE" in code.text for _, codes in modules for code in codes):
        notes.insert(0, _SAME_STATE)
    packages = {package for _, codes in modules for code in codes for package, _ in code.project_imports}
    notes += [
        f"the code imports {package}: give the folder that holds it to Python, as in PYTHONPATH=.."
        for package in sorted(packages)
    ]
    whole = {ALL_FILE: all_text([group for group, _ in modules], used_variables, left, removed, engine)}
    if inventory.references:
        whole[REFERENCES_FILE] = references_text(inventory.references)
    aliases = {
        group.alias: _endpoints(connectors, group.alias) for group, _ in modules if group.alias is not None
    }
    first = {
        MAIN_FILE: main_text(aliases, engine),
        CDKTF_FILE: '{ "language": "python", "app": "python main.py" }\n',
    }
    secrets = tuple(SecretWanted(name, tuple(uses[name]), was[name]) for name in sorted(uses))
    return Project(
        modules, whole, first, written_ids, secrets, tuple(left), tuple(notes), engine, layout, mode
    )


def _removed(addresses: Sequence[str | None], written: set[str]) -> list[str]:
    """Return the addresses that leave the state, so that Terraform forgets them and destroys nothing."""
    found = {without_instances(each) for each in addresses if each is not None}
    return sorted(each for each in found if _RESOURCE.fullmatch(each) is not None and each not in written)


def _ordered(connectors: Sequence[AdoptedConnector]) -> list[tuple[int, AdoptedConnector]]:
    """Sort by type, and then by name and id, so that the order in the source does not matter."""
    return sorted(
        enumerate(connectors),
        key=lambda each: (
            shown(each[1].type_id),
            shown(each[1].name).casefold(),
            shown(each[1].id),
            each[1].origin.address or "",
            each[0],
        ),
    )


def _group(connector: AdoptedConnector, layout: Layout, default_space: str) -> Group:
    space = connector.space if connector.space is not None else default_space
    alias = _alias(connector)
    if layout is Layout.TEAM:
        team = _team(connector)
        name, what = identifier(team, "team"), f"the team {_plain(team)}"
    elif isinstance(space, str):
        name, what = identifier(space, "space"), f"the space {_plain(space)}"
    else:
        name, what = "any_space", "spaces that only Terraform knows"
    if alias is not None:
        return Group(f"{name}_{identifier(alias, 'kibana')}", f"{what}, by the provider {alias}", alias)
    return Group(name if name != "all" else "all_of_them", what)


def _alias(connector: AdoptedConnector) -> str | None:
    """Return the alias of the provider that serves a connector; one is made for a Kibana of its own."""
    if connector.kibana_connection:
        host = re.sub(r"^[a-z]+://|[:/].*$", "", connector.endpoints[0]) if connector.endpoints else ""
        return identifier(host, "other_kibana")
    return (connector.provider or "").partition(".")[2] or None


def _team(connector: AdoptedConnector) -> str:
    module = _MODULE.match(connector.origin.address or "")
    if module is not None:
        return " ".join(part for part in module.groups() if part)
    if isinstance(connector.name, str) and (found := _TEAM.match(connector.name)):
        return (found[1] or found[2]).strip()
    return "shared"


def _plain(text: str) -> str:
    return re.sub(r"[^\w .-]", " ", text).strip()[:60]


def _wanted_name(connector: AdoptedConnector) -> str:
    kind = identifier(shown(connector.type_id), "connector")
    if isinstance(connector.name, str):
        return identifier(connector.name, kind)
    return identifier((connector.origin.block or kind).rpartition(".")[2], kind)


def _told(connector: AdoptedConnector, reports: Sequence[Report]) -> tuple[str, ...]:
    """Return what reports say of one connector."""
    address, id = connector.origin.address, connector.id
    prefixes = (f"{connector.label}: ", f"{shown(connector.name)}: ")
    found = [
        next((report.text[len(each) :] for each in prefixes if report.text.startswith(each)), report.text)
        for report in reports
        if (address is not None and report.origin.address in (address, connector.origin.block))
        or (isinstance(id, str) and report.id == id and report.origin.kind == connector.origin.kind)
    ]
    return tuple(dict.fromkeys(found))


def _called(connector: AdoptedConnector) -> str:
    name = connector.label
    if connector.origin.address is None and isinstance(connector.id, str):
        return f"{name} ({connector.id})"
    return name


def _where(report: Report) -> str:
    origin = report.origin
    place = origin.address or report.id
    if place is None and origin.file is not None:
        place = origin.file if origin.line is None else f"{origin.file}, line {origin.line}"
    return f"{place}: " if place else ""


def _endpoints(connectors: Sequence[AdoptedConnector], alias: str) -> tuple[str, ...]:
    for each in connectors:
        if _alias(each) == alias and each.endpoints:
            return each.endpoints
    return ()
