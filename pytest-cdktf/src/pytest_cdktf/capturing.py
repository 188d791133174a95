"""Holds back what `capture(…)` meets until it is known whether the whole matches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_met: ContextVar[list[tuple[list[Any], Any]] | None] = ContextVar("pytest_cdktf_met", default=None)


@contextmanager
def comparing() -> Iterator[bool]:
    """Keep what is still noted at the end of the outermost of such blocks.

    Yields:
        Whether this block is the outermost.
    """
    if _met.get() is not None:
        yield False
        return
    met: list[tuple[list[Any], Any]] = []
    token = _met.set(met)
    try:
        yield True
    finally:
        _met.reset(token)
    for kept, value in met:
        kept.append(value)


def note(kept: list[Any], value: Any) -> None:
    """Remember a value that a part of a comparison met.

    Args:
        kept: Where it belongs if the whole matches.
        value: The value.
    """
    met = _met.get()
    if met is not None:
        met.append((kept, value))


def mark() -> int:
    """Return how much is noted now."""
    return len(_met.get() or ())


def forget_since(mark: int) -> None:
    """Forget what was noted since then, because it belongs to something that does not match.

    Args:
        mark: What `mark()` gave.
    """
    met = _met.get()
    if met is not None:
        del met[mark:]
