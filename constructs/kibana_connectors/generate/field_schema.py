"""Reads the fields of a config or an auth type from their JSON Schema.

What can be checked by a type of its own is a text, a flag or a number; anything else is JSON that is compared
with its schema as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ..errors import UnusableSpec
from ..schema.json_schema import unknown_keywords
from ..schema.spec_fields import of_form
from . import names

Kind: TypeAlias = Literal["text", "flag", "number", "json"]

_TEXT = frozenset({"type", "default", "minLength", "maxLength", "pattern", "format", "enum", "const"})
_KEYWORDS_OF: dict[str, frozenset[str]] = {
    "string": _TEXT | {"sensitive"},
    "boolean": frozenset({"type", "default", "sensitive"}),
    "integer": frozenset({"type", "default", "minimum", "maximum"}),
    "number": frozenset({"type", "default", "minimum", "maximum"}),
}
_KIND_OF: dict[str, Kind] = {
    "string": "text",
    "boolean": "flag",
    "integer": "number",
    "number": "number",
}
_OBJECT_KEYWORDS = frozenset({"type", "properties", "required"})
_OTHER_ELSEWHERE = (r"\s", r"\S", r"\b", r"\B", r"\p", r"\u", "(?<", "[^]")
"""Parts of patterns with another meaning in Python or Terraform than in JavaScript."""
_NOT_IN_TERRAFORM = re.compile(r"\(\?(?:[=!]|<[=!])|\\[1-9uk]|\{\d{4,}|\{\d*,\d{4,}")
"""What the patterns of Terraform's `regex` do not know: looking around, and looking back."""


@dataclass(frozen=True)
class Field:
    """A field of a config or of an auth type.

    Attributes:
        wire: Its name in the wire form.
        schema: Its JSON schema.
        required: Whether Kibana requires it and has no default for it.
        kind: What it holds.
        nullable: Whether Kibana also takes null.
        description: What it is, in Kibana's words; empty where Kibana says nothing.
    """

    wire: str
    schema: Mapping[str, Any]
    required: bool
    kind: Kind = "text"
    nullable: bool = False
    description: str = ""

    @property
    def name(self) -> str:
        """Its name in Python."""
        return names.field_name(self.wire)

    @property
    def has_default(self) -> bool:
        """Whether Kibana has a default for it."""
        return "default" in self.schema

    @property
    def default(self) -> Any:
        """Kibana's default."""
        return self.schema.get("default")

    @property
    def is_sensitive(self) -> bool:
        """Whether it is a secret."""
        return bool(self.schema.get("sensitive"))


def read_fields(
    where: str,
    schema: Mapping[str, Any],
    unchecked: list[str] | None,
    descriptions: Mapping[str, str],
    *,
    of_auth: bool = False,
) -> tuple[Field, ...]:
    """Read the properties of an object.

    Args:
        where: What messages call the object.
        schema: Its JSON Schema, as what Kibana takes.
        unchecked: Takes what there is no rule for; None makes that an error.
        descriptions: What each field is, by its name on the wire.
        of_auth: Whether it is an auth type, whose fields Terraform's variables check.

    Raises:
        UnusableSpec: There is no rule for a part of it.
    """
    if schema.get("type") != "object" or not schema.keys() <= _OBJECT_KEYWORDS:
        raise UnusableSpec(f"{where}: no rule for {sorted(schema.keys() - _OBJECT_KEYWORDS)}")
    required = schema.get("required", ())
    found = []
    for wire, field in schema.get("properties", {}).items():
        place = f"{where}.{wire}"
        kind, nullable, reduced = _read(place, field, unchecked, of_auth)
        is_required = wire in required and "default" not in reduced
        found.append(Field(wire, reduced, is_required, kind, nullable, descriptions.get(wire, "")))
    try:
        names.demand_unique("name", {f"{where}.{field.wire}": field.name for field in found})
    except ValueError as error:
        raise UnusableSpec(str(error)) from None
    return tuple(found)


def _read(
    where: str, schema: Mapping[str, Any], unchecked: list[str] | None, of_auth: bool
) -> tuple[Kind, bool, dict[str, Any]]:
    """Return what a field holds, whether it may be null, and the part of its schema that is checked."""
    if unchecked is None:
        return _strict(where, schema)
    nullable, schema = _without_null(schema)
    reduced = dict(schema)
    if isinstance(reduced.get("const"), str) and "enum" not in reduced and not of_auth:
        reduced["enum"] = [reduced.pop("const")]
    kind = _KIND_OF.get(str(reduced.get("type")), "json")
    known = _KEYWORDS_OF.get(str(reduced.get("type")), frozenset())
    simple = reduced.keys() <= known and all(isinstance(one, str) for one in reduced.get("enum", ()))
    if kind == "json" or not simple or (of_auth and (nullable or kind == "number")):
        if of_auth:
            odd = sorted(reduced.keys() - known) or [f"the type {reduced.get('type')}"]
            raise UnusableSpec(f"{where}: no rule for {', '.join(odd)} among secrets")
        unchecked += [f"{where}: {keyword}" for keyword in unknown_keywords(reduced)]
        return "json", nullable, reduced
    if kind == "text":
        _reduce_text(where, reduced, unchecked, of_auth)
    return kind, nullable, reduced


def _strict(where: str, schema: Mapping[str, Any]) -> tuple[Kind, bool, dict[str, Any]]:
    kind = _KIND_OF.get(str(schema.get("type")))
    if kind is None:
        raise UnusableSpec(f"{where}: no rule for fields of type {schema.get('type')}")
    unknown = sorted(schema.keys() - _KEYWORDS_OF[schema["type"]])
    if unknown:
        raise UnusableSpec(f"{where}: no rule for {unknown}")
    if schema.get("format", "uri") != "uri" and "pattern" not in schema:
        raise UnusableSpec(f"{where}: no rule for format {schema['format']}")
    odd = [part for part in _OTHER_ELSEWHERE if part in schema.get("pattern", "")]
    if odd or re.search(r"(?<!\\)\$(?=[^|)])", schema.get("pattern", "")):
        raise UnusableSpec(f"{where}: no rule for {odd or 'a $ that ends nothing'} in a pattern")
    return kind, False, dict(schema)


def _reduce_text(where: str, schema: dict[str, Any], unchecked: list[str], of_auth: bool) -> None:
    """Take out of a text's schema what cannot be checked here."""
    pattern = schema.get("pattern")
    if pattern is not None and not _is_usable(pattern, of_auth):
        del schema["pattern"]
        unchecked.append(f"{where}: the pattern {pattern}")
    form = schema.get("format")
    if form is not None and form != "uri" and "pattern" not in schema:
        unchecked.append(f"{where}: the format {form}")
        del schema["format"]


def _is_usable(pattern: Any, of_auth: bool) -> bool:
    if not isinstance(pattern, str) or "[^]" in pattern or re.search(r"\\[pPcu]\{?|\(\?<[A-Za-z]", pattern):
        return False
    if of_auth and _NOT_IN_TERRAFORM.search(pattern):
        return False
    try:
        of_form(pattern, "")
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _without_null(schema: Mapping[str, Any]) -> tuple[bool, Mapping[str, Any]]:
    """Take null out of what a field may be, in either of the forms that zod writes."""
    kinds = schema.get("type")
    if isinstance(kinds, list) and "null" in kinds and len(kinds) == 2:
        return True, {**schema, "type": next(kind for kind in kinds if kind != "null")}
    choices = schema.get("anyOf")
    if isinstance(choices, list) and len(choices) == 2 and {"type": "null"} in choices:
        other: Mapping[str, Any] = next((choice for choice in choices if choice != {"type": "null"}), {})
        return True, {**{key: value for key, value in schema.items() if key != "anyOf"}, **other}
    return False, schema
