"""The facts that the steering repo shares; tests that compare with them need the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"


def available() -> bool:
    return SHARED.is_dir()


def classic_types() -> dict[str, Any]:
    return json.loads((SHARED / "connectors" / "classic.json").read_text())


def spec_types() -> dict[str, Any]:
    """Give the catalog's connector types by id."""
    specs = json.loads((SHARED / "connectors" / "specs.json").read_text())["specs"]
    return {spec["id"]: spec for spec in specs}


def classic_vectors() -> list[dict[str, Any]]:
    return _lines("classic_vectors.jsonl")


def spec_vectors() -> list[dict[str, Any]]:
    return _lines("spec_vectors.jsonl")


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / "connectors" / name).read_text().splitlines()]
