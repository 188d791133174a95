"""Terraform's templates, comparable whatever their spacing."""

from __future__ import annotations

import re
from typing import Any

from .hcl import canonical

_INTERPOLATION = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_SIMPLE = re.compile(r"\$\{\s*([^{}\"]*?)\s*\}")


class Literal(str):
    """A text that only looks like an expression: in Terraform's JSON its `${` is escaped."""

    __slots__ = ()


class Expression:
    """A value that only Terraform knows: `${var.key}`, or a text with such parts.

    Equal to other expressions of the same meaning, and to strings that Terraform reads as the same.

    Attributes:
        template: The text, as it stands in Terraform's JSON.
    """

    def __init__(self, template: str) -> None:
        self.template = _normal(template)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Expression):
            return self.template == other.template
        if isinstance(other, Literal):
            return False
        if isinstance(other, str):
            return is_template(other) and self.template == _normal(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.template)

    def __repr__(self) -> str:
        return f"Expression({self.template!r})"

    @property
    def reference(self) -> str | None:
        """What stands between `${` and `}`, where nothing stands around it."""
        inner = self.template[2:-1]
        whole = self.template.startswith("${") and self.template.endswith("}") and _is_one(inner)
        return inner if whole else None


def is_template(text: str) -> bool:
    """Tell whether Terraform has to evaluate a string."""
    return _INTERPOLATION.search(text) is not None


def read_leaf(text: str) -> str | Expression:
    """Give what a string of Terraform's JSON means: an expression, or the text without its escapes."""
    if is_template(text):
        return Expression(text)
    return literal(text.replace("$${", "${").replace("%%{", "%{"))


def literal(text: str) -> str:
    """Give a text that is no expression, so that it is not taken for one.

    Args:
        text: The text without Terraform's escapes.
    """
    return Literal(text) if is_template(text) else text


def read_leaves(value: Any) -> Any:
    """Read all strings of a JSON value."""
    if isinstance(value, str):
        return read_leaf(value)
    if isinstance(value, dict):
        return {key: read_leaves(item) for key, item in value.items()}
    if isinstance(value, list):
        return [read_leaves(item) for item in value]
    return value


def _is_one(inner: str) -> bool:
    """Tell `${a}` from `${a}-${b}`: between the outer signs of the latter stands no expression."""
    return "${" not in inner or canonical(inner) is not None


def _normal(template: str) -> str:
    if template.startswith("${") and template.endswith("}"):
        expression = canonical(template[2:-1])
        if expression is not None:
            return "${" + expression + "}"
    return _SIMPLE.sub(lambda match: "${" + (canonical(match[1]) or match[1]) + "}", template)
