"""A table of connector types that fits the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_TITLES = {
    "type_id": "Type",
    "class_name": "Class",
    "name": "Name",
    "license": "License",
    "since": "Since",
    "features": "Features",
}
_WIDE = ("type_id", "class_name", "name", "license", "since")
_NARROW = ("type_id", "class_name", "license", "since")
_GAP = "  "
_INDENT = " " * 4


def table_lines(rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Yield the lines of a table that shows everything and cuts nothing off.

    A wide terminal shows a type's features in a column beside the others; in a narrower one, name and
    features stand below each type.

    Args:
        rows: A type each, with a value for each title and a list of features.
        width: How many columns the terminal has.
    """
    beside = _row_format(_WIDE, rows)
    start = len(beside.format(**_TITLES)) + len(_GAP)
    longest = max(len(feature) + 1 for row in rows for feature in row["features"] or [""])
    if start + longest <= width:
        yield beside.format(**_TITLES) + _GAP + _TITLES["features"]
        for row in rows:
            first, *more = _wrapped(", ".join(row["features"]), width - start)
            yield beside.format(**row) + _GAP + first
            yield from (" " * start + line for line in more)
        return
    above = _row_format(_NARROW, rows)
    yield above.format(**_TITLES).rstrip()
    yield f"{_INDENT}{_TITLES['name']}: {_TITLES['features']}"
    for row in rows:
        yield above.format(**row).rstrip()
        for line in _wrapped(f"{row['name']}: {', '.join(row['features'])}", width - len(_INDENT)):
            yield _INDENT + line


def _row_format(keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a format string with a column for each key, as wide as its widest value."""
    widths = {key: max(len(row[key]) for row in (_TITLES, *rows)) for key in keys}
    return _GAP.join(f"{{{key}:{width}}}" for key, width in widths.items())


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_long_words=False, break_on_hyphens=False) or [""]
