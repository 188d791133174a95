"""Matchers of a single value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .expressions import Expression
from .hcl import canonical
from .matching import MISSING, Matcher, Resolver, call_text, project, resolve_in, same


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
    def __init__(self, expression: str) -> None:
        self._shown = expression
        text = expression.strip()
        bare = text[2:-1] if text.startswith("${") and text.endswith("}") else text
        self._expected = Expression("${" + bare + "}")

    def matches(self, found: Any) -> bool:
        return bool(self._expected == found)

    def __repr__(self) -> str:
        return f"ref({self._shown!r})"


class _HasItems(Matcher):
    def __init__(self, items: tuple[Any, ...]) -> None:
        self._items = items

    def matches(self, found: Any) -> bool:
        return isinstance(found, (list, tuple)) and all(
            any(same(item, each) for each in found) for item in self._items
        )

    def resolved(self, resolve: Resolver) -> Matcher:
        return _HasItems(tuple(resolve_in(item, resolve) for item in self._items))

    def nested(self) -> Iterator[Matcher]:
        return (item for item in self._items if isinstance(item, Matcher))

    def __repr__(self) -> str:
        return f"has_items({', '.join(map(repr, self._items))})"


class _Partial(Matcher):
    def __init__(self, expected: Mapping[str, Any]) -> None:
        self._expected = expected

    def matches(self, found: Any) -> bool:
        return isinstance(found, Mapping) and same(self._expected, found, partly=True)

    def resolved(self, resolve: Resolver) -> Matcher:
        return _Partial(resolve(self._expected))

    def project(self, found: Any) -> tuple[Any, Any]:
        if isinstance(found, Mapping):
            return project(self._expected, found, partly=True)
        return self, found

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
    return _Ref(expression)


def has_items(*items: Any) -> Matcher:
    """Match a list that contains each of these, in any order, and maybe others.

    Args:
        items: Values or matchers.
    """
    return _HasItems(items)


def partial(expected: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Match a block or an object that has these keys and maybe others, and so for objects inside it.

    Args:
        expected: Values or matchers by key.
        more: The same, as keyword arguments.
    """
    return _Partial({**(expected or {}), **more})
