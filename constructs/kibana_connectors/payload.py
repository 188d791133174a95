"""What every Config and every Secrets has in common.

A payload is read in one of two ways. *On the wire* it is Kibana's JSON: Kibana's names only, a null is a
value, secrets are strings. *In code* it is a Config or a dict of either spelling: `None` means left out,
any value may be a token, and a secret is a source, never a value.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError, core_schema
from typing_extensions import Self

from .checks.email_addresses import is_address_list
from .checks.javascript import is_blank, to_number, type_name
from .checks.placeholders import has_placeholder
from .checks.urls import is_legacy_url, is_url, is_web_url
from .errors import InvalidPayload, Problem
from .secret import INSTEAD, IS_URL, NOT_BLANK, Secret, SecretRule, is_variable
from .tokens import Resolvable, Shape, is_token, shape_of

WIRE = "wire"
CODE = "code"
_REFUSED = "refused"
_ABSENT: JsonDict = {"kibana": "absent"}


# -- fields ------------------------------------------------------------------------------------------------


def absent() -> Any:
    """Declare a field that Kibana stores only when it is given, and for which it has no default.

    It reads as None when it is left out. A field that Kibana then stores as null is declared `= None`.
    """
    return Field(default=None, json_schema_extra=_ABSENT)


def wire(name: str, default: Any = ...) -> Any:
    """Declare a field whose name on the wire is not its Python name in camelCase."""
    return Field(default, validation_alias=name, serialization_alias=name)


@dataclass(frozen=True)
class TokenAware:
    """Let tokens pass: what needs the value steps aside, Terraform will know it. The shape still counts."""

    shape: Shape = Shape.TEXT

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Wrap the type's own schema."""
        return core_schema.no_info_wrap_validator_function(self._let_tokens_pass, handler(source))

    def _let_tokens_pass(self, value: Any, check: Callable[[Any], Any]) -> Any:
        if not is_token(value):
            return check(value)
        shape = shape_of(value)
        if shape not in (Shape.ANY, self.shape):
            raise refuse(_EXPECTED_SHAPES[self.shape], f"The token that was given yields {_SHAPES[shape]}")
        return value


_SHAPES = {Shape.TEXT: "a text", Shape.NUMBER: "a number", Shape.LIST: "a list", Shape.MAP: "a map"}
_EXPECTED_SHAPES = {**_SHAPES, Shape.ANY: "another type"}


def _is_plain_name(name: object) -> bool:
    return isinstance(name, str) and not is_token(name)


def _plain_name(name: str) -> str:
    if is_token(name):
        raise refuse("a name that is known at synth", "CDKTF cannot write a token as the name of a field")
    return name


@dataclass(frozen=True)
class Matching:
    """Demand that a text passes a check of Kibana's."""

    check: Callable[[str], bool]
    expected: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Add the check after the type's own schema."""
        return core_schema.no_info_after_validator_function(self._demand, handler(source))

    def _demand(self, text: str) -> str:
        if not self.check(text):
            hint = "Replace the <placeholder> in it, with its brackets" if has_placeholder(text) else ""
            raise refuse(self.expected, hint)
        return text


@dataclass(frozen=True)
class CoercedNumber:
    """A number as `z.coerce.number()` reads it: `"587"` is 587, `true` is 1; within bounds, both included."""

    minimum: float | None = None
    maximum: float | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema, which would not coerce as JavaScript does."""
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: Any, info: ValidationInfo) -> Any:
        if info.context != WIRE and isinstance(value, (str, bool)):
            # Kibana would read it as one; in code it is most likely a slip.
            raise refuse("a number", "Write it without quotes")
        number = to_number(value)
        if number is None or number in (float("inf"), float("-inf")):
            raise PydanticCustomError(_REFUSED, "expected a number")
        if (self.minimum is not None and number < self.minimum) or (
            self.maximum is not None and number > self.maximum
        ):
            raise refuse(f"a number from {self.minimum:g} to {self.maximum:g}")
        return number


def refuse(expected: str, hint: str = "") -> PydanticCustomError:
    """Make the error with which a field's own check refuses a value."""
    return PydanticCustomError(_REFUSED, "expected {expected}", {"expected": expected, "hint": hint})


def demand_json(value: Any) -> Any:
    """Demand JSON at every depth, with a token wherever a value may stand."""
    if not _is_json_or_token(value):
        raise refuse("JSON: texts, numbers, true, false, None, lists and dicts of texts to such values")
    return value


def _is_json_or_token(value: Any) -> bool:
    if is_token(value) or value is None or isinstance(value, (str, int)):
        return True
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Mapping):
        return all(_is_plain_name(key) and _is_json_or_token(item) for key, item in value.items())
    return isinstance(value, (list, tuple)) and all(map(_is_json_or_token, value))


if TYPE_CHECKING:
    Text: TypeAlias = str
    NonEmpty: TypeAlias = str
    Flag: TypeAlias = bool | Resolvable
    Number: TypeAlias = float
    Url: TypeAlias = str
    WebUrl: TypeAlias = str
    HostedUrl: TypeAlias = str
    AddressList: TypeAlias = str
    TextMap: TypeAlias = Mapping[str, str]
    OpenMap: TypeAlias = Mapping[str, Any]
    SecretText: TypeAlias = Secret
    SecretUrl: TypeAlias = Secret
    SecretMap: TypeAlias = Mapping[str, Secret]
    SecretTree: TypeAlias = "Mapping[str, Secret | SecretTree]"
else:
    TOKEN_AWARE = TokenAware()
    Text = Annotated[str, TOKEN_AWARE]
    NonEmpty = Annotated[str, Field(min_length=1), TOKEN_AWARE]
    Name = Annotated[str, AfterValidator(_plain_name)]
    Flag = Annotated[bool, TokenAware(Shape.ANY)]
    Number = Annotated[float, CoercedNumber(), TokenAware(Shape.NUMBER)]
    Url = Annotated[str, Matching(is_url, "a URL, such as https://example.com/path"), TOKEN_AWARE]
    WebUrl = Annotated[
        str, Matching(is_web_url, "an http or https URL, such as https://example.com/path"), TOKEN_AWARE
    ]
    HostedUrl = Annotated[str, Matching(is_legacy_url, "a URL whose host name can be read"), TOKEN_AWARE]
    AddressList = Annotated[
        str, Matching(is_address_list, "an email address (or several, as in a From header)"), TOKEN_AWARE
    ]
    TextMap = Annotated[dict[Name, Text], TokenAware(Shape.MAP)]
    OpenMap = Annotated[dict[Name, Any], AfterValidator(demand_json), TokenAware(Shape.MAP)]


@dataclass(frozen=True)
class SecretLeaf:
    """One secret value: a string on the wire, a source in code."""

    rules: tuple[SecretRule, ...] = (NOT_BLANK,)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema by one that knows which way the payload is read."""
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: Any, info: ValidationInfo) -> Any:
        if info.context != WIRE:
            return _secret_source(value)
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "expected a string")
        # The route's refusal of blank strings has been reported already, for the payload as a whole.
        for rule in self.rules:
            if rule is not NOT_BLANK and not rule.holds(value):
                raise refuse(rule.expected)
        return value


def _secret_source(value: Any) -> Secret:
    if isinstance(value, Secret):
        return value
    if is_token(value) or is_variable(value):
        return Secret.ref(value)
    raise PydanticCustomError(_REFUSED, "expected the source of a secret", {"hint": INSTEAD})


@dataclass(frozen=True)
class SecretBranch:
    """An object of secrets whose names Kibana leaves open: sources in code, any JSON on the wire."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema by one that knows which way the payload is read."""
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, Mapping):
            raise PydanticCustomError("dict_type", "expected an object")
        return value if info.context == WIRE else self.sources(value)

    def sources(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        """Demand a source at the end of every branch."""
        if not all(map(_is_plain_name, value)):
            raise refuse("names that are texts, known at synth")
        return {
            key: self.sources(item) if isinstance(item, Mapping) else _secret_source(item)
            for key, item in value.items()
            if item is not None
        }


def _holds_url(annotation: Any, metadata: Iterable[Any]) -> bool:
    """Tell whether a field's type, also an optional one, demands a URL."""
    parts = (*metadata, *getattr(annotation, "__metadata__", ()))
    if any(isinstance(part, Matching) and part.check in _URL_CHECKS for part in parts):
        return True
    return any(_holds_url(part, ()) for part in get_args(annotation))


_URL_CHECKS = (is_url, is_web_url, is_legacy_url)


def _leaf_in(annotation: Any) -> SecretLeaf | None:
    """Find what is said of a secret's value, also of an optional one's or of those in a map."""
    if isinstance(annotation, SecretLeaf):
        return annotation
    parts = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    return next((leaf for part in parts if (leaf := _leaf_in(part))), None)


if not TYPE_CHECKING:
    SecretText = Annotated[Any, SecretLeaf()]
    SecretUrl = Annotated[Any, SecretLeaf((NOT_BLANK, IS_URL))]
    SecretMap = dict[Name, SecretText]
    SecretTree = Annotated[Any, SecretBranch()]


# -- the bases ---------------------------------------------------------------------------------------------


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
            self._refuse(_problems(error, type(self), CODE))

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        for slot, value in (
            ("__dict__", {}),
            ("__pydantic_fields_set__", set()),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", {_REFUSED: problems}),
        ):
            object.__setattr__(self, slot, value)

    # Tells pydantic that reading a payload from the wire need not pass through this __init__.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What Kibana would refuse in it; empty when it is good."""
        private = object.__getattribute__(self, "__pydantic_private__") or {}
        found: tuple[Problem, ...] = private.get(_REFUSED, ())
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
    def _none_is_left_out(cls, given: Any, info: ValidationInfo) -> Any:
        if info.context == WIRE or not isinstance(given, dict):
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
            leaf = next(filter(None, map(_leaf_in, (*field.metadata, field.annotation))), None)
            specs.append(
                FieldSpec(
                    name=name,
                    wire=str(field.serialization_alias or name),
                    absent=field.json_schema_extra == _ABSENT,
                    required=field.is_required(),
                    is_url=_holds_url(field.annotation, field.metadata),
                    rules=leaf.rules if leaf else (NOT_BLANK,),
                )
            )
        return tuple(specs)

    @classmethod
    def from_wire(cls: type[PayloadT], given: object) -> tuple[PayloadT | None, tuple[Problem, ...]]:
        """Read Kibana's JSON as Kibana does.

        Returns:
            The payload, or None with everything that is wrong with it.
        """
        try:
            return cls.model_validate(given, by_alias=True, by_name=False, context=WIRE), ()
        except ValidationError as error:
            return None, _problems(error, cls, WIRE)

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
        return all(getattr(self, name) is not None for name in names)

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
        return {
            spec.wire: value.stored() if isinstance(value := getattr(self, spec.name), Part) else value
            for spec in self.specs()
            if not spec.absent or spec.name in self.model_fields_set
        }

    def settled(self) -> dict[str, Any]:
        """Give the settled form: every default written out, every null left out."""
        return {key: value for key, value in self.stored().items() if value is not None}


PayloadT = TypeVar("PayloadT", bound=Payload)


class Part(Payload):
    """Base of an object inside a config that has fields of its own."""

    _part: ClassVar[str] = ""

    @model_validator(mode="after")
    def _tell_what_is_wrong(self) -> Self:
        # Reached for an instance too: one that is not good must not get into a config unnoticed.
        if self.problems:
            raise PydanticCustomError(_REFUSED, "{told}", {"told": "; ".join(map(str, self.problems))})
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


# -- telling what is wrong -----------------------------------------------------------------------------------

_EXPECTED = {
    "string_type": "a string",
    "bool_type": "true or false",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "list_type": "a list",
}


def blank_strings(given: object, where: str) -> Iterator[Problem]:
    """Find every blank string, as Kibana's route does before any schema is looked at."""
    if isinstance(given, str):
        if is_blank(given):
            yield Problem(where, "expected a value that is not blank", "Leave the field out instead")
    elif isinstance(given, Mapping):
        for key, value in given.items():
            yield from blank_strings(value, f"{where}.{key}")
    elif isinstance(given, (list, tuple)):
        for index, value in enumerate(given):
            yield from blank_strings(value, f"{where}.{index}")


def lost_nulls(given: object, where: str) -> Iterator[Problem]:
    """Find every null inside an object, at any depth: the Terraform provider drops it."""
    if isinstance(given, Mapping):
        for key, value in given.items():
            if value is None:
                yield Problem(
                    f"{where}.{key}",
                    "expected no null: the Terraform provider drops it",
                    "Leave it out instead",
                )
            yield from lost_nulls(value, f"{where}.{key}")


def _problems(error: ValidationError, model: type[Payload], reading: str) -> tuple[Problem, ...]:
    """Say in Kibana's words, without the values, what pydantic found."""
    return tuple(dict.fromkeys(_problem(item, model, reading) for item in error.errors(include_url=False)))


def _problem(item: Any, model: type[Payload], reading: str) -> Problem:
    path = [part for part in map(str, item["loc"]) if _names_a_field(part)]
    where = ".".join(filter(None, [model._part, *path]))
    names = {spec.wire: spec.name for spec in model.specs()}
    name = names.get(path[-1], "") if len(path) == 1 and reading == CODE else ""
    name = name if path and name != path[-1] else ""
    context = item.get("ctx", {})
    given = item["input"]
    kind = item["type"]
    hint = str(context.get("hint", ""))
    if kind == "extra_forbidden":
        return _unknown_field(where, path, names, reading)
    if kind == "missing":
        return Problem(where, "required, and missing", name=name)
    if kind == "literal_error":
        message = "expected one of " + str(context["expected"]).replace("'", '"')
        if isinstance(given, str) and f'"{given.lower()}"' in message:
            hint = f'Write "{given.lower()}"'
    elif kind == "too_long" and isinstance(given, Mapping):
        return Problem(where, f"expected at most {context['max_length']} fields", hint, name)
    elif kind in _EXPECTED:
        message = f"expected {_EXPECTED[kind]}"
    else:
        message = str(item["msg"])
    if kind != _REFUSED and _is_json(given) and not isinstance(given, str):
        message += f", got {_article(type_name(given))}"
    return Problem(where, message[0].lower() + message[1:], hint, name)


def _unknown_field(where: str, path: list[str], names: dict[str, str], reading: str) -> Problem:
    if len(path) > 1:
        return Problem(where, "unknown field")
    known = [*names, *(names.values() if reading == CODE else ())]
    close = difflib.get_close_matches(path[0], known, n=1)
    if close:
        return Problem(where, "unknown field", f'Did you mean "{close[0]}"?')
    known_here = f"The fields of {part} are: " if (part := where.rpartition(".")[0]) else "The fields are: "
    return Problem(where, "unknown field", known_here + (", ".join(names) or "none"))


def _names_a_field(part: str) -> bool:
    return not part.startswith("function-") and part != "[key]" and not is_token(part)


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, (str, bool, int, float, list, dict))


def _article(noun: str) -> str:
    return noun if noun == "null" else f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
