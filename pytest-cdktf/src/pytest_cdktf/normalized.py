"""Texts without the differences that files and encodings make: line ends, indents, escapes, base64.

A PEM text may have other line ends, be indented or stand in one line. Base64 may be wrapped, or be the base64
of JSON that has escapes. All of these are one text here, so that a search finds the value in each of them.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

_CODED_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_ESCAPED_SPACE = re.compile(r"\\[nrtfbv]")
_OTHER_ESCAPE = re.compile(r"\\(.)")
_SPACE = re.compile(r"\s+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_LAYERS = 3
"""How many encodings may lie over each other, such as JSON in JSON in a URL."""


def normalized(text: str) -> str:
    """Return a text without white space and escapes.

    Args:
        text: Any text.
    """
    for _ in range(_LAYERS):
        before = text
        text = unescape(unquote(text))
        text = _CODED_ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        text = _OTHER_ESCAPE.sub(r"\1", _ESCAPED_SPACE.sub("", text))
        text = _SPACE.sub("", text)
        if text == before:
            break
    return text


def decoded(text: str) -> Iterator[str]:
    """Yield what stands behind each run of base64 in a text without white space, normalized.

    Args:
        text: A normalized text.
    """
    for run in _BASE64.finditer(text):
        data = run[0].replace("-", "+").replace("_", "/")
        for start in range(4):  # what stands before the base64 may look like a part of it
            whole = data[start:]
            if len(whole) % 4 == 1:  # no base64 has this length: the last character is not part of it
                whole = whole[:-1]
            padded = whole + "=" * (-len(whole) % 4)
            yield normalized(b64decode(padded).decode("utf-8", "replace"))
