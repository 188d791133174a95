"""Reads an export of saved objects (NDJSON), of Kibana 7.13 to 9.x and of this library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..stack_files.json_text import load
from .inventory import Inventory, Origin, Report
from .making import add_preconfigured, add_stored, add_system
from .settling import is_system

CONNECTOR = "action"
"""The type of saved object that a connector is."""
_COUNT = "exportedCount"


def read_ndjson(name: str, text: str) -> Inventory:
    """Read an export.

    A line that is wrong is told, and does not keep the others from being read.

    Args:
        name: The file's name.
        text: Its text.
    """
    inventory = Inventory()
    found: list[tuple[Origin, dict[str, Any]]] = []
    ids: set[str] = set()
    used: dict[str, tuple[Origin, str]] = {}
    for number, value in _lines(text):
        origin = Origin("ndjson", name, number)
        if isinstance(value, str):
            _tell(inventory, origin, "not-json", value)
        elif _COUNT in value and "type" not in value:
            space = value.get("space")
            _add_all(inventory, found, space if isinstance(space, str) else None)
            found = []
        elif value.get("type") == CONNECTOR:
            found.append((origin, value))
            ids.add(str(value.get("id")))
        else:
            _note_other(inventory, origin, value, used)
    _add_all(inventory, found, None)
    _tell_references(inventory, used, ids)
    return inventory


def _lines(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = load(line)
        except (json.JSONDecodeError, RecursionError):
            yield number, "no whole JSON: cut off, or changed by hand"
            continue
        yield number, value if isinstance(value, dict) else "expected a JSON object"


def _add_all(inventory: Inventory, found: list[tuple[Origin, dict[str, Any]]], space: str | None) -> None:
    seen: dict[str, int | None] = {}
    for origin, value in found:
        attributes, id = value.get("attributes"), value.get("id")
        if not isinstance(attributes, Mapping):
            _tell(inventory, origin, "no-attributes", "a connector without attributes", id)
            continue
        name, type_id, config = (attributes.get(key) for key in ("name", "actionTypeId", "config"))
        wrong = [
            word
            for word, given in (("id", id), ("name", name), ("actionTypeId", type_id))
            if not isinstance(given, str) or not given.strip()
        ]
        if wrong:
            text = f"{', '.join(wrong)}: missing, or no text"
            _tell(inventory, origin, "not-an-object", text, id)
            continue
        if attributes.get("secrets"):
            text = "it holds secrets, which no export of Kibana's does: they are not taken over"
            _tell(inventory, origin, "literal-secret", text, id, is_loss=False)
        if str(id) in seen:
            first = seen[str(id)]
            text = f"the id is there already, on line {first}: this one is not taken over"
            _tell(inventory, origin, "duplicate-id", text, id)
            continue
        seen[str(id)] = origin.line
        notes = {key: value[key] for key in ("originId", "managed") if key in value}
        if is_system(id):
            add_system(inventory, origin, str(id), str(name), str(type_id))
            continue
        add_stored(
            inventory,
            origin,
            id=str(id),
            name=str(name),
            type_id=str(type_id),
            config=config,
            space=space,
            notes=notes,
            is_missing_secrets=attributes.get("isMissingSecrets") is True,
        )


def _note_other(
    inventory: Inventory, origin: Origin, value: dict[str, Any], used: dict[str, tuple[Origin, str]]
) -> None:
    """Note an object that is no connector, and which connectors it uses."""
    kind, id = value.get("type"), value.get("id")
    shown = kind if isinstance(kind, str) and kind.replace("-", "").replace("_", "").isalnum() else "object"
    if not isinstance(kind, str) or not isinstance(id, str):
        _tell(inventory, origin, "not-an-object", "no saved object: it has no type or no id")
        return
    inventory.reports.append(
        Report(
            origin, f"line {origin.line}: {shown}: no connector, and left as it is", ("not-a-connector",), id
        )
    )
    references = value.get("references")
    for each in references if isinstance(references, list) else ():
        if isinstance(each, Mapping) and each.get("type") == CONNECTOR and isinstance(each.get("id"), str):
            used.setdefault(each["id"], (origin, shown))
    attributes = value.get("attributes")
    actions = attributes.get("actions") if isinstance(attributes, Mapping) else None
    for action in actions if isinstance(actions, list) else ():
        reference = action.get("actionRef") if isinstance(action, Mapping) else None
        if isinstance(reference, str):
            for mark in ("system_action:", "preconfigured:"):
                if reference.startswith(mark):
                    used.setdefault(reference.removeprefix(mark), (origin, mark))


def _tell_references(inventory: Inventory, used: Mapping[str, tuple[Origin, str]], ids: set[str]) -> None:
    for id, (origin, by) in used.items():
        if id in ids:
            continue
        if by == "system_action:" or is_system(id):
            add_system(inventory, origin, id, None, None)
        elif by == "preconfigured:":
            add_preconfigured(inventory, origin, id=id, name=None, type_id=None)
        else:
            text = f"{by} uses the connector {id}, which is not in the file"
            _tell(inventory, origin, "missing-reference", text, id)


def _tell(
    inventory: Inventory, origin: Origin, code: str, text: str, id: object = None, *, is_loss: bool = True
) -> None:
    shown_id = id if isinstance(id, str) else None
    inventory.reports.append(
        Report(origin, f"{origin.file}: line {origin.line}: {text}", (code,), shown_id, is_loss)
    )
