"""A table that fits the terminal and cuts nothing off: what is too wide is wrapped, or stands below its row.

It is not rich's: that takes a second for the 2,000 rows that a Kibana with as many connectors has.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..kibana.shown_text import escaped

_GAP = "  "
_INDENT = " " * 4
_LEAST = 8
"""A column becomes narrower than this, or than its title, only where nothing else helps."""


def terminal_width() -> int:
    """Return the columns of the terminal; 80 where the output goes elsewhere."""
    return shutil.get_terminal_size().columns


def table_lines(
    titles: Sequence[str], rows: Iterable[Sequence[str]], width: int, *, below: str | None = None
) -> Iterator[str]:
    """Yield the lines of a table.

    Args:
        titles: The columns' titles.
        rows: The cells of each row; with `below` one more, which stands beside the others where there is
            room, and below them where there is not. Control characters are escaped.
        width: How many columns the terminal has.
        below: The title of that last cell.
    """
    cells = [[escaped(cell) for cell in row] for row in rows]
    heads = [*titles, *([] if below is None else [below])]
    natural = [
        max(cell_width(head), max((cell_width(row[number]) for row in cells), default=0))
        for number, head in enumerate(heads)
    ]
    is_below = below is not None and sum(natural) + len(_GAP) * (len(heads) - 1) > width
    widths = natural[: len(titles)] if is_below else natural
    widths = _fitted(widths, [cell_width(head) for head in heads], width)
    count = len(widths)
    yield from _row_lines(heads[:count], widths)
    if is_below:
        yield _INDENT + heads[-1]
    for row in cells:
        yield from _row_lines(row[:count], widths)
        if is_below and row[-1]:
            yield from _indented(row[-1], width)


@lru_cache(1024)  # many rows have the same below them
def _indented(text: str, width: int) -> tuple[str, ...]:
    return tuple(_INDENT + line for line in wrapped(text, width - len(_INDENT)))


def _fitted(widths: Sequence[int], heads: Sequence[int], width: int) -> list[int]:
    """Make the widest columns narrower until all fit."""
    fitted = list(widths)
    excess = sum(fitted) + len(_GAP) * (len(fitted) - 1) - width
    readable = [max(_LEAST, head) for head in heads]
    for least in (readable, [2] * len(fitted)):  # some characters take two columns
        while excess > 0:
            shrinkable = [number for number, each in enumerate(fitted) if each > least[number]]
            if not shrinkable:
                break
            fitted[max(shrinkable, key=lambda number: fitted[number])] -= 1
            excess -= 1
    return fitted


def _row_lines(cells: Sequence[str], widths: list[int]) -> Iterator[str]:
    fitting = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    if list(map(len, fitting)) == widths and all(map(str.isascii, fitting)):
        yield _GAP.join(fitting).rstrip()
        return
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        yield _GAP.join(_padded(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))


def cell_width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines, between words where it can.

    Args:
        text: The text, without line breaks.
        width: The width of a line, in columns of a terminal.
    """
    width = max(width, 2)
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_width(joined) <= width:
            lines[-1] = joined
            continue
        if not lines[-1]:
            lines.pop()
        lines += _pieces(word, width)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    pieces, used = [""], 0
    for char in word:
        taken = _char_width(char)
        if used + taken > width:
            pieces.append("")
            used = 0
        pieces[-1] += char
        used += taken
    return pieces


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, if there is one.

    Args:
        lines: The lines, without line breaks.
    """
    if sys.stdout is not None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
