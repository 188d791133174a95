"""What the params of all actions have in common.

In code, params are an instance of a type's class, or Kibana's own JSON as a dict. What is sent is what was
written: defaults that Kibana fills in stay away, except where Kibana's own default does harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeVar, cast

from pydantic import ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from ..errors import Problem
from ..frames import forgetful
from ..schema.fields import REFUSED, WIRE
from ..schema.payload import Payload, Refused
from ..schema.payload_problems import explain
from ..tokens import is_token
from .fields import WRITTEN, holds_template


class ParamsObject(Payload):
    """Base of an object inside an action's params."""

    model_config = ConfigDict(defer_build=True)
    part: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _none_is_left_out(cls, given: Any, info: ValidationInfo) -> Any:
        if isinstance(given, Refused):
            # An object inside params; what is wrong with it is told with them.
            raise PydanticCustomError(REFUSED, "refused", {"problems": given.problems})
        if not isinstance(given, dict) or info.context == WIRE:
            return given
        return {name: value for name, value in given.items() if value is not None or cls._is_written(name)}

    @classmethod
    def _is_written(cls, name: str) -> bool:
        return name in cls.model_fields and cls.model_fields[name].json_schema_extra == WRITTEN

    def wire(self) -> dict[str, Any]:
        """Return what is sent, in Kibana's spelling: what was given, and defaults marked with `written`."""
        return {
            spec.kibana_name: _on_wire(getattr(self, spec.name))
            for spec in self.specs()
            if spec.name in self.model_fields_set or self._is_written(spec.name)
        }


ParamsT = TypeVar("ParamsT", bound="Params")


class Params(ParamsObject):
    """Base of an action's params, or of the params of one of its sub-actions."""

    part: ClassVar[str] = "params"
    SUB_ACTION: ClassVar[str | None] = None
    """Kibana's name of the sub-action that the class is for; None where the type has none."""
    UNRENDERED: ClassVar[tuple[str, ...]] = ()
    """Kibana's names of the fields, at the top, in which Kibana renders no Mustache."""
    ENVELOPE_IS_CLOSED: ClassVar[bool] = False
    """Whether Kibana refuses fields beside `subAction` and `subActionParams`; else it drops them."""

    @classmethod
    @forgetful
    def read(cls: type[ParamsT], given: Mapping[str, Any]) -> ParamsT | Refused:
        """Read Kibana's JSON of the params, or of `subActionParams`; values may be tokens."""
        try:
            read = cls.__pydantic_validator__.validate_python(
                dict(given), by_alias=True, by_name=False, context=WIRE
            )
        except ValidationError as error:
            return Refused(
                cls, explain(error, dict(given), cls.part, cls.specs(), on_wire=True, inner=cls.inner_names())
            )
        return cast("ParamsT", read)

    def whole(self) -> dict[str, Any]:
        """Return the action's params as they are sent, with the sub-action around them."""
        if self.SUB_ACTION is None:
            return self.wire()
        return {"subAction": self.SUB_ACTION, "subActionParams": self.wire()}

    def check(self) -> Iterator[Problem]:
        """Find what Kibana refuses when the action runs, and what one field alone does not tell."""
        return iter(())

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find what Kibana takes, although the action then fails or does harm.

        Args:
            config: The connector's config; None where it is not known.
        """
        for name in self.UNRENDERED:
            spec = next(spec for spec in self.specs() if spec.kibana_name == name)
            for where, text in texts_in(getattr(self, spec.name), f"{self.part}.{name}"):
                if holds_template(text):
                    yield Problem(where, "expected a text without Mustache: Kibana does not render it here")


class SubActionParams(Params):
    """Base of the params of a sub-action."""

    part: ClassVar[str] = "params.subActionParams"


class LooseSubActionParams(SubActionParams):
    """Base of the params of a sub-action of which Kibana drops what it does not know."""

    model_config = ConfigDict(extra="ignore")


def texts_in(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a value, at any depth, and where it stands."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, ParamsObject):
        yield from texts_in(value.wire(), where)
    elif isinstance(value, Mapping) and not is_token(value):
        for key, item in value.items():
            yield from texts_in(item, f"{where}.{key}")
    elif isinstance(value, (list, tuple)) and not is_token(value):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{where}.{index}")


def as_sent(given: Any) -> Any:
    """Return JSON as it is sent: the same, with whole numbers written as such.

    The provider compares what it reads with what it sent, and Kibana writes `1.0` as `1`.
    """
    if is_token(given):
        return given
    if isinstance(given, float) and given.is_integer():
        return int(given)
    if isinstance(given, Mapping):
        return {key: as_sent(item) for key, item in given.items()}
    if isinstance(given, (list, tuple)):
        return [as_sent(item) for item in given]
    return given


def _on_wire(value: Any) -> Any:
    if isinstance(value, ParamsObject):
        return value.wire()
    if isinstance(value, (list, tuple)) and not is_token(value):
        return [_on_wire(item) for item in value]
    return as_sent(value)


def read_params(
    kinds: Sequence[type[Params]], given: object
) -> tuple[dict[str, Any] | None, Params | None, tuple[Problem, ...]]:
    """Read an action's params, as an instance or as Kibana's JSON.

    Args:
        kinds: The classes that the type has: one, or one for each sub-action.
        given: What the user gave.

    Returns:
        What is sent, the params that were read, and what Kibana would refuse. The first two are None where
        something would be.
    """
    if isinstance(given, Refused) and given.payload in kinds:
        return None, None, given.problems
    if isinstance(given, Params) and type(given) in kinds:
        return _read_whole(given, given.whole())
    names = " or ".join(kind.__name__ for kind in kinds)
    if not isinstance(given, Mapping) or is_token(given):
        return None, None, (Problem("params", f"expected {names}, or a dict of Kibana's params"),)
    if kinds[0].SUB_ACTION is None:
        read = kinds[0].read(given)
    else:
        kind, inside = _sub_action(kinds, given)
        if isinstance(kind, Problem):
            return None, None, (kind,)
        read = kind.read(inside)
    if isinstance(read, Refused):
        return None, None, read.problems
    return _read_whole(read, as_sent(given))


def _read_whole(
    read: Params, whole: dict[str, Any]
) -> tuple[dict[str, Any] | None, Params | None, tuple[Problem, ...]]:
    problems = tuple(read.check())
    return (None, None, problems) if problems else (whole, read, ())


def _sub_action(
    kinds: Sequence[type[Params]], given: Mapping[str, Any]
) -> tuple[type[Params] | Problem, Mapping[str, Any]]:
    names = [str(kind.SUB_ACTION) for kind in kinds]
    listed = " or ".join(f'"{name}"' for name in names)
    if "subAction" not in given:
        hint = f'Write {{"subAction": {listed}, "subActionParams": {{…}}}}'
        return Problem("params.subAction", "required, and missing", hint), {}
    name = given["subAction"]
    kind = next((each for each in kinds if name == each.SUB_ACTION), None)
    if kind is None:
        return Problem("params.subAction", f"expected {listed}: what a rule can do through this type"), {}
    inside = given.get("subActionParams")
    if inside is None:
        return Problem("params.subActionParams", "required, and missing"), {}
    if not isinstance(inside, Mapping) or is_token(inside):
        return Problem("params.subActionParams", "expected an object"), {}
    extra = sorted(set(map(str, given)) - {"subAction", "subActionParams"})
    if extra and kind.ENVELOPE_IS_CLOSED:
        return Problem("params", f"unknown field: {', '.join(extra)}"), {}
    return kind, inside
