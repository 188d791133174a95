"""Matchers of JSON, which may be a text or `jsonencode(…)`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .expressions import Expression, is_template, read_leaves
from .hcl import jsonencoded
from .matching import Matcher, Resolver, call_text, project, same


class _Json(Matcher):
    name = ""
    partly = False

    def __init__(self, expected: Any) -> None:
        self._expected = expected

    def matches(self, found: Any) -> bool:
        try:
            value = read_json(found)
        except ValueError:
            return False
        return same(self._expected, value, partly=self.partly)

    def resolved(self, resolve: Resolver) -> Matcher:
        return type(self)(resolve(self._expected))

    def project(self, found: Any) -> tuple[Any, Any]:
        try:
            value = read_json(found)
        except ValueError:
            return self, found
        return project(self._expected, value, partly=self.partly)

    def __repr__(self) -> str:
        return f"{self.name}({self._expected!r})"


class _JsonWith(_Json):
    name = "json_with"
    partly = True

    def matches(self, found: Any) -> bool:
        return super().matches(found) and isinstance(read_json(found), dict)

    def __repr__(self) -> str:
        return call_text(self.name, keys=self._expected)


class _JsonEqual(_Json):
    name = "json_equal"


def json_with(expected: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Match JSON text or `jsonencode(…)` of an object that has these keys and maybe others.

    Objects inside it may have other keys too; lists must be complete. A text that Terraform must evaluate
    equals `ref(…)`, a CDKTF token, or the same text with its `${…}`.

    Args:
        expected: Values or matchers by key.
        more: The same, as keyword arguments.
    """
    return _JsonWith({**(expected or {}), **more})


def json_equal(expected: Any) -> Matcher:
    """Match JSON text or `jsonencode(…)` of exactly this value.

    Args:
        expected: A JSON value; it may contain matchers anywhere.
    """
    return _JsonEqual(expected)


def read_json(found: Any) -> Any:
    """Return the value of JSON text or of `jsonencode(…)`, with references as `Expression`s.

    Args:
        found: A value of Terraform's JSON.

    Raises:
        ValueError: It is neither.
    """
    text = found.template if isinstance(found, Expression) else found
    if not isinstance(text, str):
        raise ValueError("no text")
    if text.lstrip().startswith("${"):
        return jsonencoded(text)
    return _json_text(text)


@lru_cache(maxsize=1024)
def _json_text(text: str) -> Any:
    return read_leaves(json.loads(text))


def same_json(expected: Any, found: Any) -> bool:
    """Whether two texts are JSON of the same object or list.

    Args:
        expected: A text or an expression.
        found: A value of Terraform's JSON.
    """
    try:
        one, other = read_json(expected), read_json(found)
    except ValueError:
        return False
    return isinstance(one, (dict, list)) and same(one, other)


def looks_like_json(text: str) -> bool:
    """Whether a text may be a JSON object or list, or `jsonencode(…)`; it is not parsed."""
    start = text.lstrip()
    return start.startswith(("{", "[")) or (is_template(start) and start.startswith("${jsonencode("))
