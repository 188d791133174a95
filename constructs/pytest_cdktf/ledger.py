"""The expectations that a test made and did not compare with anything yet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_PACKAGE = __name__.partition(".")[0]


@dataclass
class Expectation:
    """An expectation as its test wrote it.

    Attributes:
        where: File and line.
        text: The matcher.
        compared: Whether it was compared with anything.
    """

    where: str
    text: str
    compared: bool = False


@dataclass
class Ledger:
    """The expectations of one test."""

    expectations: list[Expectation] = field(default_factory=list)

    def unused(self) -> list[Expectation]:
        """Give those that were compared with nothing."""
        return [each for each in self.expectations if not each.compared]


_current: ContextVar[Ledger | None] = ContextVar("pytest_cdktf_ledger", default=None)


@contextmanager
def recording(ledger: Ledger | None) -> Iterator[None]:
    """Write what is expected in this block into a ledger.

    Args:
        ledger: The ledger of the test that runs; None for expectations that belong to no single test.
    """
    token = _current.set(ledger)
    try:
        yield
    finally:
        _current.reset(token)


def record(text: str) -> Expectation | None:
    """Note an expectation, if a test is running.

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
    """Give the first place on the stack that is not ours."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
