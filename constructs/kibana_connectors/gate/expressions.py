"""Terraform's expressions as trees, as far as a judge of their values needs to know them.

Operators are not told apart, and neither are strings and heredocs. A tree never shows the texts in it: one
of them may be a secret.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, Union


class _Hidden:
    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Text(NamedTuple):
    """A text that stands there as it is, escapes decoded."""

    text: str

    __repr__ = _Hidden.__repr__


class Number(NamedTuple):
    """A number."""

    digits: str

    __repr__ = _Hidden.__repr__


class Keyword(NamedTuple):
    """`true`, `false` or `null`."""

    name: str


class Name(NamedTuple):
    """A word that is no keyword: the start of a reference, the name of a loop, or a text without quotes."""

    name: str

    __repr__ = _Hidden.__repr__


class Step(NamedTuple):
    """One step into a value: `.name`, `["key"]`, `[0]` or `.0`."""

    key: Node
    is_attribute: bool

    __repr__ = _Hidden.__repr__


class Splat(NamedTuple):
    """The step `[*]` or `.*`: the steps behind it go into each element."""


class Traversal(NamedTuple):
    """A value that steps lead into."""

    of: Node
    steps: tuple[Step | Splat, ...]

    __repr__ = _Hidden.__repr__


class Call(NamedTuple):
    """A function's call; `expands` if `...` stands behind the last argument."""

    name: str
    arguments: tuple[Node, ...]
    expands: bool

    __repr__ = _Hidden.__repr__


class Operation(NamedTuple):
    """One operand or more, with operators before or between them."""

    operands: tuple[Node, ...]

    __repr__ = _Hidden.__repr__


class Conditional(NamedTuple):
    """`condition ? yes : no`, or the `if` of a template."""

    condition: Node
    yes: Node
    no: Node

    __repr__ = _Hidden.__repr__


class Tuple(NamedTuple):
    """`[a, b]`."""

    items: tuple[Node, ...]

    __repr__ = _Hidden.__repr__


class Object(NamedTuple):
    """`{a = b}`; a key without quotes is a text."""

    items: tuple[tuple[Node, Node], ...]

    __repr__ = _Hidden.__repr__


class For(NamedTuple):
    """`[for … ]` or `{for … }`; one with `key` makes an object."""

    key_name: str
    value_name: str
    collection: Node
    key: Node | None
    value: Node
    condition: Node | None

    __repr__ = _Hidden.__repr__


class Loop(NamedTuple):
    """The `for` of a template: what it yields is joined."""

    of: For

    __repr__ = _Hidden.__repr__


class Template(NamedTuple):
    """Parts that are joined to one text."""

    parts: tuple[Node, ...]

    __repr__ = _Hidden.__repr__


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
