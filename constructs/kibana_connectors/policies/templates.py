"""Mustache in an action's params: which names stand in it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..stack_files.values import Unknown

_TAG = re.compile(
    r"\{\{\{\s*(?P<raw>[^{}]*?)\s*\}\}\}|\{\{\s*(?P<sign>[#^/&!>=]?)\s*(?P<name>[^{}]*?)\s*\}\}"
)


class Tag(NamedTuple):
    """One tag of a template.

    Attributes:
        name: The name in it.
        is_raw: Whether its value is not escaped.
        sign: `#`, `^` or `/` for a section's begin and end; empty for a value.
        depth: How many sections it stands in.
        start: Where it begins in the text.
        end: Where it ends.
    """

    name: str
    is_raw: bool
    sign: str
    depth: int
    start: int
    end: int


class ParamText(NamedTuple):
    """One text in params.

    Attributes:
        path: The keys and numbers that lead to it, joined by dots.
        text: The text.
    """

    path: str
    text: str


def tags_in(text: str) -> Iterator[Tag]:
    """Yield the tags of a template; comments and settings are left out."""
    if "{{" not in text:
        return
    depth = 0
    for found in _TAG.finditer(text):
        raw, sign = found["raw"], found["sign"] or ""
        name = found["name"] if raw is None else raw
        if sign in ("!", "=", ">"):
            continue
        if sign == "/":
            depth = max(0, depth - 1)
        is_raw = raw is not None or sign == "&"
        yield Tag(name, is_raw, "" if sign == "&" else sign, depth, *found.span())
        if sign in ("#", "^"):
            depth += 1


def has_template(text: str) -> bool:
    """Whether a text holds a tag."""
    return "{{" in text and _TAG.search(text) is not None


def names_in(text: str) -> list[str]:
    """Return the names of values in a text."""
    return [tag.name for tag in tags_in(text) if not tag.sign]


def texts_in(params: Any, path: str = "") -> Iterator[ParamText]:
    """Yield every text in params that is known, keys left out."""
    if isinstance(params, str):
        yield ParamText(path, params)
    elif isinstance(params, Unknown):
        return
    elif isinstance(params, Mapping):
        for key, value in params.items():
            yield from texts_in(value, f"{path}.{key}" if path else str(key))
    elif isinstance(params, (list, tuple)):
        for index, value in enumerate(params):
            yield from texts_in(value, f"{path}[{index}]")
