"""Terraform's text forms: templates in JSON strings, and `jsonencode(…)` expressions.

CDKTF's own function calls escape newlines and `${` in literals, but neither quotes, nor backslashes, nor
`%{`; so literals are written here in a form that its escaping has nothing left to do to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ._cdk import Fn, Token
from .tokens import contains_token, escape_template, is_token, literal_parts

_HCL_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in (*map(chr, range(32)), "{", "}", "\x7f")}
_HCL_ESCAPES |= {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def template(text: str) -> str:
    """Write a text as a Terraform template that yields it: a literal `${` or `%{` is escaped."""
    return literal_parts(text, escape_template, dollar='${"$"}')


def json_text(value: Any) -> str:
    """Write a JSON value as an attribute that Terraform reads as JSON text.

    Literals become the text itself. A value with a token inside becomes `jsonencode(…)`, for whatever the
    token yields has to be quoted by Terraform; never JSON text with a template inside.
    """
    if contains_token(value):
        return Fn.jsonencode(_literal(value))
    return template(json.dumps(value, ensure_ascii=False))


def _literal(value: Any) -> Any:
    """Escape every string of a value for CDKTF's rendering of function arguments."""
    if isinstance(value, str):
        return _quoted_parts(value)
    if is_token(value):
        return value
    if isinstance(value, Mapping):
        return {quoted(str(key)): _literal(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_literal(item) for item in value]
    return value


def _quoted_parts(text: str) -> str:
    return literal_parts(text, quoted, dollar="\\u0024")


def quoted(text: str) -> str:
    """Escape a text for use between the quotes of an HCL string.

    Braces are escaped as code points, so that no `${`, `%{` or `}` is left for Terraform or CDKTF to see.
    """
    return text.translate(_HCL_ESCAPES)


def literal(value: str | bool) -> str:
    """Write a value as an expression that yields it."""
    return json.dumps(value) if isinstance(value, bool) else f'"{quoted(value)}"'


def is_literal(expression: str) -> bool:
    """Tell what `literal` has written from an expression that refers to something."""
    return expression.startswith('"') or expression in ("true", "false")


def jsonencode(tree: Mapping[str, Any]) -> str:
    """Write `jsonencode(…)` of a tree whose leaves are expressions.

    Args:
        tree: Nested mappings; a leaf is Terraform's text of an expression (`var.pager_routing_key`), or a
            token.
    """
    if contains_token(tree):
        return Fn.jsonencode(_as_tokens(tree))
    return "${jsonencode(" + _object(tree) + ")}"


def _object(tree: Mapping[str, Any]) -> str:
    items = (
        f'"{quoted(key)}" = {_object(leaf) if isinstance(leaf, Mapping) else leaf}'
        for key, leaf in tree.items()
    )
    return "{" + ", ".join(items) + "}"


def _as_tokens(tree: Any) -> Any:
    if isinstance(tree, str) and is_token(tree):
        return _quoted_parts(tree)
    if is_token(tree):
        return tree
    if isinstance(tree, Mapping):
        return {quoted(key): _as_tokens(leaf) for key, leaf in tree.items()}
    return Token.as_any(tree)
