"""Matchers of a single value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .expressions import Expression
from .hcl import canonical
from .matching import (
    EXACT,
    MISSING,
    TERRAFORM,
    Matcher,
    Resolver,
    Rule,
    call_text,
    keys_of,
    matchers_in,
    project,
    resolve_in,
    same,
)


class _Anything(Matcher):
    def matches(self, found: Any) -> bool:
        return found is not MISSING

    def __repr__(self) -> str:
        return "anything()"


class _Absent(Matcher):
    def matches(self, found: Any) -> bool:
        return found is MISSING

    def __repr__(self) -> str:
        return "absent()"


class _Regex(Matcher):
    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def matches(self, found: Any) -> bool:
        text = found.template if isinstance(found, Expression) else found
        return isinstance(text, str) and self._pattern.search(text) is not None

    def __repr__(self) -> str:
        return f"regex({self._pattern.pattern!r})"


class _Ref(Matcher):
    def __init__(self, shown: str, bare: str) -> None:
        self._shown = shown
        self._expected = Expression("${" + bare + "}")

    def matches(self, found: Any) -> bool:
        return bool(self._expected == found)

    def __repr__(self) -> str:
        return f"ref({self._shown!r})"


class _Exactly(Matcher):
    def __init__(self, expected: Any) -> None:
        self._expected = expected

    def matches(self, found: Any) -> bool:
        return same(self._expected, found, EXACT)

    def resolved(self, resolve: Resolver) -> Matcher:
        return _Exactly(resolve_in(self._expected, resolve))

    def project(self, found: Any) -> tuple[Any, Any]:
        wanted, present = project(self._expected, found, EXACT)
        return (self, found) if wanted is self._expected else (wanted, present)

    def why_not(self, found: Any) -> str:
        """Return whether it would match otherwise."""
        return "the same, but written otherwise" if same(self._expected, found) else ""

    def nested(self) -> Iterator[Matcher]:
        return matchers_in(self._expected)

    def __repr__(self) -> str:
        return f"exactly({self._expected!r})"


class _Partial(Matcher):
    def __init__(self, expected: Mapping[str, Any], rule: Rule = TERRAFORM) -> None:
        self._expected = expected
        self._rule = rule

    def matches(self, found: Any) -> bool:
        return same(self._expected, found, self._rule)

    def resolved(self, resolve: Resolver) -> Matcher:
        return _Partial(resolve(self._expected), self._rule)

    def under(self, rule: Rule) -> Matcher:
        return _Partial(self._expected, rule.open())

    def project(self, found: Any) -> tuple[Any, Any]:
        return project(self._expected, found, self._rule)

    def nested(self) -> Iterator[Matcher]:
        return matchers_in(self._expected)

    def __repr__(self) -> str:
        return call_text("partial", keys=self._expected)


def anything() -> Matcher:
    """Match any value, also a null."""
    return _Anything()


def absent() -> Matcher:
    """Match an attribute or a key that does not exist; a null exists."""
    return _Absent()


def regex(pattern: str | re.Pattern[str]) -> Matcher:
    """Match a text in which a regular expression is found. Expressions are searched as Terraform's text.

    Args:
        pattern: The regular expression. It may match anywhere, unless it has `^` or `$`.
    """
    return _Regex(re.compile(pattern))


def ref(expression: str) -> Matcher:
    """Match a reference or another single expression, with any spacing.

    Args:
        expression: As in Terraform, such as `var.region`, with `${…}` around it or without.

    Raises:
        ValueError: The text is not an expression.
    """
    text = expression.strip()
    bare = text[2:-1] if text.startswith("${") and text.endswith("}") else text
    if canonical(bare) is None:
        raise ValueError(f"ref: expected an expression of Terraform such as 'var.region', got {expression!r}")
    return _Ref(expression, bare)


def exactly(expected: Any) -> Matcher:
    """Match exactly this value: no object in it has other keys, and nothing is written otherwise.

    Matchers inside it keep their meaning: `partial(…)` in it still allows other keys, `has_items(…)` other
    items.

    Args:
        expected: A value; it may contain matchers anywhere.
    """
    return _Exactly(expected)


def partial(expected: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Match an object that has these keys and maybe others, as a plain dict does outside of `exactly(…)`.

    Args:
        expected: Values or matchers by key.
        more: The same, as keyword arguments.

    Raises:
        TypeError: The expected value is no mapping.
    """
    return _Partial(keys_of("partial", expected, more))
