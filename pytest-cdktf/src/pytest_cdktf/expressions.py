"""Terraform's templates, compared without regard to spacing."""

from __future__ import annotations

import re
from typing import Any

from .hcl import canonical

_INTERPOLATION = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_SIMPLE = re.compile(r"\$\{\s*([^{}\"]*?)\s*\}")


class Literal(str):
    """A text that only looks like an expression: in Terraform's JSON, its `${` is escaped."""

    __slots__ = ()


class Reference(str):
    """A text that Terraform takes for an address although it has no `${…}`, as in a resource's `provider`."""

    __slots__ = ()


class Expression:
    """A value that only Terraform can evaluate: `${var.key}`, or a text with such parts.

    It equals other expressions with the same meaning, and strings that Terraform reads as such.

    Attributes:
        template: The text in Terraform's JSON.
    """

    def __init__(self, template: str) -> None:
        self.template = _normal(template)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Expression):
            return self.template == other.template
        if isinstance(other, Literal):
            return False
        if isinstance(other, Reference):
            return self.template in (_normal("${" + other + "}"), other)
        if isinstance(other, str):
            return is_template(other) and self.template == _normal(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.template)

    def __repr__(self) -> str:
        return f"Expression({self.template!r})"

    @property
    def reference(self) -> str | None:
        """The expression between `${` and `}`; None if there is text around it."""
        inner = self.template[2:-1]
        whole = self.template.startswith("${") and self.template.endswith("}") and _is_one(inner)
        return inner if whole else None


def is_template(text: str) -> bool:
    """Whether Terraform must evaluate a string."""
    return _INTERPOLATION.search(text) is not None


def read_leaf(text: str) -> str | Expression:
    """Return the meaning of a string in Terraform's JSON: an expression, or the text without escapes."""
    if is_template(text):
        return Expression(text)
    return literal(text.replace("$${", "${").replace("%%{", "%{"))


def literal(text: str) -> str:
    """Return a text that is not an expression, marked if it looks like one.

    Args:
        text: The text without Terraform's escapes.
    """
    return Literal(text) if is_template(text) else text


def read_leaves(value: Any) -> Any:
    """Return a JSON value with all its strings read by `read_leaf`."""
    if isinstance(value, str):
        return read_leaf(value)
    if isinstance(value, dict):
        return {key: read_leaves(item) for key, item in value.items()}
    if isinstance(value, list):
        return [read_leaves(item) for item in value]
    return value


def _is_one(inner: str) -> bool:
    """Whether the text between the outer `${` and `}` is one expression; in `${a}-${b}` it is not."""
    return "${" not in inner or canonical(inner) is not None


def _normal(template: str) -> str:
    if template.startswith("${") and template.endswith("}"):
        expression = canonical(template[2:-1])
        if expression is not None:
            return "${" + expression + "}"
    return _SIMPLE.sub(lambda match: "${" + (canonical(match[1]) or match[1]) + "}", template)
