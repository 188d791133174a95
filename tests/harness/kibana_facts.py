"""What Kibana says of its connector types, and its verdicts on payloads; tests/data/README.md tells more."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from kibana_connectors.generate.catalog import FROZEN

_ROOT = Path(__file__).resolve().parents[2]
CATALOG = FROZEN
DATA = _ROOT / "tests" / "data"


@cache
def classic_types() -> dict[str, Any]:
    """Give the types that Kibana defines in code, by id: name, license, features, schemas and rules."""
    return json.loads((DATA / "classic.json").read_text())


@cache
def spec_types() -> dict[str, Any]:
    """Give the types that Kibana defines as data, by id: the catalog, from which the classes are made."""
    return {spec["id"]: spec for spec in json.loads((CATALOG / "specs.json").read_text())["specs"]}


@cache
def classic_vectors() -> tuple[dict[str, Any], ...]:
    """Give payloads of the types that Kibana defines in code, each with the verdict of Kibana's schemas."""
    return _lines("classic_vectors.jsonl.gz")


@cache
def spec_vectors() -> tuple[dict[str, Any], ...]:
    """Give payloads of the types that Kibana defines as data, each with the verdict of Kibana's schemas."""
    return _lines("spec_vectors.jsonl.gz")


def _lines(name: str) -> tuple[dict[str, Any], ...]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)
