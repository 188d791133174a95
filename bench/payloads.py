"""The payloads to validate, and the JSON Schemas that a user could otherwise validate them with.

The payloads are the vectors that the tests use, with the verdicts of Kibana's own schemas
(tests/data/README.md).
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any, NamedTuple

from tools.layout import ROOT

from kibana_connectors import connector_types
from kibana_connectors.generate.catalog import FROZEN

DATA = ROOT / "tests" / "data"
CATALOG = FROZEN / "specs.json"
GROUPS = ("classic", "spec")
"""The types that Kibana defines in code, and the types that it defines as data."""


class Payload(NamedTuple):
    """A payload in wire form.

    Attributes:
        type_id: The connector type.
        config: Kibana's config.
        secrets: Kibana's secrets, with made-up values.
        ok: Whether Kibana accepts it.
    """

    type_id: str
    config: Any
    secrets: Any
    ok: bool


class Schemas(NamedTuple):
    """The JSON Schemas of one type.

    Attributes:
        config: The schema of its config.
        secrets: The schemas of its secrets: by auth type if `authType` decides, else under the empty string.
    """

    config: dict[str, Any]
    secrets: dict[str, dict[str, Any]]


def payloads(group: str) -> list[Payload]:
    """Return a group's payloads."""
    known = schemas(group)
    with gzip.open(DATA / f"{group}_vectors.jsonl.gz", "rt", encoding="utf-8") as lines:
        vectors = [json.loads(line) for line in lines]
    return [
        Payload(vector["type"], vector["config"], vector["secrets"], vector["ok"])
        for vector in vectors
        if vector["type"] in known
    ]


@cache
def schemas(group: str) -> dict[str, Schemas]:
    """Return a group's JSON Schemas by type, for the types that users can create."""
    if group == "classic":
        types = json.loads((DATA / "classic.json").read_text())
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
