"""The types of the fields of an action's params.

Kibana renders Mustache in params first and checks them then. So a text that holds Mustache passes every check
of what it would be rendered to: fixed words, lengths, numbers, JSON. The frame around it is checked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar, get_args, get_origin

from pydantic import Field
from pydantic_core import core_schema

from ..schema.fields import Number, TokenAware, refuse, require_json
from ..tokens import Shape, is_token

__all__ = [
    "ONE_OF",
    "WRITTEN",
    "JsonObject",
    "JsonObjectOrText",
    "Length",
    "ListOf",
    "OneOf",
    "RenderedNumber",
    "Template",
    "at_most",
    "holds_template",
    "json_of",
    "written",
]

WRITTEN: dict[str, Any] = {"params": "written"}
"""Marks a field whose default is sent when it is left out, and for which None is a null."""


class Template(str):
    """A text with Mustache, for a field that takes fixed words or a number: `Template("{{context.level}}")`.

    Only type checkers want the class; a plain text does the same.
    """

    __slots__ = ()


def holds_template(value: object) -> bool:
    """Whether a value is a text that holds Mustache."""
    return isinstance(value, str) and "{{" in value


def written(default: Any) -> Any:
    """Declare a field whose default is sent when it is left out, and for which None is a null."""
    return Field(default=default, json_schema_extra=WRITTEN)


@dataclass(frozen=True)
class Length:
    """Require a number of characters, both bounds included.

    Attributes:
        maximum: At most so many; None for no bound.
        minimum: At least so many.
        may_be_blank: Whether white space alone is fine.
    """

    maximum: int | None = None
    minimum: int = 0
    may_be_blank: bool = True

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Add the check after the type's own."""
        return core_schema.no_info_after_validator_function(self._require, handler(source))

    def _require(self, text: Any) -> Any:
        if is_token(text) or holds_template(text):
            return text
        length = len(text.encode("utf-16-le")) // 2  # as JavaScript counts
        if length < self.minimum or (not self.may_be_blank and not text.strip()):
            raise refuse(
                "a value that is not blank" if not self.may_be_blank else "a value that is not empty"
            )
        if self.maximum is not None and length > self.maximum:
            raise refuse(f"at most {self.maximum} characters")
        return text


@dataclass(frozen=True)
class OneOf:
    """Require one of the words of a `Literal`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema."""
        kinds = (source, *get_args(source))
        words = next(get_args(each) for each in kinds if get_origin(each) is Literal)

        def read(value: Any) -> Any:
            if is_token(value) or holds_template(value):
                return value
            if not isinstance(value, str) or value not in words:
                close = isinstance(value, str) and next(
                    (w for w in words if w.lower() == value.lower()), None
                )
                listed = ", ".join(f'"{word}"' for word in words)
                raise refuse(f"one of {listed}", f'Write "{close}"' if close else "")
            return value

        return core_schema.no_info_plain_validator_function(read)


ONE_OF = OneOf()


@dataclass(frozen=True)
class Rendered:
    """Let a text with Mustache pass in place of a value that Kibana reads out of the rendered text."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Wrap the type's own schema."""

        def read(value: Any, check: Callable[[Any], Any]) -> Any:
            return value if holds_template(value) else check(value)

        return core_schema.no_info_wrap_validator_function(read, handler(source))


@dataclass(frozen=True)
class JsonObject:
    """Require an object, or JSON text of one.

    Attributes:
        most: How many fields it may have; None for no bound.
        taken: Names that it may not have, because they are fields of their own.
    """

    most: int | None = None
    taken: frozenset[str] = frozenset()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema."""
        return core_schema.no_info_plain_validator_function(self._read)

    def _read(self, value: Any) -> Any:
        if value is None or is_token(value) or holds_template(value):
            return value
        fields = value
        if isinstance(value, str):
            fields = json_of(value)
        if not isinstance(fields, Mapping):
            raise refuse("an object, or JSON text of one")
        if self.most is not None and len(fields) > self.most:
            raise refuse(f"at most {self.most} fields")
        if taken := sorted(self.taken.intersection(fields)):
            raise refuse(f"other names than {', '.join(taken)}", "There is a field of its own for it")
        return value if isinstance(value, str) else require_json(value)


def json_of(text: str) -> Any:
    """Return what a JSON text says; an Ellipsis where it is none."""

    def no_constant(name: str) -> Any:
        raise ValueError(name)

    try:
        return json.loads(text, parse_constant=no_constant)
    except (ValueError, RecursionError):
        return ...


ItemT = TypeVar("ItemT")

if TYPE_CHECKING:
    ListOf: TypeAlias = list[ItemT]
    RenderedNumber: TypeAlias = float | Template
    JsonObjectOrText: TypeAlias = Mapping[str, Any] | str
else:
    RenderedNumber = Annotated[Number, Rendered()]
    JsonObjectOrText = Any

    class ListOf:
        """A list, or a token of one; in code a tuple too."""

        def __class_getitem__(cls, item: Any) -> Any:
            """Return the type that lets tokens pass."""
            return Annotated[list[item], TokenAware(Shape.LIST)]


def at_most(number: int) -> Any:
    """Bound how many items a list may have, in its `Annotated[…]`."""
    return _AtMost(number)


@dataclass(frozen=True)
class _AtMost:
    number: int

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._require, handler(source))

    def _require(self, items: Iterable[Any]) -> Any:
        if not is_token(items) and len(list(items)) > self.number:
            raise refuse(f"at most {self.number} {'entry' if self.number == 1 else 'entries'}")
        return items
