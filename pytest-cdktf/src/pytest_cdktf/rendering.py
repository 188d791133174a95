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
    except TypeError:
        return repr(value)
