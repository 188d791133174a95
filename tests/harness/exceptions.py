"""docs/exceptions.md as data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "exceptions.md"


class Row(NamedTuple):
    """One exception: what Kibana takes, and this library refuses or writes in another form."""

    type_id: str
    field: str
    kind: str
    what: str
    why: str


def rows() -> list[Row]:
    """Read the table; the first two fields without their quotes."""
    cells = [
        line.strip("| ").split(" | ") for line in _DOCUMENT.read_text().splitlines() if line.startswith("| `")
    ]
    return [Row(type_id.strip("`"), re.sub("`", "", field), *rest) for type_id, field, *rest in cells]
