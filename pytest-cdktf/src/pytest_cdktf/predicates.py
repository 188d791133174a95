"""A matcher of a test's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .matching import MISSING, Matcher


class _Satisfies(Matcher):
    def __init__(self, predicate: Callable[[Any], object], description: str) -> None:
        self._predicate = predicate
        self._description = description

    def matches(self, found: Any) -> bool:
        return found is not MISSING and self._result(found)[0]

    def why_not(self, found: Any) -> str:
        """Return what the predicate did instead of an answer."""
        return "" if found is MISSING else self._result(found)[1]

    def _result(self, found: Any) -> tuple[bool, str]:
        try:
            answer = self._predicate(found)
        except Exception as error:
            return False, f"the predicate raised {type(error).__name__}"
        return bool(answer), "the predicate returned None" if answer is None else ""

    def __repr__(self) -> str:
        return (
            f"satisfies({self._description or getattr(self._predicate, '__name__', repr(self._predicate))})"
        )


def satisfies(predicate: Callable[[Any], object], description: str = "") -> Matcher:
    """Match a value for which a function of the test's own returns something true.

    A function that raises does not match; a message then names the type of its error.

    Args:
        predicate: A function of the value that is found. It is not called where there is none.
        description: What it is called in messages; by default its name.

    Raises:
        TypeError: The predicate cannot be called.
    """
    if not callable(predicate):
        raise TypeError(f"satisfies: expected a function of the value that is found, got {predicate!r}")
    return _Satisfies(predicate, description)
