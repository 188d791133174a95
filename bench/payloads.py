"""Payloads to judge, and the JSON Schemas that a user could judge them by otherwise.

Kibana's own vectors are used where the folder with the shared facts is beside the repository. Without it, the
types that Kibana defines as data are judged by the good payloads that the tests derive from the catalog, and
the classic types, whose schemas are in that folder too, are left out.
"""

from __future__ import annotations

import importlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tools.layout import ROOT

from kibana_connectors import connector_types

SHARED = ROOT.parent / "shared" / "connectors"
CATALOG = ROOT / "catalog" / "specs.json"


class Payload(NamedTuple):
    """A payload on the wire.

    Attributes:
        type_id: The connector type.
        config: Kibana's config.
        secrets: Kibana's secrets, with made-up values.
        ok: Whether Kibana takes it.
    """

    type_id: str
    config: Any
    secrets: Any
    ok: bool


class Schemas(NamedTuple):
    """The JSON Schemas of one type.

    Attributes:
        config: Of its config.
        secrets: Of its secrets; by auth type where `authType` decides, else under the empty string.
    """

    config: dict[str, Any]
    secrets: dict[str, dict[str, Any]]


def groups() -> tuple[str, ...]:
    """Name the groups of types that can be judged here."""
    return ("classic", "spec") if SHARED.is_dir() else ("spec",)


def source(group: str) -> str:
    """Tell where the payloads are from."""
    return "Kibana's vectors" if _vectors_of(group).is_file() else "the tests' good payloads"


def payloads(group: str) -> list[Payload]:
    """Give a group's payloads."""
    file = _vectors_of(group)
    if not file.is_file():
        return _derived()
    lines = (json.loads(line) for line in file.read_text().splitlines())
    known = schemas(group)
    return [
        Payload(line["type"], line["config"], line["secrets"], line["ok"])
        for line in lines
        if line["type"] in known
    ]


@cache
def schemas(group: str) -> dict[str, Schemas]:
    """Give a group's JSON Schemas by type, of the types that can be created."""
    if group == "classic":
        types = json.loads((SHARED / "classic.json").read_text())
        return {
            type_id: Schemas(facts["configSchema"], {"": facts["secretsSchema"]})
            for type_id, facts in types.items()
            if type_id in connector_types()
        }
    return {
        spec["id"]: Schemas(
            spec["config_schema"], {auth["id"]: auth["secrets_schema"] for auth in spec["auth_types"]}
        )
        for spec in json.loads(CATALOG.read_text())["specs"]
    }


def _vectors_of(group: str) -> Path:
    return SHARED / f"{group}_vectors.jsonl"


def _derived() -> list[Payload]:
    sys.path.insert(0, str(ROOT / "tests"))
    derived = importlib.import_module("harness.spec_payloads").payloads()
    return [Payload(each.type_id, each.config, each.secrets, True) for each in derived]
