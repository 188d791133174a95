"""Terraform's expressions as trees, as far as a judge of their values needs to know them.

Strings and heredocs are not told apart. A tree never shows the texts in it: one of them may be a secret.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, Union


class Text(NamedTuple):
    """A text that stands there as it is, escapes decoded."""

    text: str

    def __repr__(self) -> str:
        return "<Text>"


class Number(NamedTuple):
    """A number."""

    digits: str

    def __repr__(self) -> str:
        return "<Number>"


class Keyword(NamedTuple):
    """`true`, `false` or `null`."""

    name: str


class Name(NamedTuple):
    """A word that is no keyword: the start of a reference, the name of a loop, or a text without quotes."""

    name: str

    def __repr__(self) -> str:
        return "<Name>"


class Step(NamedTuple):
    """One step into a value: `.name`, `["key"]`, `[0]` or `.0`."""

    key: Node
    is_attribute: bool

    def __repr__(self) -> str:
        return "<Step>"


class Splat(NamedTuple):
    """The step `[*]` or `.*`, and the steps behind it that go into each element."""

    steps: tuple[Step | Splat, ...]

    def __repr__(self) -> str:
        return "<Splat>"


class Traversal(NamedTuple):
    """A value that steps lead into."""

    of: Node
    steps: tuple[Step | Splat, ...]

    def __repr__(self) -> str:
        return "<Traversal>"


class Call(NamedTuple):
    """A function's call; `expands` if `...` stands behind the last argument."""

    name: str
    arguments: tuple[Node, ...]
    expands: bool

    def __repr__(self) -> str:
        return "<Call>"


class Operation(NamedTuple):
    """One operand or more, with operators before or between them; which binds tighter is not told.

    Attributes:
        operands: What stands before, between and behind the operators.
        operators: The operators between the operands, or the signs before a single one.
    """

    operands: tuple[Node, ...]
    operators: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<Operation>"


class Conditional(NamedTuple):
    """`condition ? yes : no`, or the `if` of a template."""

    condition: Node
    yes: Node
    no: Node

    def __repr__(self) -> str:
        return "<Conditional>"


class Tuple(NamedTuple):
    """`[a, b]`."""

    items: tuple[Node, ...]

    def __repr__(self) -> str:
        return "<Tuple>"


class Object(NamedTuple):
    """`{a = b}`; a key without quotes is a text."""

    items: tuple[tuple[Node, Node], ...]

    def __repr__(self) -> str:
        return "<Object>"


class For(NamedTuple):
    """`[for … ]` or `{for … }`; one with `key` makes an object."""

    key_name: str
    value_name: str
    collection: Node
    key: Node | None
    value: Node
    condition: Node | None

    def __repr__(self) -> str:
        return "<For>"


class Loop(NamedTuple):
    """The `for` of a template: what it yields is joined."""

    of: For

    def __repr__(self) -> str:
        return "<Loop>"


class Template(NamedTuple):
    """Parts that are joined to one text."""

    parts: tuple[Node, ...]

    def __repr__(self) -> str:
        return "<Template>"


Node: TypeAlias = Union[  # noqa: UP007 - the classes name it before it is there
    Text,
    Number,
    Keyword,
    Name,
    Traversal,
    Call,
    Operation,
    Conditional,
    Tuple,
    Object,
    For,
    Loop,
    Template,
]
"""Any expression."""
