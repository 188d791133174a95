"""How expected values are compared with what is found: one rule, and the base of all matchers.

Matchers compare with `==`, and combine with `&`, `|` and `~`.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from . import capturing, coverage
from .comparisons import remember
from .concealed import Sensitive, Unknown
from .impossible import refuse_impossible
from .json_texts import json_container, text_of


class _Missing:
    """Stands for an attribute that does not exist."""

    def __repr__(self) -> str:
        return "(not there)"


MISSING: Final = _Missing()

Resolver = Callable[[Any], Any]
"""Returns the value of a CDKTF token, and anything else as it is."""


@dataclass(frozen=True)
class Rule:
    """What a plain expected value leaves open.

    Attributes:
        more_keys: Whether an object may have keys that are not expected.
        other_forms: Whether the same may be written otherwise: a block as an object or as a list of that one
            object, an object or a list as JSON text or `jsonencode(…)`, JSON text with other spacing.
    """

    more_keys: bool
    other_forms: bool

    def open(self) -> Rule:
        """Return the same rule, but for objects that may have more keys."""
        return replace(self, more_keys=True)


TERRAFORM: Final = Rule(more_keys=True, other_forms=True)
"""For the attributes of blocks."""
JSON: Final = Rule(more_keys=True, other_forms=False)
"""For what is inside JSON, where an object and a list of one object differ."""
EXACT: Final = Rule(more_keys=False, other_forms=False)
"""Inside `exactly(…)` and `json_equal(…)`."""


class Matcher:
    """A description of an expected value. Compare it with `==`."""

    def matches(self, found: Any) -> bool:
        """Whether a value is as expected."""
        raise NotImplementedError

    def resolved(self, resolve: Resolver) -> Matcher:
        """Return the same matcher with CDKTF tokens replaced by their values."""
        return self

    def under(self, rule: Rule) -> Matcher:
        """Return the same matcher, with its plain values compared by another rule."""
        return self

    def project(self, found: Any) -> tuple[Any, Any]:
        """Return what was expected, and the same part of what was found, for a diff."""
        return (found, found) if self.matches(found) else (self, found)

    def why_not(self, found: Any) -> str:
        """Return what a message adds in brackets about a value that does not match; empty for nothing."""
        return ""

    def nested(self) -> Iterator[Matcher]:
        """Yield the matchers that this one consists of."""
        return iter(())

    def expected_parts(self) -> Iterator[Any]:
        """Yield the matchers of the blocks that this one expects to exist."""
        for each in self.nested():
            yield from each.expected_parts()

    def mark_compared(self) -> None:
        """Record that a test compared it with something."""
        for each in self.nested():
            each.mark_compared()

    def forget(self) -> None:
        """Forget what was captured before."""
        for each in self.nested():
            each.forget()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Matcher):
            return self is other
        self.mark_compared()
        matched = bool(matching(self, [other]))
        remember("==", self, other, held=matched)
        if matched:
            coverage.touch_value(other)
        return matched

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

    def __init__(self, *parts: Any, rule: Rule = TERRAFORM) -> None:
        self.parts = parts
        self.rule = rule

    def resolved(self, resolve: Resolver) -> Matcher:
        return type(self)(*(resolve_in(part, resolve) for part in self.parts), rule=self.rule)

    def under(self, rule: Rule) -> Matcher:
        return type(self)(*self.parts, rule=rule)

    def nested(self) -> Iterator[Matcher]:
        return matchers_in(self.parts)

    def __repr__(self) -> str:
        parts = (f"({part!r})" if isinstance(part, (AllOf, AnyOf)) else repr(part) for part in self.parts)
        return f" {self.sign} ".join(parts)


class AllOf(_Composed):
    """Matches what all parts match."""

    sign = "&"

    def matches(self, found: Any) -> bool:
        """Whether all parts match."""
        return all(same(part, found, self.rule) for part in self.parts)

    def project(self, found: Any) -> tuple[Any, Any]:
        """Return the part that does not match, if it is a single one."""
        wrong = [part for part in self.parts if not same(part, found, self.rule)]
        return project(wrong[0], found, self.rule) if len(wrong) == 1 else super().project(found)


class AnyOf(_Composed):
    """Matches what at least one part matches."""

    sign = "|"

    def matches(self, found: Any) -> bool:
        """Whether at least one part matches."""
        return any([same(part, found, self.rule) for part in self.parts])  # noqa: C419 - each may capture


class Not(_Composed):
    """Matches what its part does not match."""

    def matches(self, found: Any) -> bool:
        """Whether the part does not match."""
        mark = capturing.mark()
        matched = same(self.parts[0], found, self.rule)
        capturing.forget_since(mark)
        return not matched

    def expected_parts(self) -> Iterator[Any]:
        """Yield nothing: what must not match need not exist."""
        return iter(())

    def __repr__(self) -> str:
        (part,) = self.parts
        return f"~({part!r})" if isinstance(part, _Composed) else f"~{part!r}"


T = TypeVar("T")


def matching(matcher: Matcher, values: Iterable[T]) -> list[T]:
    """Compare a matcher with values, and return those that match. This is one comparison for `capture(…)`.

    Args:
        matcher: The matcher.
        values: The values.
    """
    with capturing.comparing() as outermost:
        if outermost:
            matcher.forget()
        return [value for value in values if same(matcher, value)]


def matchers_in(value: Any) -> Iterator[Matcher]:
    """Yield the outermost matchers in a value."""
    if isinstance(value, Matcher):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from matchers_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from matchers_in(item)


def resolve_in(expected: Any, resolve: Resolver) -> Any:
    """Return an expected value with CDKTF tokens replaced by their values."""
    return expected.resolved(resolve) if isinstance(expected, Matcher) else resolve(expected)


def same(expected: Any, found: Any, rule: Rule = TERRAFORM) -> bool:
    """Whether a value is as expected. This is the one rule of all comparisons.

    An expected object, at any depth, also in lists and in JSON, may have more keys in what is found. A list
    has to be complete and in order; its items are compared by the same rule. Anything else has to be equal,
    and `True` is not `1`. Matchers may stand anywhere. In the attributes of a block, what Terraform takes for
    the same may be written otherwise, see `Rule.other_forms`.

    Args:
        expected: The expected value.
        found: The actual value; `MISSING` if there is none.
        rule: What plain values leave open.

    Raises:
        TypeError: A value is expected that nothing can equal.
    """
    mark = capturing.mark()
    matched = _same(expected, found, rule)
    if not matched:
        capturing.forget_since(mark)
    return matched


def _same(expected: Any, found: Any, rule: Rule) -> bool:
    if isinstance(found, Sensitive):
        found = found.reveal()
    if isinstance(found, Unknown):
        return found.counts_as_expected
    if isinstance(expected, Matcher):
        return expected.under(rule).matches(found)
    if not isinstance(expected, (Mapping, list, tuple)):
        refuse_impossible(expected)
    if found is MISSING:  # before ==, because other libraries' "anything" would equal it
        return False
    if isinstance(expected, Mapping):
        found, rule = as_object(found, rule)
        if isinstance(found, Mapping):
            if not rule.more_keys and found.keys() - expected.keys():
                return False
            return all(same(value, found.get(key, MISSING), rule) for key, value in expected.items())
    elif isinstance(expected, (list, tuple)):
        found, rule = as_list(found, rule)
        if isinstance(found, (list, tuple)):
            return len(expected) == len(found) and all(
                same(one, other, rule) for one, other in zip(expected, found, strict=True)
            )
    if _is_plain(expected) and _is_plain(found) and isinstance(expected, bool) != isinstance(found, bool):
        return False
    return bool(expected == found) or (rule.other_forms and _same_json(expected, found))


def as_object(found: Any, rule: Rule) -> tuple[Any, Rule]:
    """Return what is found where an object is expected, as an object if the rule allows its form.

    Args:
        found: The actual value.
        rule: The rule.

    Returns:
        The object, and the rule for what is inside it.
    """
    if not rule.other_forms or isinstance(found, Mapping):
        return found, rule
    if isinstance(found, (list, tuple)):
        return (found[0] if len(found) == 1 and isinstance(found[0], Mapping) else found), rule
    return _decoded(found, Mapping, rule)


def as_list(found: Any, rule: Rule) -> tuple[Any, Rule]:
    """Return what is found where a list is expected, as a list if the rule allows its form.

    Args:
        found: The actual value.
        rule: The rule.

    Returns:
        The list, and the rule for what is inside it.
    """
    if not rule.other_forms or isinstance(found, (list, tuple)):
        return found, rule
    return ([found], rule) if isinstance(found, Mapping) else _decoded(found, list, rule)


def _decoded(found: Any, kind: type, rule: Rule) -> tuple[Any, Rule]:
    value = json_container(found)
    inside = Rule(rule.more_keys, other_forms=False)
    return (value, inside) if isinstance(value, kind) else (found, rule)


def _same_json(expected: Any, found: Any) -> bool:
    """Whether two texts are JSON of the same object or list; spacing and order of keys do not matter."""
    if text_of(expected) is None or text_of(found) is None:
        return False
    value = json_container(expected)
    return value is not None and same(value, json_container(found), EXACT)


def _is_plain(value: Any) -> bool:
    return isinstance(value, (bool, int, float))


def project(expected: Any, found: Any, rule: Rule = TERRAFORM) -> tuple[Any, Any]:
    """Return an expected value, and the same part of the actual value, for a diff.

    What matches is the same object on both sides.

    Args:
        expected: The expected value.
        found: The actual value.
        rule: As for `same`.
    """
    if isinstance(expected, Matcher):
        return expected.under(rule).project(found)
    if isinstance(expected, Mapping):
        seen, inside = as_object(found, rule)
        if isinstance(seen, Mapping):
            return _project_mapping(expected, seen, inside)
    elif isinstance(expected, (list, tuple)):
        seen, inside = as_list(found, rule)
        if isinstance(seen, (list, tuple)):
            pairs = [project(one, other, inside) for one, other in zip(expected, seen, strict=False)]
            shared = len(pairs)
            return (
                [one for one, _ in pairs] + list(expected[shared:]),
                [other for _, other in pairs] + list(seen[shared:]),
            )
    if same(expected, found, rule):
        return found, found
    if rule.other_forms and text_of(expected) is not None:
        value, seen = json_container(expected), json_container(found)
        if value is not None and seen is not None:
            return project(value, seen, EXACT)
    return expected, found


class Part(dict[Any, Any]):
    """The part of an object that was found which something was expected of.

    Attributes:
        others: The other keys of the object.
    """

    others: Sequence[Any] = ()


def _project_mapping(
    expected: Mapping[Any, Any], found: Mapping[Any, Any], rule: Rule
) -> tuple[dict[Any, Any], dict[Any, Any]]:
    wanted: dict[Any, Any] = {}
    present = Part()
    for key, value in expected.items():
        one, other = project(value, found.get(key, MISSING), rule)
        if one is not MISSING:
            wanted[key] = one
        if other is not MISSING:
            present[key] = other
    others = {key: value for key, value in found.items() if key not in expected}
    if rule.more_keys:
        present.others = [*others]
    else:
        present.update(others)
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


def keys_of(function: str, expected: Any, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the expected keys of an object, given as a mapping, as keyword arguments, or as both.

    Args:
        function: The function that takes them, for the message.
        expected: The mapping; None if there is none.
        more: The keyword arguments.

    Raises:
        TypeError: The expected value is no mapping.
    """
    if expected is not None and not isinstance(expected, Mapping):
        raise TypeError(f"{function}: expected the keys of an object, got {expected!r}")
    return {**(expected or {}), **more}
