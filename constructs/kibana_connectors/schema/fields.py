"""The types of the fields of a Config or a Secrets, each with Kibana's own checks.

To a type checker they are plain Python types; at run time they know how Kibana reads the field, and that
any of them may be a token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, TypeVar, get_args

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError, PydanticUndefined, core_schema

from ..formats.email_addresses import is_address_list
from ..formats.javascript import to_number
from ..formats.placeholders import has_placeholder
from ..formats.urls import is_legacy_url, is_url, is_web_url
from ..tokens import Resolvable, Shape, is_token, is_token_of, shape_of
from .json_values import TOO_DEEP, is_json_number, is_too_deep, without_negative_zero
from .secret_rules import IS_URL, NOT_BLANK, SecretRule
from .secret_source import INSTEAD, Secret, is_variable

__all__ = [
    "ABSENT",
    "REFUSED",
    "WIRE",
    "AddressList",
    "CoercedNumber",
    "Flag",
    "HostedUrl",
    "Matching",
    "NonEmpty",
    "Number",
    "OneSource",
    "OpenMap",
    "OrAbsent",
    "OrToken",
    "SecretBranch",
    "SecretLeaf",
    "SecretMap",
    "SecretText",
    "SecretTree",
    "SecretUrl",
    "Text",
    "TextMap",
    "TokenAware",
    "Url",
    "WebUrl",
    "absent",
    "field",
    "holds_several_secrets",
    "holds_url",
    "kibana_name",
    "refuse",
    "require_json",
    "secret_leaf_in",
]

WIRE = "wire"
"""The context in which pydantic reads Kibana's own JSON; without it, it reads what a user wrote in code."""
REFUSED = "refused"
"""pydantic's type of the errors whose messages are written here."""
ABSENT: JsonDict = {"kibana": "absent"}


def absent(name: str | None = None) -> Any:
    """Declare a field that Kibana stores only when it is given, and for which it has no default.

    Such a field is declared `name: OrAbsent[Text] = absent()`. It reads as None when it is left out. A field
    that Kibana then stores as null is declared `name: Text | None = field(default=None)`.

    Args:
        name: Its name in Kibana, if that is not its Python name in camelCase.
    """
    return Field(default=None, json_schema_extra=ABSENT, validation_alias=name, serialization_alias=name)


def field(*, default: Any = PydanticUndefined, default_factory: Callable[[], Any] | None = None) -> Any:
    """Declare a field with a default.

    `= "post"` alone would do, but while a call is not complete, an editor then shows the default's type.
    """
    return Field(default=default) if default_factory is None else Field(default_factory=default_factory)


def kibana_name(name: str, default: Any = ...) -> Any:
    """Declare a field whose name in Kibana is not its Python name in camelCase."""
    return Field(default, validation_alias=name, serialization_alias=name)


T = TypeVar("T")

# An editor shows the name of an alias, but of what was imported under another name it shows the type itself.
if TYPE_CHECKING:
    from typing import Optional as OrAbsent

    OrToken: TypeAlias = T | Resolvable
else:

    class OrAbsent:
        """To a type checker, a type or None; on the wire Kibana takes no null for such a field."""

        def __class_getitem__(cls, item: Any) -> Any:
            """Return the type itself."""
            return item

    class OrToken:
        """A type, or a token in its place; to a type checker a token that is no text."""

        def __class_getitem__(cls, item: Any) -> Any:
            """Return the type that lets tokens pass."""
            return Annotated[item, TOKEN_AWARE]


@dataclass(frozen=True)
class TokenAware:
    """Accept a token of the right shape in place of a value: only Terraform knows the value."""

    shape: Shape = Shape.TEXT

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Wrap the type's own schema."""
        return core_schema.no_info_wrap_validator_function(self._let_tokens_pass, handler(source))

    def wire_form(self, wrapped: Any) -> Any:
        """Return the wrapped schema: there are no tokens on the wire."""
        return wrapped

    def _let_tokens_pass(self, value: Any, check: Callable[[Any], Any]) -> Any:
        if not is_token(value):
            return check(value)
        shape = shape_of(value)
        if shape not in (Shape.ANY, self.shape):
            raise refuse(_EXPECTED_SHAPES[self.shape], f"The token that was given yields {_SHAPES[shape]}")
        return value


TOKEN_AWARE = TokenAware()
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
    """Require that a text passes a check of Kibana's."""

    check: Callable[[str], bool]
    expected: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Add the check after the type's own schema."""
        return core_schema.no_info_after_validator_function(self._require, handler(source))

    def _require(self, text: str) -> str:
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
            # Kibana would convert it; in code it is most likely a mistake.
            raise refuse("a number", "Write it without quotes")
        number = to_number(value)
        if number is None or number in (float("inf"), float("-inf")):
            raise PydanticCustomError(REFUSED, "expected a number")
        if (self.minimum is not None and number < self.minimum) or (
            self.maximum is not None and number > self.maximum
        ):
            raise refuse(f"a number from {self.minimum:g} to {self.maximum:g}")
        return number


def refuse(expected: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a field's check raises for a value."""
    return PydanticCustomError(REFUSED, "expected {expected}", {"expected": expected, "hint": hint})


def require_json(value: Any) -> Any:
    """Return a value that is JSON at every depth, with tokens in place of any value.

    Raises:
        PydanticCustomError: It is something else, or more than Kibana can hold.
    """
    if is_too_deep(value):
        raise refuse(f"JSON that is not {TOO_DEEP}")
    if not _is_json_or_token(value):
        raise refuse(
            "JSON: texts, numbers that JavaScript can hold, true, false, None, lists and dicts of texts to "
            "such values"
        )
    return without_negative_zero(value)


def _is_json_or_token(value: Any) -> bool:
    if is_token(value) or value is None or isinstance(value, (str, bool)):
        return True
    if isinstance(value, (int, float)):
        return is_json_number(value)
    if isinstance(value, Mapping):
        return all(_is_plain_name(key) and _is_json_or_token(item) for key, item in value.items())
    return isinstance(value, (list, tuple)) and all(map(_is_json_or_token, value))


if TYPE_CHECKING:
    from builtins import float as Number
    from builtins import str as AddressList
    from builtins import str as HostedUrl
    from builtins import str as NonEmpty
    from builtins import str as Text
    from builtins import str as Url
    from builtins import str as WebUrl

    from ..tokens import BoolOrToken as Flag
    from .secret_source import Secret as SecretText
    from .secret_source import Secret as SecretUrl

    TextMap: TypeAlias = Mapping[str, str]
    OpenMap: TypeAlias = Mapping[str, Any]
    SecretMap: TypeAlias = Mapping[str, Secret] | Secret
    SecretTree: TypeAlias = "Mapping[str, SecretTree] | Secret"
else:
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
    OpenMap = Annotated[dict[Name, Any], AfterValidator(require_json), TokenAware(Shape.MAP)]


@dataclass(frozen=True)
class SecretLeaf:
    """One secret value: a string on the wire, a source in code."""

    is_sensitive: ClassVar[bool] = True

    rules: tuple[SecretRule, ...] = (NOT_BLANK,)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema."""
        return core_schema.no_info_plain_validator_function(self._read)

    def wire_form(self, wrapped: Any) -> Any:
        """Return the schema of a string that passes Kibana's rules."""
        # Blank strings are reported for the payload as a whole, before any field is read.
        if all(rule is NOT_BLANK for rule in self.rules):
            return core_schema.str_schema()
        return core_schema.no_info_after_validator_function(self._require, core_schema.str_schema())

    def _require(self, text: str) -> str:
        for rule in self.rules:
            if rule is not NOT_BLANK and not rule.holds(text):
                raise refuse(rule.expected)
        return text

    def _read(self, value: Any) -> Any:
        return _secret_source(value)


def _secret_source(value: Any) -> Secret:
    if isinstance(value, Secret):
        return value
    if is_token(value) or is_variable(value):
        return Secret.ref(value)
    raise PydanticCustomError(REFUSED, "expected the source of a secret", {"hint": INSTEAD})


@dataclass(frozen=True)
class OneSource:
    """Accept one reference in place of a map of secrets: the whole map comes from Terraform."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Wrap the map's own schema."""
        return core_schema.no_info_wrap_validator_function(self._let_source_pass, handler(source))

    def wire_form(self, wrapped: Any) -> Any:
        """Return the wrapped schema: there are no sources on the wire."""
        return wrapped

    def _let_source_pass(self, value: Any, check: Callable[[Any], Any]) -> Any:
        source = _source_of_map(value)
        return check(value) if source is None else source


def _source_of_map(value: Any) -> Secret | None:
    """Return the source of a whole map of secrets; None where the map itself was given.

    Raises:
        PydanticCustomError: The source is a variable of our own, which holds a text.
    """
    if isinstance(value, Secret) and not value.is_reference:
        hint = "For the whole map write Secret.ref(…) of a TerraformVariable of the type map(string)"
        raise refuse("names with a source each, or a reference to a map", hint)
    if isinstance(value, Secret) or is_variable(value) or is_token_of(value, Shape.MAP):
        return Secret.ref(value)
    return None


@dataclass(frozen=True)
class SecretBranch:
    """An object of secrets whose names Kibana leaves open: sources in code, any JSON on the wire."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema by one that reads code and the wire differently."""
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: Any, info: ValidationInfo) -> Any:
        if info.context != WIRE and (source := _source_of_map(value)):
            return source
        if is_too_deep(value):
            raise refuse(f"an object that is not {TOO_DEEP}")
        if not isinstance(value, Mapping):
            raise PydanticCustomError("dict_type", "expected an object")
        return value if info.context == WIRE else self.sources(value)

    def sources(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        """Return the tree with a source at the end of every branch.

        Raises:
            PydanticCustomError: A leaf is no source, or a name is no plain text.
        """
        if not all(map(_is_plain_name, value)):
            raise refuse("names that are texts, known at synth")
        return {
            key: self.sources(item) if isinstance(item, Mapping) and item else _secret_source(item)
            for key, item in value.items()
            if item is not None
        }


def holds_url(annotation: Any, metadata: Iterable[Any]) -> bool:
    """Whether a field's type, also an optional one, requires a URL."""
    parts = (*metadata, *getattr(annotation, "__metadata__", ()))
    if any(isinstance(part, Matching) and part.check in _URL_CHECKS for part in parts):
        return True
    return any(holds_url(part, ()) for part in get_args(annotation))


def holds_several_secrets(annotation: Any, metadata: Iterable[Any]) -> bool:
    """Whether a field's type, also an optional one, is a map of secrets or a tree of them."""
    parts = (*metadata, *getattr(annotation, "__metadata__", ()))
    if any(isinstance(part, (OneSource, SecretBranch)) for part in parts):
        return True
    return any(holds_several_secrets(part, ()) for part in get_args(annotation))


_URL_CHECKS = (is_url, is_web_url, is_legacy_url)


def secret_leaf_in(annotation: Any) -> SecretLeaf | None:
    """Return the SecretLeaf in a type, also in an optional one or in a map's values."""
    if isinstance(annotation, SecretLeaf):
        return annotation
    parts = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    return next((leaf for part in parts if (leaf := secret_leaf_in(part))), None)


if not TYPE_CHECKING:
    SecretText = Annotated[Any, SecretLeaf()]
    SecretUrl = Annotated[Any, SecretLeaf((NOT_BLANK, IS_URL))]
    SecretMap = Annotated[dict[Name, SecretText], OneSource()]
    SecretTree = Annotated[Any, SecretBranch()]
