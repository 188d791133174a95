"""Writes expected and actual values as text, and their difference."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .expressions import Expression
from .matching import MISSING


def difference(expected: Any, found: Any) -> list[str]:
    """Return the lines of a unified diff.

    Args:
        expected: The expected value; matchers in it are written as in the test.
        found: The actual value.
    """
    diff = difflib.unified_diff(lines(expected), lines(found), "expected", "found", lineterm="", n=50)
    return [line for line in diff if not line.startswith("@@")]


def lines(value: Any) -> list[str]:
    """Return a value as JSON, with one line for each leaf."""
    return [*_lines(value, "", "")]


def _lines(value: Any, before: str, after: str) -> Iterator[str]:
    indent = before[: len(before) - len(before.lstrip())]
    if isinstance(value, Mapping):
        yield f"{before}{{"
        items = sorted(value.items(), key=lambda item: str(item[0]))
        for key, item in items:
            yield from _lines(item, f"{indent}  {json.dumps(str(key), ensure_ascii=False)}: ", ",")
        yield f"{indent}}}{after}"
    elif isinstance(value, (list, tuple)):
        yield f"{before}["
        for item in value:
            yield from _lines(item, f"{indent}  ", ",")
        yield f"{indent}]{after}"
    else:
        yield f"{before}{leaf(value)}{after}"


def leaf(value: Any) -> str:
    """Return a leaf as text: a value as JSON, an expression as its template, a matcher by its repr."""
    if isinstance(value, Expression):
        return value.template
    if value is MISSING:
        return repr(value)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return repr(value)


def inline(value: Any) -> str:
    """Return a value in one line: JSON, with expressions as their templates and matchers by their repr."""
    if value is MISSING:
        return "nothing"
    if isinstance(value, Mapping):
        inside = (
            f"{json.dumps(str(key), ensure_ascii=False)}: {inline(item)}" for key, item in value.items()
        )
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(inline, value))}]"
    return json.dumps(value.template, ensure_ascii=False) if isinstance(value, Expression) else leaf(value)


def shortened(text: str, width: int) -> str:
    """Return a text without its middle if it is longer than that.

    Args:
        text: A text of one line.
        width: How long it may be.
    """
    if len(text) <= width:
        return text
    after = (width - 1) // 3
    return f"{text[: width - 1 - after]}…{text[len(text) - after :]}"


def shortened_alike(one: str, other: str, width: int) -> tuple[str, str]:
    """Return two texts shortened around the first place where they differ.

    Args:
        one: A text of one line.
        other: Another one.
        width: How long each may be.
    """
    pairs = enumerate(zip(one, other, strict=False))
    same = next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))
    start = same - width // 3 if same > width // 2 else 0
    return _window(one, start, width), _window(other, start, width)


def _window(text: str, start: int, width: int) -> str:
    if len(text) <= width:
        return text
    before = "…" if start else ""
    room = width - len(before)
    if len(text) - start <= room:
        return before + text[len(text) - room :]
    return f"{before}{text[start : start + room - 1]}…"
