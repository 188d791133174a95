"""The table in docs/exceptions.md: where a connector is not simply what Kibana would store."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "exceptions.md"
REFUSED = "refused"
OTHER_FORM = "other form"
UNKNOWN_KEY = "unknown key"
SPEC_TYPES = "spec types"
"""What stands in the table for all types that Kibana defines as data."""


class DocumentedException(NamedTuple):
    """One row.

    Attributes:
        type_id: The connector type.
        fields: Where: `config.port`, `secrets`.
        kind: What happens: refused when built, written in another form, or refused even on the wire.
    """

    type_id: str
    fields: tuple[str, ...]
    kind: str

    def covers(self, where: str) -> bool:
        """Tell whether a problem at this place is the one that the row speaks of."""
        return any(where == field or where.startswith(f"{field}.") for field in self.fields)


def documented_exceptions() -> tuple[DocumentedException, ...]:
    """Give the rows for types that are named one by one."""
    return tuple(row for row in _rows() if row.type_id != SPEC_TYPES)


def spec_exceptions() -> tuple[DocumentedException, ...]:
    """Give the rows for all types that Kibana defines as data."""
    return tuple(row for row in _rows() if row.type_id == SPEC_TYPES)


@cache
def _rows() -> tuple[DocumentedException, ...]:
    rows = [line.split("|")[1:-1] for line in _PAGE.read_text().splitlines() if line.startswith("| `")]
    found = tuple(
        DocumentedException(type_id.strip(" `"), tuple(re.findall(r"`([^`]+)`", fields)), kind.strip())
        for type_id, fields, kind, *_ in rows
    )
    assert found, "the table has gone"
    assert {row.kind for row in found} <= {REFUSED, OTHER_FORM, UNKNOWN_KEY}
    return found
