"""Refuses expected values that nothing in Terraform's JSON can equal: `… not in out` would always pass."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import PurePath
from typing import Any

_FIT = (str, int, float, type(None))
_ONLY_EQUAL_THEIR_KIND = (bytes, bytearray, range, date, time, timedelta)
_DEFAULT: Any = object.__eq__
_TOKEN = re.compile(r"TfToken\[[^\]]*\d+\]")


def refuse_impossible(expected: Any) -> None:
    """Refuse a value that equals nothing.

    Args:
        expected: A value that is no matcher, no object and no list.

    Raises:
        TypeError: Nothing in Terraform's JSON can equal it. The message says what to write.
    """
    advice = _advice(expected)
    if advice:
        raise TypeError(f"no value in Terraform's JSON can equal {expected!r}: {advice}")


def _advice(expected: Any) -> str:
    if isinstance(expected, str):
        unresolved = "TfToken[" in expected and _TOKEN.search(expected)
        return "compare a token with the whole stack (… in out), which resolves it" if unresolved else ""
    if isinstance(expected, _FIT):
        return ""
    if isinstance(expected, (set, frozenset)):
        return "write a list, or unordered(…)"
    if isinstance(expected, re.Pattern):
        return "write regex(…)"
    if isinstance(expected, PurePath):
        return "write str(…)"
    if isinstance(expected, _ONLY_EQUAL_THEIR_KIND):
        return "write it as it is in the JSON"
    if type(expected).__eq__ is not _DEFAULT:
        return ""
    if callable(expected):
        return "write satisfies(…) for a function"
    return "write an attribute of it, such as a token, or a matcher"
