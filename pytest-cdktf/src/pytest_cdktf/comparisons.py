"""Remembers what a test compared, for assertions that pytest does not rewrite."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType
from typing import Any

from .statements import calling_frame

_KEPT = 200


@dataclass(frozen=True)
class Comparison:
    """A comparison that a test made.

    Attributes:
        operator: `in`, `==` or `count`.
        left: The left side; of `count`, the number.
        right: The right side; of `count`, None.
        held: Whether it was true.
        code: The code that made it.
        line: Its line.
        module: The module's name.
    """

    operator: str
    left: Any
    right: Any
    held: bool
    code: CodeType
    line: int
    module: str


Comparisons = deque[Comparison]
_made: Comparisons | None = None
"""Those of the running test. A context variable would not reach the threads that a test starts."""


@contextmanager
def remembering() -> Iterator[Comparisons]:
    """Remember the last comparisons that are made in this block.

    Yields:
        The comparisons.
    """
    global _made
    before, _made = _made, deque(maxlen=_KEPT)
    try:
        yield _made
    finally:
        _made = before


def remember(operator: str, left: Any, right: Any, *, held: bool = False) -> None:
    """Remember a comparison, with the innermost code outside of this package that made it.

    Args:
        operator: `in`, `==` or `count`.
        left: The left side.
        right: The right side.
        held: Whether it is true.
    """
    if _made is None:
        return
    frame = calling_frame()
    module = frame.f_globals.get("__name__", "")
    _made.append(Comparison(operator, left, right, held, frame.f_code, frame.f_lineno, module))
