"""The values that are written as Terraform's expressions, such as the one inside `jsonencode(…)`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .expressions import Expression, literal
from .hcl import parse, source

if TYPE_CHECKING:
    from hcl2.rules.abstract import LarkElement
    from hcl2.rules.strings import StringRule


@lru_cache(maxsize=1024)
def jsonencoded(template: str) -> Any:
    """Return the value inside `${jsonencode(…)}`, with references as `Expression`s.

    Args:
        template: A string of Terraform's JSON.

    Raises:
        ValueError: The template is something else.
    """
    inside = template.strip()
    tree = parse(inside[2:-1]) if inside.startswith("${") and inside.endswith("}") else None
    from hcl2.rules.expressions import ExprTermRule
    from hcl2.rules.functions import FunctionCallRule

    while isinstance(tree, ExprTermRule):
        tree = tree.expression
    if isinstance(tree, FunctionCallRule) and tree.arguments is not None:
        names = [identifier.serialize() for identifier in tree.identifiers]
        arguments = tree.arguments.arguments
        if names == ["jsonencode"] and len(arguments) == 1:
            return _value(arguments[0])
    raise ValueError("no jsonencode(…) of a single value")


def _value(tree: LarkElement) -> Any:
    """Return a literal as a Python value, and anything else as an `Expression`."""
    from hcl2.rules.containers import ObjectRule, TupleRule
    from hcl2.rules.expressions import ExprTermRule, UnaryOpRule
    from hcl2.rules.literal_rules import FloatLitRule, IntLitRule, LiteralValueRule
    from hcl2.rules.strings import StringRule

    if isinstance(tree, ExprTermRule):
        return _value(tree.expression)
    if isinstance(tree, ObjectRule):
        return {_key(element.key): _value(element.expression) for element in tree.elements}
    if isinstance(tree, TupleRule):
        return [_value(element) for element in tree.elements]
    if isinstance(tree, StringRule):
        return _string(tree)
    if isinstance(tree, LiteralValueRule):
        return tree.serialize()
    if isinstance(tree, IntLitRule):
        return int(str(tree.token.value))
    if isinstance(tree, FloatLitRule):
        return float(str(tree.token.value))
    if isinstance(tree, UnaryOpRule) and re.fullmatch(r"-\s*[\d.eE+-]+", source(tree)):
        number = _value(tree.expr_term)
        return -number if isinstance(number, (int, float)) else number
    return Expression("${" + source(tree) + "}")


def _key(tree: LarkElement) -> str:
    """Return an object's key; a computed key as Terraform's text."""
    from hcl2.rules.containers import ObjectElemKeyRule
    from hcl2.rules.strings import StringRule

    if isinstance(tree, ObjectElemKeyRule):
        if isinstance(tree.value, StringRule):
            text = _string(tree.value)
            return text.template if isinstance(text, Expression) else text
        return str(tree.serialize())
    return str(tree.serialize())


def _string(tree: StringRule) -> Any:
    """Return the value of a quoted text without escapes; with expressions inside, an `Expression`."""
    from hcl2.rules.strings import InterpolationRule
    from hcl2.utils import process_escape_sequences

    parts: list[tuple[str, bool]] = []
    for part in tree.string_parts:
        content = part.content
        if isinstance(content, InterpolationRule):
            inner = _value(content.expression)
            is_text = isinstance(inner, str)  # "${"$"}", a way to write a dollar sign
            parts.append((inner, True) if is_text else ("${" + source(content.expression) + "}", False))
        elif content.lark_name() == "STRING_CHARS":
            parts.append((process_escape_sequences(str(content.value)), True))
        else:  # a %{directive}
            parts.append((source(content), False))
    if all(is_text for _, is_text in parts):
        return literal("".join(text for text, _ in parts))
    escaped = (text.replace("${", "$${").replace("%{", "%%{") if is_text else text for text, is_text in parts)
    return Expression("".join(escaped))
