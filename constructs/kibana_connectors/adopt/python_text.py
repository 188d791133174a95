"""Python source of plain values and calls, in the form that ruff and black give it.

A line holds as much as fits into 88 columns, and what is longer is written one item a line with a comma
after the last. So the text stays as it is for any line length that a project has set.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

_WIDTH = 88
_WIDEST = 110
"""A text that fits into this stays in one piece: a formatter with longer lines would join its parts."""
_PART = 72
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
"""Categories of characters that an editor does not show, or shows as something else."""


@dataclass(frozen=True)
class Code:
    """A piece of source that is written as it stands.

    Attributes:
        text: The source, on one line.
    """

    text: str


@dataclass(frozen=True)
class Call:
    """A call.

    Attributes:
        function: What is called, as source.
        arguments: The arguments by position.
        keywords: The arguments by name.
    """

    function: str
    arguments: Sequence[Value] = ()
    keywords: Sequence[tuple[str, Value]] = ()


Value: TypeAlias = "Code | Call | str | int | float | bool | Sequence[Any] | Mapping[str, Any] | None"


def statement(target: str, value: Value, indent: int) -> str:
    """Return an assignment.

    Args:
        target: What is assigned to; empty for the value alone.
        value: The value.
        indent: The columns that the statement begins at.
    """
    prefix = f"{target} = " if target else ""
    return " " * indent + prefix + _written(value, indent, len(prefix), 0)


def text_literal(text: str) -> str:
    """Return a text as a literal, with the quotes that need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(_char(char, quote) for char in text) + quote


def _char(char: str, quote: str) -> str:
    if char == quote:
        return "\\" + char
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char == " " or unicodedata.category(char) not in _ESCAPED:
        return char
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _written(value: Value, indent: int, before: int, after: int) -> str:
    """Return a value.

    Args:
        value: The value.
        indent: The columns of the line that it begins on.
        before: How much stands before it on that line.
        after: How much has to fit after it: a comma.
    """
    line = _on_one_line(value)
    if line is not None and indent + before + len(line) + after <= _WIDTH:
        return line
    if isinstance(value, str):
        return _long_text(value, indent)
    items = _items(value)
    if not items:
        return line or ""
    start, end = _brackets(value)
    inner = indent + 4
    lines = [f"{' ' * inner}{label}{_written(item, inner, len(label), 1)}," for label, item in items]
    return "\n".join([start, *lines, " " * indent + end])


def _long_text(text: str, indent: int) -> str:
    whole = text_literal(text)
    parts = _parts(text)
    if indent + 4 + len(whole) <= _WIDEST or len(parts) < 2:
        return whole
    inner = " " * (indent + 4)
    return "\n".join(["(", *(inner + text_literal(part) for part in parts), " " * indent + ")"])


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for line in text.splitlines(keepends=True) if len(text) < 20_000 else [text]:
        left = line
        while len(left) > _PART:
            blank = left.rfind(" ", _PART // 2, _PART)
            at = _PART if blank < 0 else blank + 1
            parts.append(left[:at])
            left = left[at:]
        parts.append(left)
    return [part for part in parts if part]


def _on_one_line(value: Value) -> str | None:
    """Return a value on one line; None where it is too long for one anyway."""
    if isinstance(value, Code):
        return value.text
    if isinstance(value, str):
        return text_literal(value)
    items = _items(value)
    if items is None:
        return _scalar(value)
    written: list[str] = []
    length = 0
    for label, item in items:
        one = _on_one_line(item)
        if one is None or (length := length + len(label) + len(one)) > _WIDTH:
            return None
        written.append(label + one)
    start, end = _brackets(value)
    return start + ", ".join(written) + end


def _items(value: Value) -> list[tuple[str, Any]] | None:
    if isinstance(value, Call):
        return [
            *(("", each) for each in value.arguments),
            *((f"{name}=", item) for name, item in value.keywords),
        ]
    if isinstance(value, Mapping):
        return [(f"{text_literal(str(key))}: ", item) for key, item in value.items()]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [("", item) for item in value]
    return None


def _brackets(value: Value) -> tuple[str, str]:
    if isinstance(value, Call):
        return f"{value.function}(", ")"
    return ("{", "}") if isinstance(value, Mapping) else ("[", "]")


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, float):
        return repr(value)
    return str(value) if isinstance(value, int) else json.dumps(value)
