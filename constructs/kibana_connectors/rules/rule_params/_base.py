"""What the params of every rule type have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field

from ...errors import Problem
from ...schema.fields import NonEmpty, Number, OrToken, TokenAware
from ...schema.payload import NestedObject, Payload
from ...tokens import Shape, is_token

T = TypeVar("T")

if TYPE_CHECKING:
    Positive: TypeAlias = int
    ListOf: TypeAlias = list[T] | tuple[T, ...]
    Texts: TypeAlias = list[str] | tuple[str, ...]
    Numbers: TypeAlias = list[float] | tuple[float, ...]
else:

    def _as_list(given: Any) -> Any:
        return list(given) if isinstance(given, tuple) else given

    class ListOf:
        """A list, or a tuple, or a token of one."""

        def __class_getitem__(cls, item: Any) -> Any:
            """Return the type of such a list."""
            return Annotated[list[item], BeforeValidator(_as_list), TokenAware(Shape.LIST)]

    Positive = Annotated[int, Field(ge=1), TokenAware(Shape.NUMBER)]
    Texts = Annotated[list[NonEmpty], Field(min_length=1), BeforeValidator(_as_list), TokenAware(Shape.LIST)]
    Numbers = Annotated[
        list[Number],
        Field(min_length=1, max_length=2),
        BeforeValidator(_as_list),
        TokenAware(Shape.LIST),
    ]

Comparator: TypeAlias = OrToken[Literal["<", "<=", ">", ">=", "between", "notBetween"]]
TimeUnit: TypeAlias = OrToken[Literal["s", "m", "h", "d"]]

__all__ = [
    "Comparator",
    "ListOf",
    "Numbers",
    "Positive",
    "RuleParams",
    "RulePart",
    "Texts",
    "TimeUnit",
    "threshold_problems",
]


class RulePart(NestedObject):
    """Base of an object inside a rule's params."""


class RuleParams(Payload):
    """Base of the params of a rule type.

    Field names are Kibana's own in snake_case; Kibana's spelling is accepted too. A field that is None is
    left out, and what was left out is not written: what Kibana adds, the provider does not see as a change.
    """

    part: ClassVar[str] = "params"
    RULE_TYPE_ID: ClassVar[str] = ""
    """Kibana's id of the rule type."""

    def written(self) -> dict[str, Any]:
        """Return the params in Kibana's spelling, as they are sent."""
        found: dict[str, Any] = _written(self)
        return found

    def check(self) -> Iterator[Problem]:
        """Find what Kibana's rules that tie fields together would refuse."""
        return iter(())


def _written(value: Any) -> Any:
    if isinstance(value, Payload):
        return {
            spec.kibana_name: _written(item)
            for spec in value.specs()
            if (item := getattr(value, spec.name)) is not None
        }
    if is_token(value):
        return value
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_written(item) for item in value]
    return value


def threshold_problems(where: str, comparator: Any, threshold: Any) -> Iterator[Problem]:
    """Find a threshold with too few or too many numbers for its comparator.

    Args:
        where: The threshold's place.
        comparator: Kibana's comparator.
        threshold: The numbers.
    """
    if is_token(comparator) or is_token(threshold) or comparator is None or threshold is None:
        return
    between = comparator in ("between", "notBetween", "outside")
    if between and len(threshold) != 2:
        yield Problem(where, f'expected two numbers for the comparator "{comparator}"')
    elif not between and len(threshold) != 1:
        yield Problem(where, f'expected one number for the comparator "{comparator}"')
