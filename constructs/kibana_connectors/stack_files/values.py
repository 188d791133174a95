"""What a value of a stack's file is, as far as the file tells, and `Unknown` for what only Terraform knows.

A few functions and operators are worked out, those that this library writes among them. Everything else is
`Unknown`: nothing is guessed.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from ..gate.document import Block, Document
from ..gate.expression_reader import CannotRead, read_template
from ..gate.expressions import (
    Call,
    Conditional,
    For,
    Keyword,
    Name,
    Node,
    Number,
    Object,
    Operation,
    Splat,
    Step,
    Template,
    Text,
    Traversal,
    Tuple,
)
from ..terraform.unresolved import Unresolved
from .json_text import load

_DEEPEST = 60
_PLAIN_NUMBER = re.compile(r"-?\d+")
_KNOWN_ATTRIBUTES = {
    ("elasticstack_kibana_space", "space_id"): "space_id",
    ("terraform_data", "output"): "input",
}
"""Attributes of resources that are what the file sets: type and attribute, and where the file sets it."""


@dataclass(frozen=True)
class Unknown(Unresolved):
    """A value that only Terraform knows. To a connector's `Config` it is a token.

    Attributes:
        references: What it is made of: addresses such as `var.x`, sorted.
        start: What a text begins with, as far as that is known.
        is_bare: Whether it is one reference and nothing else.
    """

    references: tuple[str, ...] = ()
    start: str = field(default="", repr=False)
    is_bare: bool = False

    @property
    def origin(self) -> str:
        """What it is made of, in words."""
        return ", ".join(self.references) or "an expression"


class EncodedJson(NamedTuple):
    """What `jsonencode` yields, before it is a text: a part of it may be unknown."""

    value: Any

    def __repr__(self) -> str:
        return "<EncodedJson>"


class Scope(NamedTuple):
    """What names mean where a value stands.

    Attributes:
        each: `each.key` and `each.value`; None where they are not known.
        number: `count.index`; None where it is not known.
        names: The names of loops.
    """

    each: tuple[Any, Any] | None = None
    number: int | None = None
    names: Mapping[str, Any] = {}

    def __repr__(self) -> str:
        return "<Scope>"


NOWHERE = Scope()


def unknown_in(value: Any) -> Iterable[tuple[tuple[str, ...], Unknown]]:
    """Yield each part of a value that only Terraform knows: the keys that lead there, and the part."""
    if isinstance(value, Unknown):
        yield (), value
    elif isinstance(value, EncodedJson):
        yield from unknown_in(value.value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for path, unknown in unknown_in(item):
                yield (str(key), *path), unknown
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            for path, unknown in unknown_in(item):
                yield (str(index), *path), unknown


def is_known(value: Any) -> bool:
    """Whether the file tells the whole of a value."""
    return not any(True for _ in unknown_in(value))


def made_of(*values: Any) -> Unknown:
    """Return what is unknown because of parts that are."""
    names = {name for value in values for _, unknown in unknown_in(value) for name in unknown.references}
    return Unknown(tuple(sorted(names)))


class Evaluator:
    """Works out values of one file.

    Args:
        document: The file.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._locals: dict[str, Any] = {}
        self._depth = 0

    def of(self, value: Any, scope: Scope = NOWHERE) -> Any:
        """Return a value of the file; its strings are templates.

        Args:
            value: The value, as it stands in the JSON.
            scope: Where it stands.
        """
        if isinstance(value, str):
            if "${" not in value and "%{" not in value:
                return value
            try:
                return self._node(read_template(value), scope)
            except (CannotRead, RecursionError):
                return Unknown()
        if isinstance(value, Mapping):
            return {key: self.of(item, scope) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.of(item, scope) for item in value]
        return value

    def json(self, value: Any, scope: Scope = NOWHERE) -> Any:
        """Return what the JSON text says that a value of the file is, such as a connector's config.

        Args:
            value: The value, as it stands in the file.
            scope: Where it stands.
        """
        found = self.of(value, scope)
        if isinstance(found, EncodedJson):
            return found.value
        if isinstance(found, str):
            try:
                return load(found)
            except (ValueError, RecursionError):
                return Unknown()
        return found if isinstance(found, Unknown) else Unknown()

    def _node(self, node: Node, scope: Scope) -> Any:
        self._depth += 1
        try:
            return Unknown() if self._depth > _DEEPEST * 4 else self._of_node(node, scope)
        finally:
            self._depth -= 1

    def _of_node(self, node: Node, scope: Scope) -> Any:
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Number):
            return int(node.digits) if node.digits.isdecimal() else float(node.digits)
        if isinstance(node, Keyword):
            return {"true": True, "false": False}.get(node.name)
        if isinstance(node, Name):
            return scope.names.get(node.name, Unknown((node.name,)))
        if isinstance(node, Traversal):
            return self._traversal(node, scope)
        if isinstance(node, Template):
            return _joined([self._node(part, scope) for part in node.parts])
        if isinstance(node, Conditional):
            return self._conditional(node, scope)
        if isinstance(node, Operation):
            return _operated(node.operators, [self._node(each, scope) for each in node.operands])
        if isinstance(node, Object):
            items = [(self._node(key, scope), self._node(value, scope)) for key, value in node.items]
            if all(isinstance(key, (str, int)) for key, _ in items):
                return {str(key): value for key, value in items}
            return made_of(*(part for item in items for part in item))
        if isinstance(node, Tuple):
            return [self._node(item, scope) for item in node.items]
        if isinstance(node, For):
            return self._for(node, scope)
        if isinstance(node, Call):
            return self._call(node, scope)
        return Unknown()

    def _conditional(self, node: Conditional, scope: Scope) -> Any:
        condition = self._node(node.condition, scope)
        if isinstance(condition, bool):
            return self._node(node.yes if condition else node.no, scope)
        return made_of(condition, self._node(node.yes, scope), self._node(node.no, scope))

    def _for(self, node: For, scope: Scope) -> Any:
        collection = self._node(node.collection, scope)
        items: Iterable[tuple[Any, Any]]
        if isinstance(collection, dict):
            items = sorted(collection.items())
        elif isinstance(collection, list):
            items = enumerate(collection)
        else:
            return made_of(collection)
        made: list[tuple[Any, Any]] = []
        for key, value in items:
            names = {**scope.names, node.value_name: value}
            if node.key_name:
                names[node.key_name] = key
            inside = scope._replace(names=names)
            kept = True if node.condition is None else self._node(node.condition, inside)
            if not isinstance(kept, bool):
                return made_of(kept, collection)
            if kept:
                name = None if node.key is None else self._node(node.key, inside)
                made.append((name, self._node(node.value, inside)))
        if node.key is None:
            return [value for _, value in made]
        if not all(isinstance(name, str) for name, _ in made):
            return made_of(*(part for item in made for part in item))
        return dict(made)

    def _call(self, node: Call, scope: Scope) -> Any:
        arguments = [self._node(argument, scope) for argument in node.arguments]
        name = node.name.removeprefix("core::")
        if name == "jsonencode" and len(arguments) == 1 and not node.expands:
            return EncodedJson(arguments[0])
        function = _FUNCTIONS.get(name)
        if function is None or node.expands:
            return made_of(*arguments)
        try:
            return function(*map(_text_of_json, arguments))
        except (TypeError, ValueError, KeyError):
            return made_of(*arguments)

    # References

    def _traversal(self, node: Traversal, scope: Scope) -> Any:
        if not isinstance(node.of, Name):
            return self._into(self._node(node.of, scope), node.steps, scope)
        name, steps = node.of.name, node.steps
        if name in scope.names:
            return self._into(scope.names[name], steps, scope)
        labels = [step.key.text for step in steps if isinstance(step, Step) and isinstance(step.key, Text)]
        first = labels[0] if labels else ""
        if name == "each" and first in ("key", "value"):
            if scope.each is None:
                return Unknown((f"each.{first}",))
            return self._into(scope.each[first == "value"], steps[1:], scope)
        if name == "count" and first == "index":
            return Unknown(("count.index",)) if scope.number is None else scope.number
        if name == "local":
            return self._into(self._local(first), steps[1:], scope)
        if name in ("data", "ephemeral"):
            return Unknown((".".join([name, *labels[:2]]),), is_bare=True)
        if name in ("var", "module", "path", "terraform", "self"):
            is_bare = name == "var" and len(steps) == 1
            return Unknown((f"{name}.{first}",), is_bare=is_bare)
        return self._resource(name, labels, steps, scope)

    def _resource(self, kind: str, labels: list[str], steps: tuple[Step | Splat, ...], scope: Scope) -> Any:
        address = ".".join([kind, *labels[:1]])
        unknown = Unknown((address,), is_bare=True)
        if len(labels) < 2 or len(steps) < 2:
            return unknown
        attribute = _KNOWN_ATTRIBUTES.get((kind, labels[1]))
        block = self._document.block("resource", kind, labels[0])
        is_plain = isinstance(steps[1], Step) and steps[1].is_attribute
        if attribute is None or block is None or block.repeats or not is_plain:
            return unknown
        given = [body[attribute] for body in block.bodies if attribute in body]
        return self._into(self.of(given[0]), steps[2:], scope) if len(given) == 1 else unknown

    def _local(self, name: str) -> Any:
        if name not in self._locals:
            self._locals[name] = Unknown((f"local.{name}",))  # what a circle finds
            given = self._document.locals.get(name, [])
            if len(given) == 1:
                self._locals[name] = self.of(given[0])
        return self._locals[name]

    def _into(self, value: Any, steps: tuple[Step | Splat, ...], scope: Scope) -> Any:
        for step in steps:
            if isinstance(step, Splat):
                return made_of(value)
            key = self._node(step.key, scope)
            if isinstance(value, dict) and isinstance(key, (str, int)) and str(key) in value:
                value = value[str(key)]
            elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
                value = value[key]
            else:
                return made_of(value, key)
        return value


def instances(block: Block, evaluator: Evaluator) -> list[tuple[str, Scope]]:
    """Return the instances of a block: what stands behind its address, and the scope of its values.

    A block whose repetition only Terraform knows is one instance, with `[*]` behind its address.

    Args:
        block: The block.
        evaluator: Knows the file.
    """
    for body in block.bodies:
        if "for_each" in body:
            given = evaluator.of(body["for_each"])
            if isinstance(given, dict):
                return [
                    (f"[{json.dumps(key, ensure_ascii=False)}]", Scope((key, value)))
                    for key, value in given.items()
                ]
            if isinstance(given, list) and all(isinstance(item, str) for item in given):
                return [
                    (f"[{json.dumps(key, ensure_ascii=False)}]", Scope((key, key)))
                    for key in dict.fromkeys(given)
                ]
            return [("[*]", NOWHERE)]
        if "count" in body:
            number = evaluator.of(body["count"])
            if isinstance(number, str) and _PLAIN_NUMBER.fullmatch(number):
                number = int(number)
            if isinstance(number, int) and not isinstance(number, bool):
                return [(f"[{index}]", Scope(number=index)) for index in range(number)]
            return [("[*]", NOWHERE)]
    return [("", NOWHERE)]


def body_of(block: Block) -> Mapping[str, Any]:
    """Return what a block holds, as one object."""
    return block.bodies[0] if len(block.bodies) == 1 else {}


def _text_of_json(value: Any) -> Any:
    """Return what `jsonencode` gave as the text that it is, where all of it is known."""
    if not isinstance(value, EncodedJson):
        return value
    if not is_known(value.value):
        return made_of(value.value)
    return json.dumps(value.value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def _joined(parts: list[Any]) -> Any:
    text = ""
    for part in map(_text_of_json, parts):
        if isinstance(part, Unknown):
            return Unknown(made_of(*parts).references, text + part.start)
        if isinstance(part, bool):
            text += str(part).lower()
        elif isinstance(part, (str, int)):
            text += str(part)
        else:
            return Unknown(made_of(*parts).references, text)
    return text


def _operated(operators: tuple[str, ...], operands: list[Any]) -> Any:
    known = all(isinstance(each, (str, int, float, bool)) or each is None for each in operands)
    if known and operators == ("==",):
        return operands[0] == operands[1]
    if known and operators == ("!=",):
        return operands[0] != operands[1]
    if known and operators == ("!",) and isinstance(operands[0], bool):
        return not operands[0]
    if known and operators == ("-",) and isinstance(operands[0], (int, float)):
        return -operands[0]
    return made_of(*operands)


def _whole(*values: Any) -> None:
    """Raise unless all of the values are known."""
    if not all(map(is_known, values)):
        raise ValueError


def _uuidv5(namespace: Any, name: Any) -> str:
    if namespace != "url" or not isinstance(name, str):
        raise ValueError
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def _toset(items: Any) -> Any:
    _whole(items)
    return sorted(dict.fromkeys(cast("list[str]", items)))


def _lookup(collection: Any, key: Any, default: Any = None) -> Any:
    if not isinstance(collection, dict) or not isinstance(key, str):
        raise TypeError
    return collection.get(key, default)


def _merge(*maps: Any) -> Any:
    merged: dict[str, Any] = {}
    for each in maps:
        if not isinstance(each, dict):
            raise TypeError
        merged |= each
    return merged


def _concat(*lists: Any) -> Any:
    if not all(isinstance(each, list) for each in lists):
        raise TypeError
    return [item for each in lists for item in each]


def _texts(function: Callable[[str], str]) -> Callable[[Any], str]:
    def call(text: Any) -> str:
        if not isinstance(text, str):
            raise TypeError
        return function(text)

    return call


def _join(separator: Any, items: Any) -> str:
    if not isinstance(separator, str):
        raise TypeError
    return separator.join(items)


def _same(value: Any) -> Any:
    return value


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "concat": _concat,
    "jsondecode": _texts(load),
    "join": _join,
    "lookup": _lookup,
    "lower": _texts(str.lower),
    "merge": _merge,
    "nonsensitive": _same,
    "sensitive": _same,
    "tolist": _same,
    "tomap": _same,
    "toset": _toset,
    "trimspace": _texts(str.strip),
    "upper": _texts(str.upper),
    "uuidv5": _uuidv5,
}
"""Functions whose results are the same wherever they are worked out."""
