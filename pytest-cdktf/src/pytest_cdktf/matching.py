"""The base of all matchers: they compare with `==`, and combine with `&`, `|` and `~`."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final


class _Missing:
    """Stands for an attribute that does not exist."""

    def __repr__(self) -> str:
        return "(not there)"


MISSING: Final = _Missing()

Resolver = Callable[[Any], Any]
"""Returns the value of a CDKTF token, and anything else as it is."""


class Matcher:
    """A description of an expected value. Compare it with `==`."""

    def matches(self, found: Any) -> bool:
        """Whether a value is as expected."""
        raise NotImplementedError

    def resolved(self, resolve: Resolver) -> Matcher:
        """Return the same matcher with CDKTF tokens replaced by their values."""
        return self

    def project(self, found: Any) -> tuple[Any, Any]:
        """Return what was expected, and the same part of what was found, for a diff."""
        return (found, found) if self.matches(found) else (self, found)

    def nested(self) -> Iterator[Matcher]:
        """Yield the matchers that this one consists of."""
        return iter(())

    def mark_compared(self) -> None:
        """Record that a test compared it with something."""
        for each in self.nested():
            each.mark_compared()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Matcher):
            return self is other
        self.mark_compared()
        return self.matches(other)

    __hash__ = None  # type: ignore[assignment]  # it equals values with different hashes

    def __and__(self, other: object) -> Matcher:
        return AllOf(self, other)

    def __rand__(self, other: object) -> Matcher:
        return AllOf(other, self)

    def __or__(self, other: object) -> Matcher:
        return AnyOf(self, other)

    def __ror__(self, other: object) -> Matcher:
        return AnyOf(other, self)

    def __invert__(self) -> Matcher:
        return Not(self)


class _Composed(Matcher):
    sign = ""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def resolved(self, resolve: Resolver) -> Matcher:
        return type(self)(*(resolve_in(part, resolve) for part in self.parts))

    def nested(self) -> Iterator[Matcher]:
        return (part for part in self.parts if isinstance(part, Matcher))

    def __repr__(self) -> str:
        parts = (f"({part!r})" if isinstance(part, (AllOf, AnyOf)) else repr(part) for part in self.parts)
        return f" {self.sign} ".join(parts)


class AllOf(_Composed):
    """Matches what all parts match."""

    sign = "&"

    def matches(self, found: Any) -> bool:
        """Whether all parts match."""
        return all(same(part, found) for part in self.parts)


class AnyOf(_Composed):
    """Matches what at least one part matches."""

    sign = "|"

    def matches(self, found: Any) -> bool:
        """Whether at least one part matches."""
        return any(same(part, found) for part in self.parts)


class Not(_Composed):
    """Matches what its part does not match."""

    def matches(self, found: Any) -> bool:
        """Whether the part does not match."""
        return not same(self.parts[0], found)

    def __repr__(self) -> str:
        (part,) = self.parts
        return f"~({part!r})" if isinstance(part, _Composed) else f"~{part!r}"


def resolve_in(expected: Any, resolve: Resolver) -> Any:
    """Return an expected value with CDKTF tokens replaced by their values."""
    return expected.resolved(resolve) if isinstance(expected, Matcher) else resolve(expected)


def same(expected: Any, found: Any, *, partly: bool = False) -> bool:
    """Whether a value is as expected.

    Like `==`, but the expected value may contain matchers anywhere, and `True` is not `1`.

    Args:
        expected: The expected value.
        found: The actual value; `MISSING` if there is none.
        partly: Whether mappings may have other keys too.
    """
    if isinstance(expected, Matcher):
        return expected.matches(found)
    if found is MISSING:  # before ==, because other libraries' "anything" would equal it
        return False
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        if not partly and found.keys() - expected.keys():
            return False
        return all(same(value, found.get(key, MISSING), partly=partly) for key, value in expected.items())
    if isinstance(expected, (list, tuple)) and isinstance(found, (list, tuple)):
        return len(expected) == len(found) and all(
            same(one, other, partly=partly) for one, other in zip(expected, found, strict=True)
        )
    if _is_plain(expected) and _is_plain(found) and isinstance(expected, bool) != isinstance(found, bool):
        return False
    return bool(expected == found)


def _is_plain(value: Any) -> bool:
    return isinstance(value, (bool, int, float))


def project(expected: Any, found: Any, *, partly: bool = False) -> tuple[Any, Any]:
    """Return an expected value, and the same part of the actual value, for a diff.

    Args:
        expected: The expected value.
        found: The actual value.
        partly: As for `same`.
    """
    if isinstance(expected, Matcher):
        return expected.project(found)
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return _project_mapping(expected, found, partly)
    if isinstance(expected, (list, tuple)) and isinstance(found, (list, tuple)):
        pairs = [project(one, other, partly=partly) for one, other in zip(expected, found, strict=False)]
        shared = len(pairs)
        return (
            [one for one, _ in pairs] + list(expected[shared:]),
            [other for _, other in pairs] + list(found[shared:]),
        )
    return (found, found) if same(expected, found, partly=partly) else (expected, found)


def _project_mapping(
    expected: Mapping[Any, Any], found: Mapping[Any, Any], partly: bool
) -> tuple[dict[Any, Any], dict[Any, Any]]:
    wanted: dict[Any, Any] = {}
    present: dict[Any, Any] = {}
    for key, value in expected.items():
        one, other = project(value, found.get(key, MISSING), partly=partly)
        if one is not MISSING:
            wanted[key] = one
        if other is not MISSING:
            present[key] = other
    if not partly:
        present |= {key: value for key, value in found.items() if key not in expected}
    return wanted, present


def call_text(function: str, *given: Any, keys: Mapping[str, Any]) -> str:
    """Return a call as a test would write it, with keyword arguments where keys allow them.

    Args:
        function: The function's name.
        given: Positional arguments before all others.
        keys: Values by key.
    """
    others = {key: value for key, value in keys.items() if not _is_keyword_argument(key)}
    named = [f"{key}={value!r}" for key, value in keys.items() if _is_keyword_argument(key)]
    return f"{function}({', '.join([*map(repr, given), *([repr(others)] if others else []), *named])})"


def _is_keyword_argument(key: Any) -> bool:
    return isinstance(key, str) and key.isidentifier() and not keyword.iskeyword(key)
