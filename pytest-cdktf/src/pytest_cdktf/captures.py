"""Hands what an expectation met to the test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import capturing, ledger
from .matching import TERRAFORM, Matcher, Resolver, Rule, matchers_in, project, resolve_in, same
from .value_matchers import anything


class Capture(Matcher):
    """A matcher that keeps the values it meets in what matches as a whole, until the next comparison."""

    def __init__(self, expected: Any, rule: Rule = TERRAFORM, kept: list[Any] | None = None) -> None:
        self._expected = expected
        self._rule = rule
        self._kept: list[Any] = [] if kept is None else kept

    @property
    def values(self) -> list[Any]:
        """The values of the last comparison, in the order of the blocks; empty if nothing matched."""
        ledger.read_through(self)
        return [*self._kept]

    @property
    def value(self) -> Any:
        """The only value of the last comparison.

        Raises:
            AssertionError: There is none, or there are several.
        """
        __tracebackhide__ = True
        ledger.read_through(self)
        if len(self._kept) == 1:
            return self._kept[0]
        if not self._kept:
            raise AssertionError(
                f"{self!r} holds no value: nothing that was compared with it matched as a whole"
            )
        raise AssertionError(
            f"{self!r} holds {len(self._kept)} values: take .values, or expect one block only"
        )

    def matches(self, found: Any) -> bool:
        """Whether the matcher inside matches."""
        matched = same(self._expected, found, self._rule)
        if matched:
            capturing.note(self._kept, found)
        return matched

    def resolved(self, resolve: Resolver) -> Matcher:
        """Return the same matcher with CDKTF tokens replaced by their values; this one gets what it meets."""
        return Capture(resolve_in(self._expected, resolve), self._rule, self._kept)

    def under(self, rule: Rule) -> Matcher:
        """Return the same matcher, with its plain values compared by another rule."""
        return Capture(self._expected, rule, self._kept)

    def project(self, found: Any) -> tuple[Any, Any]:
        """Return what was expected, and the same part of what was found."""
        return project(self._expected, found, self._rule)

    def nested(self) -> Iterator[Matcher]:
        """Yield the matcher inside."""
        return matchers_in(self._expected)

    def forget(self) -> None:
        """Forget what was captured before."""
        self._kept.clear()
        super().forget()

    def __repr__(self) -> str:
        return f"capture({self._expected!r})"


def capture(expected: Any | None = None) -> Capture:
    """Match a value, and keep it for the test.

    Args:
        expected: A value or a matcher; by default `anything()`.

    Returns:
        A matcher with the value as `.value`, or the values as `.values`.
    """
    return Capture(anything() if expected is None else expected)
