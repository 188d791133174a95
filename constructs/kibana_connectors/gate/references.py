"""What the strings of a file refer to, in whichever position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .document import Document
from .expression_reader import CannotRead, read_template
from .expressions import (
    Call,
    Conditional,
    For,
    Loop,
    Name,
    Node,
    Object,
    Operation,
    Splat,
    Step,
    Template,
    Text,
    Traversal,
    Tuple,
)

_ROOT = re.compile(r"\b(var|local)\s*\.\s*([^\W\d][\w-]*)")
_NOTHING: frozenset[str] = frozenset()


class References:
    """Tells what values of one file refer to: addresses such as `var.x`, `ephemeral.vault_secret.y`.

    Locals are followed, and stand among the answers too.

    Args:
        document: The file.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._in_text: dict[str, frozenset[str]] = {}
        self._in_local: dict[str, frozenset[str]] = {}

    def of(self, value: Any) -> frozenset[str]:
        """Return what a value of the file refers to; the keys of its objects too."""
        found = self._named_in(value)
        left = [name for name in found if name.startswith("local.")]
        while left:
            in_local = self._named_in_local(left.pop())
            left += [name for name in in_local - found if name.startswith("local.")]
            found |= in_local
        return found

    def _named_in(self, value: Any) -> frozenset[str]:
        if isinstance(value, str):
            return self._named_in_text(value)
        if isinstance(value, Mapping):
            parts = [*map(self._named_in, value), *map(self._named_in, value.values())]
            return _NOTHING.union(*parts)
        if isinstance(value, (list, tuple)):
            return _NOTHING.union(*map(self._named_in, value))
        return _NOTHING

    def _named_in_text(self, text: str) -> frozenset[str]:
        if "${" not in text and "%{" not in text:
            return _NOTHING
        known = self._in_text.get(text)
        if known is None:
            known = self._in_text[text] = frozenset(_names(text))
        return known

    def _named_in_local(self, address: str) -> frozenset[str]:
        known = self._in_local.get(address)
        if known is None:
            given = self._document.locals.get(address.removeprefix("local."), [])
            known = self._in_local[address] = self._named_in(given)
        return known


def _names(text: str) -> Iterator[str]:
    try:
        yield from _in_node(read_template(text))
    except (CannotRead, RecursionError):
        # Terraform will refuse it; until then, what looks like a reference is one.
        for root, name in _ROOT.findall(text):
            yield f"{root}.{name}"


def _in_node(node: Node) -> Iterator[str]:
    if isinstance(node, Traversal):
        if isinstance(node.of, Name):
            yield from _address(node.of.name, node.steps)
        else:
            yield from _in_node(node.of)
        yield from _in_steps(node.steps)
    elif isinstance(node, Call) and node.name.removeprefix("core::") == "ephemeralasnull":
        return  # it yields a null in place of what must not be kept
    else:
        for inner in _inside(node):
            yield from _in_node(inner)


def _address(root: str, steps: tuple[Step | Splat, ...]) -> Iterator[str]:
    labels = [step.key.text for step in steps[:2] if isinstance(step, Step) and isinstance(step.key, Text)]
    if root in ("var", "local", "module") and labels:
        yield f"{root}.{labels[0]}"
    elif root in ("data", "ephemeral") and len(labels) == 2:
        yield f"{root}.{labels[0]}.{labels[1]}"
    elif labels:
        yield f"{root}.{labels[0]}"


def _in_steps(steps: tuple[Step | Splat, ...]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Splat):
            yield from _in_steps(step.steps)
        elif not step.is_attribute:
            yield from _in_node(step.key)


def _inside(node: Node) -> tuple[Node, ...]:
    """Return the expressions that an expression is made of."""
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Operation):
        return node.operands
    if isinstance(node, Conditional):
        return (node.condition, node.yes, node.no)
    if isinstance(node, Tuple):
        return node.items
    if isinstance(node, Object):
        return tuple(each for item in node.items for each in item)
    if isinstance(node, Template):
        return node.parts
    if isinstance(node, Loop):
        return (node.of,)
    if isinstance(node, For):
        given = (node.collection, node.key, node.value, node.condition)
        return tuple(each for each in given if each is not None)
    return ()
