"""What every Config and every Secrets has in common.

A payload is read in one of two ways. *On the wire* it is Kibana's JSON: Kibana's names only, a null is a
value, secrets are strings. *In code* it is a Config or a dict of either spelling: `None` means left out,
any value may be a token, and a secret is a source, never a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError, SchemaValidator
from typing_extensions import Self

from ..errors import InvalidPayload, Problem
from ..tokens import is_token
from .fields import ABSENT, REFUSED, WIRE, holds_url, secret_leaf_in
from .problems import explain
from .secret import NOT_BLANK, Secret, SecretRule
from .wire_form import code_only, wire_validator


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@dataclass(frozen=True)
class FieldSpec:
    """What is worth knowing of one field, gathered once per class.

    Attributes:
        name: Its Python name.
        wire: Its name in Kibana.
        absent: Kibana stores nothing when it is left out.
        required: Kibana demands it.
        is_url: It holds a URL, and so names a host.
        rules: For a secret: Kibana's rules for the value.
    """

    name: str
    wire: str
    absent: bool
    required: bool
    is_url: bool
    rules: tuple[SecretRule, ...]


class Payload(BaseModel):
    """Base of every Config and Secrets.

    Field names are Kibana's own in snake_case; Kibana's spelling is accepted too. A field that is None is
    left out. Making one never fails: what is wrong with it is told, with the construct's path, by the
    connector that it is given to, or by reading any of its fields.

    Raises:
        InvalidPayload: On reading a field of a payload that Kibana would refuse.
    """

    model_config = ConfigDict(
        alias_generator=_camel_case,
        arbitrary_types_allowed=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        protected_namespaces=(),
        strict=True,
        validate_by_alias=True,
        validate_by_name=True,
    )
    _part: ClassVar[str] = "payload"

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            self._refuse(explain(error, type(self), on_wire=False))

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        for slot, value in (
            ("__dict__", {}),
            ("__pydantic_fields_set__", set()),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", {REFUSED: problems}),
        ):
            object.__setattr__(self, slot, value)

    # Tells pydantic that reading a payload from the wire need not pass through this __init__.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What Kibana would refuse in it; empty when it is good."""
        private = object.__getattribute__(self, "__pydantic_private__") or {}
        found: tuple[Problem, ...] = private.get(REFUSED, ())
        return found

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields and self.problems:
                raise InvalidPayload(type(self).__qualname__, self.problems)
            return super().__getattr__(name)

    def __repr__(self) -> str:
        if self.problems:
            return f"{type(self).__qualname__}(<refused: {'; '.join(map(str, self.problems))}>)"
        return super().__repr__()

    __str__ = __repr__

    @model_validator(mode="before")
    @classmethod
    @code_only
    def _none_is_left_out(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return cls._completed({name: value for name, value in given.items() if value is not None})

    @classmethod
    def _completed(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Complete what was given in code, where a field left out means something else than on the wire."""
        return given

    @classmethod
    @cache
    def specs(cls) -> tuple[FieldSpec, ...]:
        """List the fields in Kibana's order."""
        specs = []
        for name, field in cls.model_fields.items():
            leaf = next(filter(None, map(secret_leaf_in, (*field.metadata, field.annotation))), None)
            specs.append(
                FieldSpec(
                    name=name,
                    wire=str(field.serialization_alias or name),
                    absent=field.json_schema_extra == ABSENT,
                    required=field.is_required(),
                    is_url=holds_url(field.annotation, field.metadata),
                    rules=leaf.rules if leaf else (NOT_BLANK,),
                )
            )
        return tuple(specs)

    @classmethod
    def from_wire(
        cls: type[PayloadT], given: object, *, hints: bool = True
    ) -> tuple[PayloadT | None, tuple[Problem, ...]]:
        """Read Kibana's JSON as Kibana does.

        Args:
            given: The JSON.
            hints: Whether problems say what may have been meant.

        Returns:
            The payload, or None with everything that is wrong with it.
        """
        try:
            read: PayloadT = cls._on_wire().validate_python(given, by_alias=True, by_name=False, context=WIRE)
        except ValidationError as error:
            return None, explain(error, cls, on_wire=True, hints=hints)
        return read, ()

    @classmethod
    @cache
    def _on_wire(cls) -> SchemaValidator:
        return wire_validator(cls)

    @classmethod
    def from_code(cls: type[PayloadT], given: object) -> PayloadT:
        """Read what a user of the library gave: an instance, a dict of either spelling, or nothing."""
        if isinstance(given, cls):
            return given
        if isinstance(given, Mapping):
            odd = [key for key in given if not isinstance(key, str)]
            if not odd and not is_token(given):
                return cls(**given)
        elif given is None:
            return cls()
        payload = cls.model_construct()
        payload._refuse((Problem(cls._part, f"expected a {cls.__qualname__} or a dict of its fields"),))
        return payload

    def given(self, *names: str) -> bool:
        """Tell whether every one of these fields has a value (Kibana's sense of "is set")."""
        return all([getattr(self, name) is not None for name in names])  # noqa: C419 - a list is faster

    def missing(self, when: str, *names: str, hint: str = "") -> Iterator[Problem]:
        """Find the fields, of these, that have no value although something else demands one."""
        for spec in self.specs():
            if spec.name in names and getattr(self, spec.name) is None:
                name = spec.name if spec.name != spec.wire else ""
                yield Problem(f"{self._part}.{spec.wire}", f"required {when}", hint, name)

    def says(self, name: str) -> bool:
        """Tell whether the request itself holds this field, rather than its default standing in for it.

        A few of Kibana's rules read the raw request.
        """
        return name in self.model_fields_set

    def written_out(self: PayloadT) -> PayloadT:
        """Give the same payload as the provider sends it: every default said out loud."""
        copy = self.model_copy()
        settled = self.settled()
        said = {spec.name for spec in self.specs() if spec.wire in settled}
        object.__setattr__(copy, "__pydantic_fields_set__", {*self.model_fields_set, *said})
        return copy

    def stored(self) -> dict[str, Any]:
        """Give Kibana's stored form: every default written out, nulls included."""
        if self.__pydantic_private__ and self.problems:
            raise InvalidPayload(type(self).__qualname__, self.problems)
        values, given = self.__dict__, self.__pydantic_fields_set__
        return {
            spec.wire: value.stored() if isinstance(value := values[spec.name], Part) else value
            for spec in self.specs()
            if not spec.absent or spec.name in given
        }

    def settled(self) -> dict[str, Any]:
        """Give the settled form: every default written out, every null left out."""
        return {key: value for key, value in self.stored().items() if value is not None}


PayloadT = TypeVar("PayloadT", bound=Payload)


class Part(Payload):
    """Base of an object inside a config that has fields of its own."""

    _part: ClassVar[str] = ""

    @model_validator(mode="after")
    @code_only
    def _tell_what_is_wrong(self) -> Self:
        # Reached for an instance too: one that is not good must not get into a config unnoticed.
        if self.problems:
            raise PydanticCustomError(REFUSED, "{told}", {"told": "; ".join(map(str, self.problems))})
        return self


class Config(Payload):
    """Base of every connector type's config: what Kibana shows to everybody who may see the connector."""

    _part: ClassVar[str] = "config"


class Secrets(Payload):
    """Base of every connector type's secrets: what Kibana encrypts and never shows again.

    In code each value is a source: `Secret.variable()` or `Secret.ref(…)`, never the value itself.
    """

    _part: ClassVar[str] = "secrets"

    def __repr__(self) -> str:
        # The wire form holds values: only names may show.
        return f"{type(self).__qualname__}({', '.join(sorted(self.model_fields_set))})"

    __str__ = __repr__

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
        """List each secret that is given: its path in Kibana's secrets, its value or source, its rules."""
        for spec in self.specs():
            value = getattr(self, spec.name)
            if value is not None:
                yield from leaves_of((spec.wire,), value, spec.rules)

    def source_of(self, path: tuple[str, ...], value: Any) -> Any:
        """Give what stands for a value on the wire when a connector is built: a variable to hold it."""
        return Secret.variable()


class NoConfig(Config):
    """Config of a connector type that has none."""


class NoSecrets(Secrets):
    """Secrets of a connector type that has none."""


def leaves_of(
    path: tuple[str, ...], value: Any, rules: tuple[SecretRule, ...]
) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
    """List where the branches of a tree of secrets end: path, value or source, rules."""
    # An empty object at the top is the same as none; further down only Kibana knows what it means.
    if isinstance(value, Mapping) and (value or len(path) < 2):
        for key, item in value.items():
            yield from leaves_of((*path, key), item, rules)
    else:
        yield path, value, rules
