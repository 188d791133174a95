"""What all matchers have in common: they compare through `==`, and compose with `&`, `|` and `~`."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final


class _Missing:
    """What stands in for an attribute that is not there."""

    def __repr__(self) -> str:
        return "(not there)"


MISSING: Final = _Missing()

Resolver = Callable[[Any], Any]
"""Gives the value of a CDKTF token; anything else it gives back as it is."""


class Matcher:
    """An expected value that is described and not spelled out. Compare it with `==`."""

    def matches(self, found: Any) -> bool:
        """Tell whether a value is as expected."""
        raise NotImplementedError

    def resolved(self, resolve: Resolver) -> Matcher:
        """Give the same matcher with the values of the CDKTF tokens in it."""
        return self

    def project(self, found: Any) -> tuple[Any, Any]:
        """Give what was expected and what was found, cut down to what was expected, for a diff."""
        return (found, found) if self.matches(found) else (self, found)

    def nested(self) -> Iterator[Matcher]:
        """Give the matchers that this one is made of."""
        return iter(())

    def mark_compared(self) -> None:
        """Note that a test made use of it."""
        for each in self.nested():
            each.mark_compared()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Matcher):
            return self is other
        self.mark_compared()
        return self.matches(other)

    __hash__ = None  # type: ignore[assignment]  # equal to many values of different hashes

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
    """Both."""

    sign = "&"

    def matches(self, found: Any) -> bool:
        """Tell whether all parts match."""
        return all(same(part, found) for part in self.parts)


class AnyOf(_Composed):
    """One or the other."""

    sign = "|"

    def matches(self, found: Any) -> bool:
        """Tell whether a part matches."""
        return any(same(part, found) for part in self.parts)


class Not(_Composed):
    """Anything else."""

    def matches(self, found: Any) -> bool:
        """Tell whether the part does not match."""
        return not same(self.parts[0], found)

    def __repr__(self) -> str:
        (part,) = self.parts
        return f"~({part!r})" if isinstance(part, _Composed) else f"~{part!r}"


def resolve_in(expected: Any, resolve: Resolver) -> Any:
    """Put the values of CDKTF tokens into an expected value."""
    return expected.resolved(resolve) if isinstance(expected, Matcher) else resolve(expected)


def same(expected: Any, found: Any, *, partly: bool = False) -> bool:
    """Tell whether a value is as expected.

    Like `==`, but matchers may stand anywhere in the expected value, and `True` is not `1`.

    Args:
        expected: What should be there.
        found: What is there, `MISSING` for nothing.
        partly: Whether mappings may hold more than what was expected.
    """
    if isinstance(expected, Matcher):
        return expected.matches(found)
    if found is MISSING:  # or other libraries' "anything" would take it
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
    """Cut a value down to what was expected of it, for a diff of the two.

    Args:
        expected: What should be there.
        found: What is there.
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


def call_text(word: str, *given: Any, keys: Mapping[str, Any]) -> str:
    """Write a call as a test would: keys that can be keyword arguments as such.

    Args:
        word: The function.
        given: Arguments before all others.
        keys: Values by key.
    """
    odd = {key: value for key, value in keys.items() if not _is_keyword_argument(key)}
    named = [f"{key}={value!r}" for key, value in keys.items() if _is_keyword_argument(key)]
    return f"{word}({', '.join([*map(repr, given), *([repr(odd)] if odd else []), *named])})"


def _is_keyword_argument(key: Any) -> bool:
    return isinstance(key, str) and key.isidentifier() and not keyword.iskeyword(key)
