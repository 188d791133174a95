"""The types of the fields of a connector type that Kibana defines as data.

Kibana calls such a type a spec. Its config and its auth types are JSON schemas, with keywords that the
hand-written types do not need: `pattern`, `minLength`, `enum` among secrets, and fields among the secrets
that are not sensitive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError, core_schema

from ..formats.javascript import length
from ..formats.urls import has_login, is_url
from ..hcl import quoted
from ..tokens import contains_token, is_token
from .fields import REFUSED, Matching, SecretLeaf, refuse, require_json
from .json_schema import issues, with_defaults
from .json_values import is_json_number
from .secret_rules import IS_URL, NOT_BLANK, SecretRule
from .secret_source import Secret
from .shown_keys import shown_key

__all__ = [
    "URL",
    "OpenFlag",
    "OpenFlagLeaf",
    "OpenLeaf",
    "OpenText",
    "OpenUrl",
    "needed",
    "of_form",
    "of_length",
    "of_range",
    "of_schema",
    "one_of",
    "secret_form",
    "secret_length",
]

# -- fields of a config --------------------------------------------------------------------------------------


URL = Matching(is_url, "a URL, such as https://example.com/path")


def of_length(minimum: int, maximum: int | None = None) -> Matching:
    """Require a text of so many characters, counted as JavaScript does."""
    if maximum is None:
        return Matching(lambda text: length(text) >= minimum, f"a text of at least {minimum} characters")
    bounds = f"{minimum} to {maximum}" if minimum else f"at most {maximum}"
    return Matching(lambda text: minimum <= length(text) <= maximum, f"a text of {bounds} characters")


@dataclass(frozen=True)
class InRange:
    """A number within bounds, both included, as zod reads it: no text is taken for one."""

    minimum: float | None = None
    maximum: float | None = None
    is_whole: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema, which would not take 80.0 for a whole number as JavaScript does."""
        return core_schema.no_info_plain_validator_function(self._read)

    def _read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not is_json_number(value):
            raise refuse(self._expected())
        number = int(value) if float(value).is_integer() else value
        if (
            (self.is_whole and not isinstance(number, int))
            or (self.minimum is not None and number < self.minimum)
            or (self.maximum is not None and number > self.maximum)
        ):
            raise refuse(self._expected())
        return number

    def _expected(self) -> str:
        kind = "a whole number" if self.is_whole else "a number"
        if self.minimum is not None and self.maximum is not None:
            return f"{kind} from {_written(self.minimum)} to {_written(self.maximum)}"
        if self.minimum is not None:
            return f"{kind} of at least {_written(self.minimum)}"
        return kind if self.maximum is None else f"{kind} of at most {_written(self.maximum)}"


def _written(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def of_range(
    minimum: float | None = None, maximum: float | None = None, *, is_whole: bool = False
) -> InRange:
    """Require a number within bounds, both included.

    Args:
        minimum: The least that Kibana takes; None for no bound.
        maximum: The most that it takes; None for no bound.
        is_whole: Whether it takes whole numbers only.
    """
    return InRange(minimum, maximum, is_whole)


@dataclass(frozen=True)
class OfSchema:
    """JSON that a JSON Schema describes; where it holds a token, only that it is JSON is checked."""

    schema: str
    """The schema, as JSON."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Replace the type's own schema."""
        return core_schema.no_info_plain_validator_function(self._read)

    def _read(self, value: Any) -> Any:
        schema = json.loads(self.schema)
        value = with_defaults(schema, require_json(value))
        if contains_token(value):
            return value
        found = next(issues(schema, value), None)
        if found is not None:
            path, text = found
            where = "".join(f"{shown_key(key, None)}: " for key in path)
            told = text.partition(": ")[2] if ": " in text else text
            # A key that there is no field for may be anything, and is not shown.
            told = "unknown field" if text.startswith("Unrecognized") else told
            raise PydanticCustomError(REFUSED, "{told}", {"told": f"{where}{told[0].lower()}{told[1:]}"})
        return value


def of_schema(schema: Mapping[str, Any]) -> OfSchema:
    """Require JSON of a form that only a JSON Schema tells, such as a list of objects.

    Args:
        schema: The JSON Schema.
    """
    return OfSchema(json.dumps(schema))


def of_form(pattern: str, expected: str) -> Matching:
    """Require a text in which a pattern of JavaScript's is found."""
    found = re.compile(_ending(pattern, r"\Z"), re.ASCII).search
    return Matching(lambda text: found(text) is not None, expected)


def _ending(pattern: str, end: str) -> str:
    """Write JavaScript's `$`, which knows no line ends, in another language."""
    return re.sub(r"(?<!\\)\$", lambda _: end, pattern)


# -- fields of an auth type ----------------------------------------------------------------------------------


def needed() -> Any:
    """Declare a field that Kibana requires; left out in code, it becomes a variable."""
    return Field()


@dataclass(frozen=True)
class OpenLeaf(SecretLeaf):
    """A field among the secrets that is not sensitive: in code it may also be the value itself."""

    is_sensitive: ClassVar[bool] = False

    def _read(self, value: Any) -> Any:
        if isinstance(value, Secret) or is_token(value):
            return super()._read(value)
        if isinstance(value, (bool, int, float, list, tuple, Mapping)):
            raise PydanticCustomError("string_type", "expected a string")
        if not isinstance(value, str):
            return super()._read(value)
        for rule in self.rules:
            if not rule.holds(value):
                raise refuse(rule.expected)
        if IS_URL in self.rules and has_login(value):
            raise refuse("a URL without a user or password in it")
        return value


@dataclass(frozen=True)
class OpenFlagLeaf(SecretLeaf):
    """A field among the secrets that is true or false, and not sensitive."""

    is_sensitive: ClassVar[bool] = False

    def wire_form(self, wrapped: Any) -> Any:
        """Return the schema of true or false."""
        return core_schema.bool_schema()

    def _read(self, value: Any) -> Any:
        if isinstance(value, bool):
            return value
        if not (isinstance(value, Secret) or is_token(value)):
            raise PydanticCustomError("bool_type", "expected true or false")
        return super()._read(value)


if TYPE_CHECKING:
    from .secret_source import BoolOrSecret as OpenFlag
    from .secret_source import TextOrSecret as OpenText
    from .secret_source import TextOrSecret as OpenUrl
else:
    OpenText = Annotated[str | Secret, OpenLeaf()]
    OpenUrl = Annotated[str | Secret, OpenLeaf((NOT_BLANK, IS_URL))]
    OpenFlag = Annotated[bool | Secret, OpenFlagLeaf(())]


def one_of(*values: str) -> SecretRule:
    """Require one of a few texts."""
    listed = ", ".join(f'"{value}"' for value in values)
    return SecretRule(f"one of {listed}", lambda text: text in values, f"contains({json.dumps(values)}, $)")


def secret_form(pattern: str, expected: str) -> SecretRule:
    """Require a text in which a pattern of JavaScript's is found."""
    # Kibana's route refuses an empty text before, so that a pattern need not allow it.
    found = re.compile(_ending(pattern, r"\Z"), re.ASCII).search
    condition = f'can(regex("{quoted(_ending(pattern.removeprefix("^$|"), chr(92) + "z"))}", $))'
    return SecretRule(expected, lambda text: found(text) is not None, condition)


def secret_length(minimum: int, maximum: int | None = None) -> SecretRule:
    """Require a text of so many characters; Terraform counts fewer of them than JavaScript does."""
    required = of_length(minimum, maximum)
    condition = "length($) > 0" if maximum is None else f"length($) <= {maximum}"
    return SecretRule(required.expected, required.check, condition)
