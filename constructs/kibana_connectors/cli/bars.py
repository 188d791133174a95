"""Bars and columns of characters, in a terminal that has the characters or not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

_COLUMNS = " ▁▂▃▄▅▆▇█"
_PLAIN_COLUMNS = " .:-=+*#%"


class Marks(NamedTuple):
    """The characters to draw with.

    Attributes:
        good: Of what went well.
        bad: Of what did not.
        columns: From nothing to the greatest.
    """

    good: str
    bad: str
    columns: str


def marks() -> Marks:
    """Return the characters that standard output can show."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        f"{_COLUMNS}░".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Marks("#", "x", _PLAIN_COLUMNS)
    return Marks("█", "░", _COLUMNS)


def bar(good: int, bad: int, most: int, width: int, drawn: Marks) -> str:
    """Return a bar with a good and a bad part; neither vanishes unless it is 0.

    Args:
        good: How many went well.
        bad: How many did not.
        most: What the whole width stands for.
        width: The width, at least 2.
        drawn: The characters.
    """
    total = good + bad
    if not total or not most:
        return ""
    length = max(round(width * total / most), (good > 0) + (bad > 0))
    bads = min(max(round(length * bad / total), bad > 0), length - (good > 0))
    return drawn.good * (length - bads) + drawn.bad * bads


def columns(values: Sequence[int], most: int, drawn: Marks) -> str:
    """Return a column for each value; none vanishes unless it is 0.

    Args:
        values: The values.
        most: What the highest column stands for.
        drawn: The characters.
    """
    top = len(drawn.columns) - 1
    return "".join(
        drawn.columns[max(round(top * value / most), 1) if value and most else 0] for value in values
    )
