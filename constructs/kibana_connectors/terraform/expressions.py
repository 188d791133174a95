"""Terraform expressions of values that may hold CDKTF tokens.

A token can only come from an engine. So the engine is imported where a token was found, when it is loaded
already, and everything else in this room works without one.

CDKTF's own function calls escape newlines and `${` in literals, but neither quotes, nor backslashes, nor
`%{`. So literals are written in a form that leaves its escaping nothing to do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..hcl import object_expression, quoted, template
from ..schema.secret_source import is_expression, is_variable
from ..tokens import contains_token, is_token, literal_parts


def json_text(value: Any) -> Any:
    """Return a JSON value as an attribute that Terraform reads as JSON text.

    Literals become the text itself. A value with a token inside becomes `jsonencode(…)`, because Terraform
    has to quote whatever the token yields; it never becomes JSON text with a template inside.
    """
    if not contains_token(value):
        return template(json.dumps(value, ensure_ascii=False))
    from .._cdk import Fn

    return Fn.jsonencode(_with_escaped_literals(value))


def jsonencode(tree: Mapping[str, Any]) -> Any:
    """Return `jsonencode(…)` of a tree whose leaves are expressions.

    Args:
        tree: Nested mappings; a leaf is the text of an expression (`var.pager_routing_key`), or a token.
    """
    if not contains_token(tree):
        return "${jsonencode(" + object_expression(tree) + ")}"
    from .._cdk import Fn

    return Fn.jsonencode(_as_tokens(tree))


def in_template(value: Any) -> str:
    """Return a value as a part of a template: a literal is escaped, an expression stays what it is.

    Args:
        value: A text, a number, a token, a `TerraformVariable`, or a whole expression `${…}`.
    """
    if is_variable(value):
        return f"{value.string_value}"
    if isinstance(value, str):
        return value if is_token(value) or is_expression(value) else template(value)
    if not is_token(value):
        return str(value)
    from .._cdk import Token

    return Token.as_string(value)


def toset(texts: Sequence[str]) -> Any:
    """Return `toset(…)` of plain names, or of what only Terraform knows."""
    if not contains_token(texts):
        return f"${{toset({json.dumps(texts)})}}"
    from .._cdk import Fn

    return Fn.toset(texts)


def uuidv5_of_url(url: str) -> Any:
    """Return `uuidv5("url", …)` of a URL without characters that are special in HCL."""
    if not is_token(url):
        return f'${{uuidv5("url", "{url}")}}'
    from .._cdk import Fn

    return Fn.uuidv5("url", url)


def _with_escaped_literals(value: Any) -> Any:
    """Escape every literal string of a value for CDKTF's rendering of function arguments."""
    if isinstance(value, str):
        return _with_quoted_literals(value)
    if is_token(value):
        return value
    if isinstance(value, Mapping):
        return {quoted(str(key)): _with_escaped_literals(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_escaped_literals(item) for item in value]
    return value


def _with_quoted_literals(text: str) -> str:
    return literal_parts(text, quoted, dollar="\\u0024")


def _as_tokens(tree: Any) -> Any:
    if isinstance(tree, str) and is_token(tree):
        return _with_quoted_literals(tree)
    if is_token(tree):
        return tree
    if isinstance(tree, Mapping):
        return {quoted(key): _as_tokens(leaf) for key, leaf in tree.items()}
    from .._cdk import Token

    return Token.as_any(tree)
