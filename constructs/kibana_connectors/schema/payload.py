"""What every Config and every Secrets has in common.

A payload is read in one of two ways. *On the wire* it is Kibana's JSON: Kibana's names only, a null is a
value, secrets are strings. *In code* it is a Config or a dict of either spelling: `None` means left out,
any value may be a token, and a secret is a source, never a value. docs/design.md, "Four forms of a config",
says what becomes of a config after it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError, SchemaValidator

from ..errors import InvalidPayload, Problem
from ..frames import forgetful
from ..tokens import is_token
from .field_spec import FieldSpec
from .fields import ABSENT, REFUSED, WIRE, holds_several_secrets, holds_url, secret_leaf_in
from .given_secret import kept_of
from .payload_problems import article, explain
from .secret_rules import NOT_BLANK, SecretRule
from .secret_source import Secret
from .wire_form import code_only, wire_validator


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class Refused:
    """A payload that Kibana would refuse: what is wrong with it, and nothing of what was given.

    `Config(…)` returns one instead of raising. The connector that takes it tells what is wrong, with the
    construct's path and together with everything else that is wrong there.

    Attributes:
        payload: The class that could not be made.
        problems: Everything that is wrong, never empty.

    Raises:
        InvalidPayload: On reading any field or calling any method of the payload.
    """

    __slots__ = ("payload", "problems")

    def __init__(self, payload: type[Payload], problems: tuple[Problem, ...]) -> None:
        self.payload = payload
        self.problems = problems

    def __getattr__(self, name: str) -> Any:
        if name in self.__slots__:  # a copy that has nothing yet
            raise AttributeError(name)
        if name in self.payload.model_fields or (not name.startswith("_") and hasattr(self.payload, name)):
            raise InvalidPayload(self.payload.__qualname__, self.problems)
        raise AttributeError(f"{self.payload.__qualname__!r} has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"{self.payload.__qualname__}(<refused: {'; '.join(map(str, self.problems))}>)"


if TYPE_CHECKING:
    from pydantic import Field
    from pydantic._internal._model_construction import ModelMetaclass
    from typing_extensions import dataclass_transform

    from .fields import field as field_with_default

    @dataclass_transform(
        kw_only_default=True, frozen_default=True, field_specifiers=(Field, field_with_default)
    )
    class _PayloadClass(ModelMetaclass):
        """Says that fields are read-only, so that a subclass may narrow the type of one."""

        # pyright takes a metaclass below pydantic's for a dataclass, which has none.
        def __hash__(self) -> int: ...

    class _PayloadBase(BaseModel, metaclass=_PayloadClass):
        # An editor shows its docstring at a call; that of pydantic's tells nothing of ours.
        def __init__(self, **fields: Any) -> None:
            """Take the fields by Kibana's names in snake_case; one that is None is left out."""

else:

    class _PayloadClass(type(BaseModel)):
        """Returns `Refused` for values that Kibana would refuse, where pydantic raises."""

        @forgetful
        def __call__(cls, **given: Any) -> Any:
            try:
                return super().__call__(**given)
            except ValidationError as error:
                return Refused(
                    cls, explain(error, given, cls.part, cls.specs(), on_wire=False, inner=cls.inner_names())
                )

    class _PayloadBase(BaseModel, metaclass=_PayloadClass):
        pass


class Payload(_PayloadBase):
    """Base of every Config and Secrets.

    Field names are Kibana's own in snake_case; Kibana's spelling is accepted too. A field that is None is
    left out. Making one never fails: bad values make it a `Refused`, which tells what is wrong when a
    connector takes it, or when one of its fields is read.
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
    part: ClassVar[str] = "payload"
    """Which part of a connector it is: `config` or `secrets`."""
    problems: ClassVar[tuple[Problem, ...]] = ()
    """What Kibana would refuse in it: nothing, or it would be a `Refused`."""

    @model_validator(mode="before")
    @classmethod
    @code_only
    def _none_is_left_out(cls, given: Any) -> Any:
        if isinstance(given, Refused):
            # An object inside a config; what is wrong with it is told with the config.
            raise PydanticCustomError(REFUSED, "refused", {"problems": given.problems})
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
        """Return the fields in Kibana's order."""
        specs = []
        for name, field in cls.model_fields.items():
            leaf = next(filter(None, map(secret_leaf_in, (*field.metadata, field.annotation))), None)
            specs.append(
                FieldSpec(
                    name=name,
                    kibana_name=str(field.serialization_alias or name),
                    is_absent=field.json_schema_extra == ABSENT,
                    is_required=field.is_required(),
                    is_url=holds_url(field.annotation, field.metadata),
                    is_sensitive=leaf is None or leaf.is_sensitive,
                    rules=leaf.rules if leaf else (NOT_BLANK,),
                    holds_several=holds_several_secrets(field.annotation, field.metadata),
                )
            )
        return tuple(specs)

    @classmethod
    @cache
    def inner_names(cls) -> dict[str, str]:
        """Return the names of the fields of objects inside it, in both spellings: each with the other one."""
        found: dict[str, str] = {}
        for inner in _payloads_inside(cls):
            for spec in inner.specs():
                found |= {spec.kibana_name: spec.name, spec.name: spec.kibana_name}
        return found

    @classmethod
    def from_wire(cls: type[PayloadT], given: object, *, hints: bool = True) -> PayloadT | Refused:
        """Read Kibana's JSON as Kibana does.

        Args:
            given: The JSON.
            hints: Whether problems say what may have been meant.
        """
        try:
            read: PayloadT = cls._on_wire().validate_python(given, by_alias=True, by_name=False, context=WIRE)
        except ValidationError as error:
            return Refused(
                cls,
                explain(
                    error, given, cls.part, cls.specs(), on_wire=True, inner=cls.inner_names(), hints=hints
                ),
            )
        return read

    @classmethod
    @cache
    def _on_wire(cls) -> SchemaValidator:
        return wire_validator(cls)

    @classmethod
    def from_code(cls: type[PayloadT], given: object) -> PayloadT | Refused:
        """Read what a user of the library gave: an instance, a dict of either spelling, or nothing."""
        if isinstance(given, cls):
            return given
        if isinstance(given, Refused) and issubclass(given.payload, cls):
            return given
        if isinstance(given, Mapping):
            if all(isinstance(key, str) for key in given) and not is_token(given):
                return cls(**given)
        elif given is None:
            return cls()
        return Refused(
            cls, (Problem(cls.part, f"expected {article(cls.__qualname__)} or a dict of its fields"),)
        )

    def has(self, *names: str) -> bool:
        """Whether every one of these fields has a value."""
        return all([getattr(self, name) is not None for name in names])  # noqa: C419 - a list is faster

    def missing(self, when: str, *names: str, hint: str = "") -> Iterator[Problem]:
        """Find the fields, of these, that have no value although something else requires one."""
        for spec in self.specs():
            if spec.name in names and getattr(self, spec.name) is None:
                where = f"{self.part}.{spec.kibana_name}"
                yield Problem(where, f"required {when}", hint, spec.other_name)

    def is_set(self, name: str) -> bool:
        """Whether the request itself holds this field, not only its default.

        A few of Kibana's rules read the raw request.
        """
        return name in self.model_fields_set

    def with_defaults_set(self: PayloadT) -> PayloadT:
        """Return the payload as the provider sends it: every default counts as set."""
        copy = self.model_copy()
        settled = self.settled()
        written = {spec.name for spec in self.specs() if spec.kibana_name in settled}
        object.__setattr__(copy, "__pydantic_fields_set__", {*self.model_fields_set, *written})
        return copy

    def stored(self) -> dict[str, Any]:
        """Return what Kibana stores: every default written out, nulls included."""
        values, given = self.__dict__, self.__pydantic_fields_set__
        return {
            spec.kibana_name: value.stored()
            if isinstance(value := values[spec.name], NestedObject)
            else value
            for spec in self.specs()
            if not spec.is_absent or spec.name in given
        }

    def settled(self) -> dict[str, Any]:
        """Return the settled form: every default written out, every null left out."""
        return {key: value for key, value in self.stored().items() if value is not None}


PayloadT = TypeVar("PayloadT", bound=Payload)


def _payloads_inside(payload: type[Payload]) -> set[type[Payload]]:
    """Return the classes of all objects that a payload may hold, at any depth."""
    found: set[type[Payload]] = set()
    unread: list[Any] = [each.annotation for each in payload.model_fields.values()]
    while unread:
        kind = unread.pop()
        unread += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Payload) and kind not in found:
            found.add(kind)
            unread += [each.annotation for each in kind.model_fields.values()]
    return found


class NestedObject(Payload):
    """Base of an object inside a config that has fields of its own."""

    part: ClassVar[str] = ""


class Config(Payload):
    """Base of every connector type's config: what Kibana shows to everybody who may see the connector."""

    part: ClassVar[str] = "config"


class Secrets(Payload):
    """Base of every connector type's secrets: what Kibana encrypts and never shows again.

    In code each value is a source: `Secret.variable()` or `Secret.ref(…)`, never the value itself. On the
    wire it is checked, and then only kept that it was given.
    """

    part: ClassVar[str] = "secrets"

    @classmethod
    def kept(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of the values on the wire: which there are, and not what they are."""
        for name, value in values.items():
            if value is not None:
                values[name] = kept_of(value)
        return values

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(sorted(self.model_fields_set))})"

    __str__ = __repr__

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
        """Yield each secret that is given: its path in Kibana's secrets, its value or source, its rules."""
        for spec in self.specs():
            value = getattr(self, spec.name)
            if value is not None:
                yield from leaves_of((spec.kibana_name,), value, spec.rules)

    @classmethod
    @cache
    def open_paths(cls) -> frozenset[tuple[str, ...]]:
        """Return the paths below the secrets that are not sensitive: in code a literal may stand there."""
        named = {(spec.kibana_name,) for spec in cls.specs() if not spec.is_sensitive}
        return frozenset({("authType",), *named})

    def source_of(self, path: tuple[str, ...], value: Any) -> Any:
        """Return what stands for a value on the wire when a connector is built: a variable to hold it."""
        return Secret.variable()


class NoConfig(Config):
    """Config of a connector type that has none."""


class NoSecrets(Secrets):
    """Secrets of a connector type that has none."""


def leaves_of(
    path: tuple[str, ...], value: Any, rules: tuple[SecretRule, ...]
) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
    """Yield where the branches of a tree of secrets end: path, value or source, rules."""
    # An empty object at the top is the same as none; further down only Kibana knows what it means.
    if isinstance(value, Mapping) and (value or len(path) < 2):
        for key, item in value.items():
            yield from leaves_of((*path, key), item, rules)
    else:
        yield path, value, rules
