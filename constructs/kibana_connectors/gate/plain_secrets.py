"""Reads at one glance what this library itself writes for secrets, for there may be thousands of them.

That is `${jsonencode({"routingKey" = var.pager_routing_key})}`: an object, at most one more level of objects
in it, and leaves that are one reference or a literal without escapes. What does not look exactly so is left
to the reader of expressions.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class PlainLeaf(NamedTuple):
    """One secret as it was written.

    Attributes:
        path: The keys that lead to it.
        reference: The whole reference; empty for a literal.
    """

    path: tuple[str, ...]
    reference: str


_NAME = r"[A-Za-z_][\w-]*"
_KEY = r'"[\w.-]{1,64}"'
_INDEX = r'(?:\["[^"\\$%\n\r]*"\])?'
_REFERENCE = rf"var\.{_NAME}{_INDEX}|(?:data|ephemeral)\.{_NAME}\.{_NAME}\.{_NAME}{_INDEX}"
_LEAF = rf'{_KEY} = (?:{_REFERENCE}|"[^"\\$%\n\r]*"|true|false)'
_LEAVES = rf"{_LEAF}(?:, {_LEAF})*"
_ITEM = rf"(?:{_LEAF}|{_KEY} = \{{{_LEAVES}\}})"
_OBJECT = re.compile(rf"\$\{{jsonencode\(\{{{_ITEM}(?:, {_ITEM})*\}}\)\}}", re.ASCII)
_EACH = re.compile(rf'"([\w.-]+)" = (?:(\{{)|({_REFERENCE})|"[^"]*"|true|false)|\}}', re.ASCII)
_ONE = re.compile(rf"\$\{{({_REFERENCE})\}}", re.ASCII)


def plain_leaves(text: str) -> list[PlainLeaf] | None:
    """Return the secrets in a text of `secrets_wo`; None if it must be read as an expression."""
    if _OBJECT.fullmatch(text) is None:
        return None
    leaves: list[PlainLeaf] = []
    above: tuple[str, ...] = ()
    for key, opens, reference in _EACH.findall(text, len("${jsonencode({"), len(text) - len("})}")):
        if opens:
            above = (key,)
        elif key:
            leaves.append(PlainLeaf((*above, key), reference))
        else:
            above = ()
    return leaves


def plain_reference(text: str) -> str | None:
    """Return the reference that a text is, without `${` and `}`; None if it is anything else."""
    found = _ONE.fullmatch(text)
    return found.group(1) if found else None
