"""Terraform's expressions, read with python-hcl2.

python-hcl2 returns the arguments of a function as text. So its syntax tree is read, which also distinguishes
literals from expressions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .errors import MissingPackage

if TYPE_CHECKING:
    from hcl2.rules.abstract import LarkElement

_PLAIN = re.compile(r"[\w-]+(\.[\w-]+)*")


@lru_cache(maxsize=4096)
def canonical(expression: str) -> str | None:
    """Return an expression with standard spacing.

    Args:
        expression: The text between `${` and `}`.

    Returns:
        The same expression; None if the text is no expression.
    """
    text = expression.strip()
    if _PLAIN.fullmatch(text):
        return text
    tree = parse(text)
    return None if tree is None else source(tree)


def parse(expression: str) -> LarkElement | None:
    """Return an expression's syntax tree; None if the text is no expression.

    Args:
        expression: The text between `${` and `}`.

    Raises:
        MissingPackage: python-hcl2 is not installed.
    """
    try:
        import hcl2
        from hcl2.rules.base import AttributeRule
        from hcl2.walk import find_first
    except ImportError:
        raise MissingPackage(
            "reading Terraform's expressions", "python-hcl2 8", "python-hcl2>=8,<9"
        ) from None
    from lark.exceptions import LarkError

    # python-hcl2 reads `$${` up to the next brace, even past the end of the string. A code point avoids that.
    text = expression.replace("$${", "$\\u007b").replace("%%{", "%\\u007b")
    try:
        attribute = find_first(hcl2.parses(f"expression = {text}"), AttributeRule)
    except (LarkError, RuntimeError):
        return None
    return attribute.expression if attribute is not None else None


def source(tree: LarkElement) -> str:
    """Return a syntax tree as text, with standard spacing.

    Args:
        tree: The tree.
    """
    from hcl2.utils import SerializationContext, SerializationOptions

    options = SerializationOptions(with_comments=False)
    return str(tree.serialize(options, SerializationContext(inside_dollar_string=True)))
