"""Terraform's text forms of plain values: templates in JSON strings, and literals in expressions.

What holds a CDKTF token is written by `terraform/expressions.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from .tokens import escape_template, literal_parts

_HCL_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in (*map(chr, range(32)), "{", "}", "\x7f")}
_HCL_ESCAPES |= {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def template(text: str) -> str:
    """Return a text as a Terraform template that yields it: a literal `${` or `%{` is escaped."""
    return literal_parts(text, escape_template, dollar='${"$"}')


def quoted(text: str) -> str:
    """Return a text escaped for use between the quotes of an HCL string.

    Braces become code points, so that no `${`, `%{` or `}` is left for Terraform or CDKTF to see.
    """
    return text.translate(_HCL_ESCAPES)


def literal(value: str | bool) -> str:
    """Return an expression that yields a value."""
    return json.dumps(value) if isinstance(value, bool) else f'"{quoted(value)}"'


def is_literal(expression: str) -> bool:
    """Whether `literal` wrote an expression, so that it refers to nothing."""
    return expression.startswith('"') or expression in ("true", "false")


def object_expression(tree: Mapping[str, object]) -> str:
    """Return an object's expression.

    Args:
        tree: Nested mappings; a leaf is the text of an expression, such as `var.pager_routing_key`.
    """
    items = (
        f'"{quoted(key)}" = {object_expression(leaf) if isinstance(leaf, Mapping) else leaf}'
        for key, leaf in tree.items()
    )
    return "{" + ", ".join(items) + "}"
