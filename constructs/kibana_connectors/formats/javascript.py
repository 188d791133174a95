"""JavaScript's rules for JSON values: blank strings, string lengths, ``Number(value)`` and type names."""

from __future__ import annotations

import math
import re

# ECMAScript's WhiteSpace and LineTerminator. Python's white space has \x1c-\x1f and \x85 too, and not U+FEFF.
WHITESPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PREFIXED = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)")
_INFINITY = re.compile(r"[+-]?Infinity")


def is_blank(text: str) -> bool:
    """Whether ``text`` is empty after JavaScript's ``trim()``."""
    return not text.strip(WHITESPACE)


def length(text: str) -> int:
    """Return JavaScript's ``text.length``: the number of UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_number(value: object) -> float | int | None:
    """Convert a JSON value as JavaScript's ``Number(value)`` does.

    Args:
        value: Any value ``json.loads`` can return.

    Returns:
        The number: an ``int`` if it is integral, an infinite ``float`` if it overflows a double. ``None``
        for ``NaN``.
    """
    while isinstance(value, (list, tuple)):
        # JavaScript first joins an array's items to a text, with commas. No number contains a comma.
        if len(value) > 1:
            return None
        value = value[0] if value else None
        if isinstance(value, bool):  # in an array it becomes the text "true" or "false"
            return None
    if value is None:
        return 0
    if isinstance(value, str):
        return _number_in(value.strip(WHITESPACE))
    if isinstance(value, (bool, int, float)):
        return _as_double(value)
    return None


def type_name(value: object) -> str:
    """Return the JavaScript type of a JSON value. As in zod, ``null`` and ``array`` are types too."""
    if value is None:
        return "null"
    if isinstance(value, bool):  # before int: bool is a subclass of int
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, (list, tuple)) else "object"


def _number_in(text: str) -> float | int | None:
    if not text:
        return 0
    if _DECIMAL.fullmatch(text) or _INFINITY.fullmatch(text):
        return _as_double(float(text))
    return _as_double(int(text, 0)) if _PREFIXED.fullmatch(text) else None


def _as_double(number: float) -> float | int | None:
    try:
        double = float(number)
    except OverflowError:  # only an int can be too large for a double
        return math.inf if number > 0 else -math.inf
    if math.isnan(double):
        return None
    return int(double) if double.is_integer() else double
