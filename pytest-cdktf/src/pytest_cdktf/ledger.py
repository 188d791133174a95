"""Records which expectations a test made, and which of them it compared with something."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_PACKAGE = __name__.partition(".")[0]


@dataclass
class Expectation:
    """An expectation that a test made.

    Attributes:
        where: Its file and line.
        text: The matcher.
        compared: Whether the test compared it with anything.
    """

    where: str
    text: str
    compared: bool = False


@dataclass
class Ledger:
    """The expectations of one test."""

    expectations: list[Expectation] = field(default_factory=list)

    def unused(self) -> list[Expectation]:
        """Return those that were compared with nothing."""
        return [each for each in self.expectations if not each.compared]


_current: ContextVar[Ledger | None] = ContextVar("pytest_cdktf_ledger", default=None)


@contextmanager
def recording(ledger: Ledger | None) -> Iterator[None]:
    """Record the expectations that are made in this block in a ledger.

    Args:
        ledger: The ledger of the running test; None records nothing, for what belongs to no single test.
    """
    token = _current.set(ledger)
    try:
        yield
    finally:
        _current.reset(token)


def record(text: str) -> Expectation | None:
    """Record an expectation, if a test is running.

    Args:
        text: The matcher.
    """
    ledger = _current.get()
    if ledger is None:
        return None
    expectation = Expectation(_caller(), text)
    ledger.expectations.append(expectation)
    return expectation


def _caller() -> str:
    """Return the file and line of the innermost caller outside of this package."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
