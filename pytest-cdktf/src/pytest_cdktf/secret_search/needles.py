"""What of a value is looked for: the value without the white space that files change, and without escapes."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from unicodedata import normalize

from .escapes import innermost

SHORTEST = 6
"""The fewest characters of a value: a shorter one would be found by chance."""
_PEM = re.compile(r"-----BEGIN [^-]+-----(.+?)-----END [^-]+-----", re.DOTALL)
_SHORTEST_BODY = 32


class Spacing(Enum):
    """How white space in a text is read."""

    AS_WRITTEN = "as written"
    ONE_LINE = "line breaks and indents are left out, other white space is one space"
    FOLDED = "all white space is one space"
    NONE = "there is none"


class Needle(NamedTuple):
    """A text that is searched for.

    Attributes:
        text: The text.
        spacing: How the white space of the text that is searched is read.
    """

    text: str
    spacing: Spacing


def needles(value: str) -> list[Needle]:
    """Return what is searched for, for one value.

    A text of several lines is found without any of its white space, because that is what files change. In one
    line, white space has to be there: `my secret` is not found in `mysecret`.

    Args:
        value: The value.
    """
    found = [Needle(value, Spacing.AS_WRITTEN)]
    for text in dict.fromkeys([composed(value).strip(), innermost(composed(value)).strip()]):
        found += _spaced(text)
    return [*dict.fromkeys(found)]


def binary_needles(value: str) -> list[bytes]:
    """Return what a PEM text encodes, which files of the type DER hold.

    Args:
        value: The value.
    """
    return [data for body in _pem_bodies(value) if (data := _der(body))]


def composed(text: str) -> str:
    """Return a text with its accents as Terraform writes them.

    Args:
        text: Any text.
    """
    return text if text.isascii() else normalize("NFC", text)


def spaced(text: str, spacing: Spacing) -> str:
    """Return a text with its white space read in a way.

    Args:
        text: Any text.
        spacing: The way.
    """
    if spacing is Spacing.NONE:
        return "".join(text.split())
    if spacing is Spacing.FOLDED:
        return " ".join(text.split())
    if spacing is Spacing.ONE_LINE:
        return "".join([" ".join(line.split()) for line in text.splitlines()])
    return text


def _spaced(text: str) -> Iterator[Needle]:
    dense = spaced(text, Spacing.NONE)
    is_long = len(dense) >= SHORTEST
    folded = spaced(text, Spacing.FOLDED)
    if is_long and ("\n" in text or "\r" in text or _is_json(text)):
        yield Needle(dense, Spacing.NONE)
        if _is_json(text):  # Terraform sorts keys
            yield Needle(spaced(json.dumps(json.loads(text), sort_keys=True), Spacing.NONE), Spacing.NONE)
    elif len(folded) >= SHORTEST:
        yield Needle(folded, Spacing.ONE_LINE)
        if " " in folded:
            yield Needle(folded, Spacing.FOLDED)
            yield Needle(folded.replace(" ", "+"), Spacing.ONE_LINE)  # as forms are sent
    for body in _pem_bodies(text):
        yield Needle(body, Spacing.NONE)


def _pem_bodies(value: str) -> Iterator[str]:
    for found in _PEM.finditer(value):
        body = spaced(found[1], Spacing.NONE)
        if len(body) >= _SHORTEST_BODY:
            yield body


def _der(body: str) -> bytes:
    try:
        return b64decode(body, validate=True)
    except (Error, ValueError):
        return b""


def _is_json(text: str) -> bool:
    if not text.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
