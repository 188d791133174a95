"""What an expression may yield: follows it through the file that it stands in.

Locals, defaults of variables, attributes that the same file sets and `for_each` are followed. What only
Terraform knows becomes a source.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..terraform.elasticstack import CONNECTOR
from .document import PASSED_ON, Block, Document, bodies, is_empty_json
from .expression_reader import CannotRead, read_expression, read_template
from .expressions import (
    Call,
    Conditional,
    For,
    Keyword,
    Loop,
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
from .functions import PARAMETERS, elements, made_by
from .values import (
    HARMLESS,
    Choice,
    Instances,
    Joined,
    Kept,
    Literal,
    Made,
    Record,
    Series,
    Source,
    SourceKind,
    Value,
    Wrong,
    choice,
)
from .values import Number as KnownNumber

NO_DEFAULT = "Take the default away, and give the value as TF_VAR_…"
QUOTED = (
    "Name something that this stack declares; if it is the value itself, put it into a variable: leave the "
    "field out, or write Secret.variable()"
)
ONE_ATTRIBUTE = "Name the one attribute that holds the secret"

DATA = 'Write data["key"], with the name of the field that holds the secret'

_LARGEST = 100_000
"""How many steps the judgement of one secret may take."""

_OF_CONNECTOR = {
    "connector_id": SourceKind.CONNECTOR_ID,
    "id": SourceKind.CONNECTOR_ID,
    "secrets": SourceKind.CONNECTOR_SECRETS,
    "kibana_connection": SourceKind.CONNECTOR_SECRETS,
}


class Scope(NamedTuple):
    """Where an expression stands.

    Attributes:
        block: The block, which `each` belongs to.
        names: What the names of loops around it stand for.
        place: How messages call the place; empty for the secret's own expression.
    """

    block: Block | None = None
    names: Mapping[str, Value] = {}
    place: str = ""

    def __repr__(self) -> str:
        return "<Scope>"


class Evaluation:
    """Tells what expressions of one file may yield.

    Args:
        document: The file.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[str, str], Value] = {}
        self._nodes: dict[str, Node] = {}
        self._left = _LARGEST

    def start(self) -> None:
        """Begin with another secret: it may take as many steps as any."""
        self._left = _LARGEST

    def spend(self, steps: int = 1) -> None:
        """Count steps of the judgement of one secret.

        Raises:
            CannotRead: They are too many.
        """
        self._left -= steps
        if self._left < 0:
            raise CannotRead

    def read(self, text: str) -> Node:
        """Return what a string of the file means.

        Raises:
            CannotRead: It is no template.
        """
        node = self._nodes.get(text)
        if node is None:
            node = self._nodes[text] = read_template(text)
        return node

    def of_json(self, value: Any, scope: Scope) -> Value:
        """Return what a value of the file may yield; its strings are templates.

        Raises:
            CannotRead: An expression in it cannot be read, or it is too large.
        """
        self.spend()
        if isinstance(value, str):
            return self.of_node(self.read(value), scope)
        if isinstance(value, Mapping):
            return Record(
                tuple((self.of_json(key, scope), self.of_json(item, scope)) for key, item in value.items())
            )
        if isinstance(value, (list, tuple)):
            return Series(tuple(self.of_json(item, scope) for item in value), is_exact=True)
        return HARMLESS if value is None or isinstance(value, bool) else KnownNumber(scope.place)

    def of_node(self, node: Node, scope: Scope) -> Value:
        """Return what an expression may yield.

        Raises:
            CannotRead: It is too large.
        """
        self.spend()
        if isinstance(node, Text):
            # Terraform compares texts in this form too.
            return Literal(unicodedata.normalize("NFC", node.text), scope.place)
        if isinstance(node, Name):
            return self._reference(node.name, (), scope)
        if isinstance(node, Traversal):
            if isinstance(node.of, Name):
                return self._reference(node.of.name, node.steps, scope)
            return self._into(self.of_node(node.of, scope), node.steps, scope)
        if isinstance(node, Call):
            return self._call(node, scope)
        if isinstance(node, Template):
            return Joined(tuple(self.of_node(part, scope) for part in node.parts))
        if isinstance(node, Conditional):
            return choice(self.of_node(node.yes, scope), self.of_node(node.no, scope))
        if isinstance(node, Object):
            return Record(
                tuple((self.of_node(key, scope), self.of_node(value, scope)) for key, value in node.items)
            )
        if isinstance(node, Tuple):
            return Series(tuple(self.of_node(item, scope) for item in node.items), is_exact=True)
        if isinstance(node, For):
            return self._for(node, scope)
        if isinstance(node, Loop):
            item = elements(self._for(node.of, scope))[1]
            return Joined((item, item))
        if isinstance(node, Operation):
            return Made(tuple(self.of_node(operand, scope) for operand in node.operands), cuts=False)
        return HARMLESS if isinstance(node, Keyword) else KnownNumber(scope.place)

    def _call(self, node: Call, scope: Scope) -> Value:
        name = node.name.removeprefix("core::")
        if name == "lookup" and len(node.arguments) >= 2 and not node.expands:
            collection, key, *default = node.arguments
            found = self._step(self.of_node(collection, scope), Step(key, is_attribute=False), scope)
            return choice(found, *(self.of_node(each, scope) for each in default))
        parameters = () if node.expands else PARAMETERS.get(name, ())
        arguments = [
            HARMLESS if index in parameters else self.of_node(argument, scope)
            for index, argument in enumerate(node.arguments)
        ]
        return made_by(name, arguments, expands=node.expands)

    def _for(self, node: For, scope: Scope) -> Value:
        keys, values = elements(self.of_node(node.collection, scope))
        names = {**scope.names, node.value_name: values}
        if node.key_name:
            names[node.key_name] = keys
        inside = scope._replace(names=names)
        value = self.of_node(node.value, inside)
        if node.key is None:
            return Series((value,), is_exact=False)
        return Record(((self.of_node(node.key, inside), value),))

    # References

    def _reference(self, name: str, steps: tuple[Step | Splat, ...], scope: Scope) -> Value:
        if name in scope.names:
            return self._into(scope.names[name], steps, scope)
        labels = _labels(steps)
        first = labels[0] if labels else ""
        if name in ("count", "path", "terraform"):
            return HARMLESS
        if not first:
            return Wrong("a word without quotes", QUOTED)
        if name == "var":
            return self._into(self._variable(first), steps[1:], scope)
        if name == "local":
            return self._into(self._local(first), steps[1:], scope)
        if name == "module":
            return Source(SourceKind.MODULE, f"module.{first}")
        if name == "each":
            return self._into(self._each(first, scope), steps[1:], scope)
        if name in ("data", "ephemeral"):
            if len(labels) < 2:
                return Wrong("a whole type of resources", ONE_ATTRIBUTE)
            block = self._document.block(name, first, labels[1]) or Block(name, first, labels[1], ())
            return self._into(Instances(block, is_one=False), steps[2:], scope)
        declared = self._document.block("resource", name, first)
        if declared is None:
            # Such as a token with dots in it that was put there without quotes.
            return Wrong("a word without quotes, or a resource that this stack does not declare", QUOTED)
        return self._into(Instances(declared, is_one=False), steps[1:], scope)

    def _once(self, address: str, part: str, compute: Callable[[], Value]) -> Value:
        """Return what was computed before, or compute it; a circle, which Terraform refuses, ends here."""
        key = (address, part)
        known = self._known.get(key)
        if known is not None:
            return known
        self._known[key] = HARMLESS
        try:
            value = compute()
        except (CannotRead, RecursionError):
            del self._known[key]
            raise
        self._known[key] = value
        return value

    def _variable(self, name: str) -> Value:
        for body in bodies(self._document.variables.get(name)):
            if body.get("default") is not None:
                return Wrong(f"the default of var.{name}", NO_DEFAULT)
            if _type_has_default(body.get("type")):
                return Wrong(f"a default in the type of var.{name}", NO_DEFAULT)
        return Source(SourceKind.VARIABLE, f"var.{name}")

    def _local(self, name: str) -> Value:
        given = self._document.locals.get(name)
        if given is None:
            return Wrong("a local that this stack does not declare", QUOTED)
        scope = Scope(place=f"local.{name}")
        return self._once(f"local.{name}", "", lambda: choice(*(self.of_json(each, scope) for each in given)))

    def _each(self, which: str, scope: Scope) -> Value:
        block = scope.block
        given = [body["for_each"] for body in block.bodies if "for_each" in body] if block else []
        if block is None or not given or which not in ("key", "value"):
            return Wrong("each, where nothing is repeated", QUOTED)
        inside = Scope(block, place=f"the for_each of {block.address}")
        collection = self._once(
            block.address, "for_each", lambda: choice(*(self.of_json(each, inside) for each in given))
        )
        keys, values = elements(collection)
        if which == "value":
            return values
        # A key that only Terraform knows is no secret: it stands in the state and in each plan.
        return self._texts_of(values if isinstance(collection, Series) else keys)

    def _texts_of(self, keys: Value) -> Value:
        """Return what of some keys stands in the file; all else in them is no secret."""
        self.spend()
        if isinstance(keys, Literal):
            return keys
        if isinstance(keys, Choice):
            return choice(*map(self._texts_of, keys.options))
        if isinstance(keys, Joined):
            return Joined(tuple(map(self._texts_of, keys.parts)))
        if isinstance(keys, Made):
            return Made(tuple(map(self._texts_of, keys.of)), keys.cuts)
        if isinstance(keys, Series):
            return Series(tuple(map(self._texts_of, keys.items)), keys.is_exact)
        if isinstance(keys, Record):
            return Record(tuple((self._texts_of(key), self._texts_of(value)) for key, value in keys.items))
        return self._texts_of(keys.value) if isinstance(keys, Kept) else HARMLESS

    # Steps into a value

    def _into(self, value: Value, steps: tuple[Step | Splat, ...], scope: Scope) -> Value:
        for step in steps:
            self.spend()
            if isinstance(step, Splat):
                value = Series((self._into(_splat(value), step.steps, scope),), is_exact=False)
            else:
                value = self._step(value, step, scope)
        return value

    def _step(self, value: Value, step: Step, scope: Scope) -> Value:
        self.spend()
        if isinstance(value, Record):
            return self._item(value, step, scope)
        if isinstance(value, Series):
            index = _whole_number(step.key)
            if value.is_exact and index is not None:
                return value.items[index] if index < len(value.items) else HARMLESS
            return choice(*value.items) if value.items else HARMLESS
        if isinstance(value, Choice):
            return choice(*(self._step(option, step, scope) for option in value.options))
        if isinstance(value, Kept):
            return Kept(value.by, self._step(value.value, step, scope))
        if isinstance(value, Instances):
            return self._instance_step(value, step, scope)
        return value

    def _item(self, record: Record, step: Step, scope: Scope) -> Value:
        key = self.of_node(step.key, scope)
        wanted = key.text if isinstance(key, Literal) else None
        index = _whole_number(step.key)
        if index is not None:
            wanted = str(index)
        named = [item for name, item in record.items if isinstance(name, Literal) and name.text == wanted]
        found = [
            item for name, item in record.items if wanted is None or not isinstance(name, Literal)
        ] + named[-1:]
        return choice(*found) if found else HARMLESS

    def _instance_step(self, value: Instances, step: Step, scope: Scope) -> Value:
        if isinstance(step.key, Number) or (
            not step.is_attribute and value.block.repeats and not value.is_one
        ):
            return Instances(value.block, is_one=True)
        key = self.of_node(step.key, scope)
        if isinstance(key, Literal):
            return self._attribute(value.block, key.text)
        return Wrong("a whole resource", ONE_ATTRIBUTE)

    def _attribute(self, block: Block, name: str) -> Value:
        """Return what an attribute of a block may yield."""
        if is_empty_json(block.kind, block.type, name):
            return Wrong(f"{block.address}.data_json, which the provider answers as {{}}", DATA)
        source = _source(block, name)
        if source.kind in (SourceKind.REMOTE_STATE, SourceKind.CONNECTOR_ID):
            return source
        return self._once(block.address, name, lambda: self._set_attribute(block, name, source))

    def _set_attribute(self, block: Block, name: str, source: Source) -> Value:
        values: list[Value] = []
        for attribute in PASSED_ON.get((block.type, name), (name,)):
            scope = Scope(block, place=f"{block.address}.{attribute}")
            for body in block.bodies:
                if body.get(attribute) is not None:
                    values.append(self.of_json(body[attribute], scope))
                for dynamic in bodies(body.get("dynamic")):
                    for each in bodies(dynamic.get(attribute)):
                        inside = self.in_dynamic(attribute, each, scope)
                        content = self.of_json(each.get("content"), inside)
                        values.append(Series((content,), is_exact=False))
        if not values:
            return source
        is_kept = block.kind != "ephemeral"
        return Kept(source, choice(*values)) if is_kept else choice(*values)

    def in_dynamic(self, label: str, body: Mapping[str, Any], scope: Scope) -> Scope:
        """Return where the content of a `dynamic` block stands: its iterator is a name there."""
        keys, values = elements(self.of_json(body.get("for_each"), scope))
        iterator = body.get("iterator", label)
        item = Record(((Literal("key", ""), keys), (Literal("value", ""), values)))
        return scope._replace(names={**scope.names, str(iterator): item})


def _labels(steps: tuple[Step | Splat, ...]) -> list[str]:
    """Return the names at the beginning of some steps, at most two."""
    labels: list[str] = []
    for step in steps[:2]:
        if isinstance(step, Splat) or not step.is_attribute or not isinstance(step.key, Text):
            break
        labels.append(step.key.text)
    return labels


def _source(block: Block, attribute: str) -> Source:
    if block.kind == "ephemeral":
        return Source(SourceKind.EPHEMERAL, block.address)
    if block.kind == "data":
        is_remote = block.type == "terraform_remote_state"
        return Source(SourceKind.REMOTE_STATE if is_remote else SourceKind.DATA, block.address)
    kind = (
        _OF_CONNECTOR.get(attribute, SourceKind.RESOURCE) if block.type == CONNECTOR else SourceKind.RESOURCE
    )
    return Source(kind, block.address)


def _whole_number(node: Node) -> int | None:
    """Return the index that a number is; None for what is no number, or written in another way."""
    if isinstance(node, Number) and node.digits.isdecimal() and len(node.digits) < 10:
        return int(node.digits)
    return None


def _splat(value: Value) -> Value:
    """Return what each element is that a splat goes through; what is no list is its own only element."""
    if isinstance(value, Choice):
        return choice(*map(_splat, value.options))
    if isinstance(value, Kept):
        return Kept(value.by, _splat(value.value))
    return elements(value)[1] if isinstance(value, (Series, Instances)) else value


def _type_has_default(type_: Any) -> bool:
    """Whether a variable's type gives an attribute a value: `optional(string, "x")`."""
    if not isinstance(type_, str) or "optional" not in type_:
        return False
    try:
        node = read_template(type_) if type_.startswith("${") else read_expression(type_)
    except CannotRead:
        return True
    return _has_default(node)


def _has_default(node: Node) -> bool:
    if isinstance(node, Call):
        given = node.arguments[1:] if node.name == "optional" else ()
        return any(each != Keyword("null") for each in given) or any(map(_has_default, node.arguments))
    if isinstance(node, Object):
        return any(_has_default(value) for _, value in node.items)
    return isinstance(node, Tuple) and any(map(_has_default, node.items))
