"""Matchers of JSON, which may be a text or `jsonencode(…)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from .json_texts import read_json
from .matching import (
    EXACT,
    JSON,
    MISSING,
    Matcher,
    Resolver,
    Rule,
    call_text,
    keys_of,
    matchers_in,
    project,
    same,
)


class _Json(Matcher):
    name: ClassVar[str]
    rule: ClassVar[Rule]

    def __init__(self, expected: Any) -> None:
        self._expected = expected

    def matches(self, found: Any) -> bool:
        try:
            value = read_json(found)
        except ValueError:
            return False
        return same(self._expected, value, self.rule)

    def resolved(self, resolve: Resolver) -> Matcher:
        return type(self)(resolve(self._expected))

    def project(self, found: Any) -> tuple[Any, Any]:
        try:
            value = read_json(found)
        except ValueError:
            return self, found
        return project(self._expected, value, self.rule)

    def why_not(self, found: Any) -> str:
        """Return whether it is JSON at all."""
        return "" if found is MISSING else "no JSON"

    def nested(self) -> Iterator[Matcher]:
        return matchers_in(self._expected)

    def __repr__(self) -> str:
        return f"{self.name}({self._expected!r})"


class _JsonWith(_Json):
    name = "json_with"
    rule = JSON

    def matches(self, found: Any) -> bool:
        return super().matches(found) and isinstance(read_json(found), dict)

    def __repr__(self) -> str:
        return call_text(self.name, keys=self._expected)


class _JsonEqual(_Json):
    name = "json_equal"
    rule = EXACT


def json_with(expected: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Match JSON text or `jsonencode(…)` of an object that has these keys and maybe others.

    Values inside it are compared as everywhere (see `matching.same`). A text that Terraform must evaluate
    equals `ref(…)`, a CDKTF token, or the same text with its `${…}`.

    Args:
        expected: Values or matchers by key.
        more: The same, as keyword arguments.

    Raises:
        TypeError: The expected value is no mapping.
    """
    return _JsonWith(keys_of("json_with", expected, more))


def json_equal(expected: Any) -> Matcher:
    """Match JSON text or `jsonencode(…)` of exactly this value: no object in it has other keys.

    Args:
        expected: A JSON value; it may contain matchers anywhere.
    """
    return _JsonEqual(expected)
