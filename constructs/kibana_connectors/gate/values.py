"""What an expression may yield, as far as it can be told from the file: the shape of it, and its sources.

No value shows the texts in it: one of them may be a secret.
"""

from __future__ import annotations

import enum
from typing import NamedTuple, TypeAlias, Union

from .document import Block


class SourceKind(enum.Enum):
    """What a reference refers to."""

    VARIABLE = "variable"
    EPHEMERAL = "ephemeral resource"
    DATA = "data source"
    RESOURCE = "resource"
    CONNECTOR_ID = "connector id"
    CONNECTOR_SECRETS = "connector's secrets"
    REMOTE_STATE = "other stack"
    MODULE = "module"
    FILE = "file"


class Source(NamedTuple):
    """A value that only Terraform knows: what it refers to, and how that is called in Terraform."""

    kind: SourceKind
    address: str


class Literal(NamedTuple):
    """A text that stands in the file; `place` says where, if not in the expression itself."""

    text: str
    place: str

    def __repr__(self) -> str:
        return "<Literal>"


class Number(NamedTuple):
    """A number that stands in the file."""

    place: str


class Harmless(NamedTuple):
    """What is neither a secret nor where one comes from: `true`, `null`, `count.index`, `path.module`."""


class Wrong(NamedTuple):
    """What must not be a secret, whatever stands beside it."""

    place: str
    remedy: str


class Joined(NamedTuple):
    """A text that is made of parts."""

    parts: tuple[Value, ...]

    def __repr__(self) -> str:
        return "<Joined>"


class Choice(NamedTuple):
    """One of several values."""

    options: tuple[Value, ...]

    def __repr__(self) -> str:
        return "<Choice>"


class Record(NamedTuple):
    """An object or a map: keys and values."""

    items: tuple[tuple[Value, Value], ...]

    def __repr__(self) -> str:
        return "<Record>"


class Series(NamedTuple):
    """A list; if it is not exact, any number of such items."""

    items: tuple[Value, ...]
    is_exact: bool

    def __repr__(self) -> str:
        return "<Series>"


class Made(NamedTuple):
    """What a function or an operator makes of values; `cuts` if it may cut something out of a text."""

    of: tuple[Value, ...]
    cuts: bool

    def __repr__(self) -> str:
        return "<Made>"


class Kept(NamedTuple):
    """A value that a block of the file sets, and so keeps in the state."""

    by: Source
    value: Value

    def __repr__(self) -> str:
        return "<Kept>"


class Instances(NamedTuple):
    """A whole block, or one instance of it."""

    block: Block
    is_one: bool


Value: TypeAlias = Union[  # noqa: UP007 - the classes name it before it is there
    Source, Literal, Number, Harmless, Wrong, Joined, Choice, Record, Series, Made, Kept, Instances
]
"""Any value."""

HARMLESS = Harmless()


def choice(*options: Value) -> Value:
    """Return one of several values; none stands in it twice, and no choice in a choice."""
    flat: dict[int, Value] = {}
    for option in options:
        for each in option.options if isinstance(option, Choice) else (option,):
            flat[id(each)] = each
    return Choice(tuple(flat.values())) if len(flat) > 1 else next(iter(flat.values()))
