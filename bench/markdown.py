"""Writes tables and paragraphs in Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from bench.results import shown

Cell: TypeAlias = str | float
_WIDTH = 110


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table. Numbers are rounded for readers and aligned right."""
    body = [list(row) for row in rows]
    is_number = [bool(body) and isinstance(cell, (int, float)) for cell in body[0]] if body else []
    rule = ["---:" if number else "---" for number in is_number] or ["---"] * len(head)
    return "\n".join(_row(cells) for cells in (head, rule, *body))


def wrapped(paragraph: str) -> str:
    """Return a paragraph or a list with new line breaks; tables, headings and images stay as they are."""
    if paragraph.startswith(("|", "#", "!")):
        return paragraph
    items = re.split(r"\n(?=- )", paragraph)
    return "\n".join(
        textwrap.fill(
            " ".join(item.split()),
            width=_WIDTH,
            subsequent_indent="  " if item.startswith("- ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for item in items
    )


def _row(cells: Iterable[Cell]) -> str:
    return f"| {' | '.join(cell if isinstance(cell, str) else shown(cell) for cell in cells)} |"
