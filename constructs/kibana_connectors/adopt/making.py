"""Adds what a reader found to an inventory, in the same way for all sources: settled, checked, told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..formats.kibana_ids import is_space_id
from .inventory import (
    AdoptedConnector,
    Carry,
    ConnectorReference,
    Inventory,
    Origin,
    Report,
    SecretLeaf,
    Text,
)
from .settling import Settled, settle


def add_stored(
    inventory: Inventory,
    origin: Origin,
    *,
    id: str,
    name: str,
    type_id: str,
    config: Any,
    space: str | None,
    codes: Iterable[str] = (),
    notes: Mapping[Any, Any] | None = None,
    is_missing_secrets: bool = False,
) -> None:
    """Add a connector that a Kibana has, and whose secrets it hides.

    Args:
        inventory: Where to add it.
        origin: Where it was read.
        id: Its id.
        name: Its name.
        type_id: Its type.
        config: Its config.
        space: Its space; None where the source does not say.
        codes: What the source itself says of it.
        notes: What Kibana says besides.
        is_missing_secrets: Whether Kibana lost its secrets.
    """
    settled = settle(type_id, config, None, exists=True)
    told = list(settled.told)
    if is_missing_secrets:
        told.append((("missing-secrets",), "it misses its secrets: it does not run until they are set"))
    if why := why_import_fails(id):
        # One import that fails makes the whole plan fail.
        text = f"{type_id} {name}: {why}"
        inventory.reports.append(Report(origin, text, ("id-needs-escape",), id, is_loss=True))
        return
    connector = AdoptedConnector(
        origin=origin,
        name=name,
        type_id=type_id,
        space=space,
        id=id,
        id_origin="known",
        config=settled.config,
        config_is_settled=settled.is_settled,
        secrets=settled.secrets,
        optional_secrets=settled.optional_secrets,
        carry=Carry("import", id=id),
        notes=dict(notes or {}),
    )
    add(inventory, connector, settled, [*told, *((((each,), CODES[each])) for each in codes)])


def add(
    inventory: Inventory,
    connector: AdoptedConnector,
    settled: Settled,
    told: Iterable[tuple[tuple[str, ...], str]],
) -> None:
    """Add a connector, or only the reports where none can be written.

    Args:
        inventory: Where to add it.
        connector: The connector.
        settled: What became of its config.
        told: What must be told of it.
    """
    told = list(told)
    id = connector.id if isinstance(connector.id, str) else None
    for codes, text in told:
        is_loss = settled.is_refused or "unknown-key" in codes
        left_out = "not taken over: " if settled.is_refused else ""
        inventory.reports.append(
            Report(connector.origin, f"{connector.label}: {left_out}{text}", codes, id, is_loss)
        )
    if not settled.is_refused:
        codes = tuple(dict.fromkeys(code for each, _ in told for code in each))
        inventory.connectors.append(replace(connector, codes=codes))


def add_preconfigured(
    inventory: Inventory,
    origin: Origin,
    *,
    id: str,
    name: Text | None,
    type_id: Text | None,
    codes: tuple[str, ...] = (),
    note: str = "it stands in kibana.yml: in every space, and read-only",
) -> None:
    """Add a reference to a preconfigured connector.

    Args:
        inventory: Where to add it.
        origin: Where it was read.
        id: Its id.
        name: Its name.
        type_id: Its type.
        codes: Why it is special, beside that.
        note: What to know of it.
    """
    inventory.references.append(ConnectorReference(origin, id, "preconfigured", name, type_id, "*", note))
    inventory.reports.append(
        Report(origin, f"{id}: preconfigured: {note}; refer to it by id", ("preconfigured", *codes), id)
    )


def add_system(inventory: Inventory, origin: Origin, id: str, name: str | None, type_id: str | None) -> None:
    """Add a reference to one of Kibana's own connectors.

    Args:
        inventory: Where to add it.
        origin: Where it was read.
        id: Its id.
        name: Its name.
        type_id: Its type.
    """
    note = "Kibana itself has it, in every space"
    inventory.references.append(ConnectorReference(origin, id, "system", name, type_id, "*", note))
    inventory.reports.append(Report(origin, f"{id}: {note}; refer to it by id", ("system-connector",), id))


def why_import_fails(id: str) -> str | None:
    """Return why Terraform cannot import a connector by its id; None if it can.

    Tried with the provider 0.16.2 (docs/adopt.md): blanks, `%`, other scripts and long ids work.

    Args:
        id: The id.
    """
    if "/" in id or id in (".", ".."):
        return (
            "not taken over: Terraform cannot import this id, which the provider takes for a path; make the "
            "connector again in Kibana, under another id"
        )
    return None


def check_space(space: Text | None) -> str | None:
    """Return why there is no such space; None if there may be."""
    if isinstance(space, str) and not is_space_id(space):
        return "space_id: Kibana has no such space: expected lower-case letters, digits, _ and -"
    return None


def finish(inventory: Inventory) -> Inventory:
    """Tell what only shows when all was read: ids and names that are there twice, shared secrets.

    Args:
        inventory: What was read.
    """
    by_id: dict[tuple[str | None, str], list[int]] = {}
    by_name: dict[tuple[object, str], list[int]] = {}
    referred = {each.id for each in inventory.references}
    for index, each in enumerate(inventory.connectors):
        if isinstance(each.id, str):
            by_id.setdefault((each.origin.endpoint, each.id), []).append(index)
        if isinstance(each.name, str):
            by_name.setdefault((each.space, each.name), []).append(index)
    for (_, id), indexes in by_id.items():
        if len(indexes) > 1:
            _tell(inventory, indexes, "duplicate-id", f"the id {id} is there {len(indexes)} times")
        elif id in referred:
            _tell(inventory, indexes, "duplicate-id", "a preconfigured connector has this id, and hides it")
    for indexes in by_name.values():
        if len(indexes) > 1:
            text = f"{len(indexes)} connectors of one space have this name: nobody can tell them apart"
            _tell(inventory, indexes, "duplicate-name", text)
    return inventory


def _tell(inventory: Inventory, indexes: Iterable[int], code: str, text: str) -> None:
    for index in indexes:
        each = inventory.connectors[index]
        inventory.connectors[index] = replace(each, codes=(*each.codes, code))
        id = each.id if isinstance(each.id, str) else None
        inventory.reports.append(Report(each.origin, f"{each.label}: {text}", (code,), id))


CODES: dict[str, str] = {
    "deprecated": "Kibana calls it outdated",
    "personal-auth": "each person has credentials of their own for it",
    "inbound-only": "it receives events, and cannot be run",
    "legacy-spelling": "the answer is of an old Kibana, in its old spelling",
}
"""What Kibana may say of a connector: the code and its text."""


def hidden_leaf(path: tuple[str, ...], text: str, value: Any) -> SecretLeaf:
    """Return a leaf for a secret that is written in a source."""
    from .held_secret import HeldSecret

    return SecretLeaf(path, "literal", text, HeldSecret(value if isinstance(value, str) else str(value)))
