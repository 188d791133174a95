"""Reads answers of the connector API: one connector or a list, in today's and in the old spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import UnreadableFile
from .inventory import Inventory, Origin, Report
from .making import add_preconfigured, add_stored, add_system
from .settling import is_system

_OLD = {
    "actionTypeId": "connector_type_id",
    "isPreconfigured": "is_preconfigured",
    "isMissingSecrets": "is_missing_secrets",
    "isDeprecated": "is_deprecated",
    "isSystemAction": "is_system_action",
    "referencedByCount": "referenced_by_count",
    "authMode": "auth_mode",
}
"""The spelling of `GET /api/actions`, which Kibana had until 8.x, and today's."""
_INBOUND = ".inboundWebhook"
"""The only type so far that nothing can run."""
_EXPECTED = "expected an answer of GET /api/actions/connectors: a list of connectors, or one connector"


def read_api(name: str, value: Any, text: str) -> Inventory:
    """Read an answer.

    Args:
        name: The file's name.
        value: What is in it.
        text: Its text, to tell lines.

    Raises:
        UnreadableFile: It is no such answer.
    """
    inventory = Inventory()
    if isinstance(value, Mapping) and isinstance(value.get("data"), list):
        value = value["data"]
    if isinstance(value, Mapping) and _says_error(value):
        status = value.get("statusCode") or value.get("status")
        text = f"{name}: an error of Kibana in place of connectors (status {status}); ask again"
        inventory.reports.append(Report(Origin("api", name, 1), text, ("not-a-list",), is_loss=True))
        return inventory
    if isinstance(value, Mapping):
        if not {"connector_type_id", "actionTypeId"} & value.keys():
            raise UnreadableFile(f"{name}: line 1: {_EXPECTED}")
        value = [value]
    if not isinstance(value, list):
        raise UnreadableFile(f"{name}: line 1: {_EXPECTED}")
    lines = list(_lines(text))
    for index, each in enumerate(value):
        origin = Origin("api", name, lines[index] if len(lines) == len(value) else None)
        _add(inventory, origin, each)
    return inventory


def _says_error(value: Mapping[str, Any]) -> bool:
    return ("statusCode" in value or "status" in value) and "error" in value


def _add(inventory: Inventory, origin: Origin, given: Any) -> None:
    where = f"{origin.file}: " + (f"line {origin.line}: " if origin.line else "")
    if not isinstance(given, Mapping):
        text = f"{where}expected a connector, an object"
        inventory.reports.append(Report(origin, text, ("not-an-object",), is_loss=True))
        return
    is_old = bool(_OLD.keys() & given.keys())
    value = {_OLD.get(key, key): item for key, item in given.items()}
    id, name, type_id = (value.get(key) for key in ("id", "name", "connector_type_id"))
    if not (isinstance(id, str) and id and isinstance(name, str) and isinstance(type_id, str)):
        shown_id = id if isinstance(id, str) else None
        text = f"{where}expected id, name and connector_type_id, which are texts"
        inventory.reports.append(Report(origin, text, ("not-an-object",), shown_id, is_loss=True))
        return
    if value.get("is_system_action") is True or is_system(id):
        add_system(inventory, origin, id, name, type_id)
        return
    if value.get("is_preconfigured") is True:
        add_preconfigured(inventory, origin, id=id, name=name, type_id=type_id)
        return
    codes = [
        code
        for code, holds in (
            ("deprecated", value.get("is_deprecated") is True),
            ("personal-auth", value.get("auth_mode") == "personal"),
            ("inbound-only", value.get("is_inbound_only") is True or type_id == _INBOUND),
            ("legacy-spelling", is_old),
        )
        if holds
    ]
    notes = {
        key: value[key]
        for key in ("auth_mode", "spec_version", "active_spec_version", "referenced_by_count")
        if key in value
    }
    if "personal-auth" in codes:
        text = (
            f"{type_id} {name}: not taken over: each person has credentials of their own for it, which "
            "Terraform cannot set; keep it in Kibana, and refer to it by id"
        )
        inventory.reports.append(Report(origin, text, ("personal-auth",), id, is_loss=True))
        return
    add_stored(
        inventory,
        origin,
        id=id,
        name=name,
        type_id=type_id,
        config=value.get("config"),
        space=None,
        codes=codes,
        notes=notes,
        is_missing_secrets=value.get("is_missing_secrets") is True,
    )


def _lines(text: str) -> Iterator[int]:
    """Yield the line on which each object of the outermost list begins, or the only object."""
    depth, line, quoted = 0, 1, False
    outer = 1 if text.lstrip("\ufeff \t\r\n").startswith("[") else 0
    for match in re.finditer(r'\\.|["{}\[\]\n]', text, re.DOTALL):
        char = match.group()
        if char == "\n":
            line += 1
        elif char == '"':
            quoted = not quoted
        elif quoted or len(char) > 1:
            continue
        elif char in "{[":
            if depth == outer and char == "{":
                yield line
            depth += 1
        else:
            depth -= 1
