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


def classic_vectors() -> list[dict[str, Any]]:
    lines = (SHARED / "connectors" / "classic_vectors.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]
