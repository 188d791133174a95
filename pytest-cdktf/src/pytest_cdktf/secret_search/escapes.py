"""Texts without their escapes: percent, HTML, backslashes, Terraform's templates, doubled quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_BACKSLASH = re.compile(
    r"((?:\\u[0-9A-Fa-f]{4})+)"
    r"|\\u\{([0-9A-Fa-f]{1,6})\}|\\U([0-9A-Fa-f]{8})"
    r"|((?:\\x[0-9A-Fa-f]{2})+)"
    r"|((?:\\[0-3][0-7]{2})+)"
    r"|\\(.)",
    re.DOTALL,
)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "b": "\b"}
_DOUBLED_QUOTES = re.compile(r"(['\"])\1+")
_MOST_LAYERS = 12
"""How many times a text may be escaped. Each time, a backslash of the first one doubles."""


def layers(text: str) -> Iterator[str]:
    """Yield a text, then the text without its outer escapes, until there are none.

    Args:
        text: Any text.
    """
    yield text
    for _ in range(_MOST_LAYERS):
        before, text = text, _unescaped(text)
        if text == before:
            break
        yield text
    # YAML, CSV and SQL write a quote twice, and a shell writes '\''.
    if "''" in text or '""' in text:
        yield _DOUBLED_QUOTES.sub(r"\1", text)


def innermost(text: str) -> str:
    """Return a text without any escapes.

    Args:
        text: Any text.
    """
    *_, last = layers(text)
    return last


def _unescaped(text: str) -> str:
    if "%" in text:
        text = _PERCENT.sub(lambda found: _text_of(bytes.fromhex(found[0].replace("%", ""))), text)
        text = text.replace("%%{", "%{")
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = _BACKSLASH.sub(_character, text)
    return text.replace("$${", "${")


def _character(found: re.Match[str]) -> str:
    units, braced, long, in_hex, in_octal, other = found.groups()
    if other is not None:
        return _CONTROL.get(other, other)
    if units is not None:
        return bytes.fromhex(units.replace("\\u", "")).decode("utf-16-be", "replace")
    if in_hex is not None:
        return _text_of(bytes.fromhex(in_hex.replace("\\x", "")))
    if in_octal is not None:
        return _text_of(bytes(int(each, 8) for each in in_octal.split("\\")[1:]))
    code = int(braced or long, 16)
    return chr(code) if code <= 0x10FFFF else ""


def _text_of(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
