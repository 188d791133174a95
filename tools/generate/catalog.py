"""Reads the catalog, and refuses by name whatever the generator has no rule for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.generate import names, words

_KEYWORDS = frozenset(
    {"type", "default", "minLength", "maxLength", "pattern", "format", "enum", "sensitive", "const"}
)
_OTHER_ELSEWHERE = (r"\s", r"\S", r"\b", r"\B", r"\p", r"\u", "(?<", "[^]")
"""Parts of patterns with another meaning in Python or Terraform than in JavaScript."""
_OBJECT_KEYWORDS = frozenset({"type", "properties", "required"})


class CatalogError(Exception):
    """The catalog has something that the generator has no rule for."""


@dataclass(frozen=True)
class Field:
    """A field of a config or of an auth type.

    Attributes:
        wire: Its name in the wire form.
        schema: Its JSON schema.
        required: Whether Kibana requires it and has no default for it.
    """

    wire: str
    schema: dict[str, Any]
    required: bool

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


@dataclass(frozen=True)
class AuthType:
    """One way to authenticate, in the form of one connector type or in its general form.

    Attributes:
        id: The value of `authType`.
        fields: Its fields, without `authType`.
        usable: Whether Terraform alone can set it up.
        description: The catalog's description.
        marks: The catalog's other remarks: recommended, legacy, since.
    """

    id: str
    fields: tuple[Field, ...]
    usable: bool
    description: str
    marks: tuple[str, ...] = ()

    @property
    def class_name(self) -> str:
        """Its class, an attribute of the connector type's class."""
        return words.AUTH_CLASS_NAMES.get(self.id) or names.pascal_case(self.id)

    @property
    def refusal(self) -> str:
        """Why Terraform alone cannot set it up."""
        return "" if self.usable else words.REFUSALS.get(self.id, words.REFUSAL)


@dataclass(frozen=True)
class Spec:
    """A connector type.

    Attributes:
        id: Kibana's id, with its dot.
        name: The name that Kibana shows.
        license: The lowest license.
        features: What can use it.
        since: The first Kibana version that has it.
        preview: Whether it is in technical preview.
        docs: The address of its page in Kibana's documentation.
        fields: The fields of its config.
        field_since: The first Kibana version of fields that are newer than the type.
        auth_types: Its auth types, in Kibana's order.
    """

    id: str
    name: str
    license: str
    features: tuple[str, ...]
    since: str
    preview: bool
    docs: str
    fields: tuple[Field, ...]
    field_since: dict[str, str]
    auth_types: tuple[AuthType, ...]

    @property
    def module(self) -> str:
        """The name of its module."""
        return words.MODULE_NAMES.get(self.id) or names.module_name(self.id)

    @property
    def class_name(self) -> str:
        """The name of its class."""
        return words.CLASS_NAMES.get(self.id) or names.pascal_case(self.name)


@dataclass(frozen=True)
class Catalog:
    """The whole catalog.

    Attributes:
        specs: The connector types, sorted by id.
        auth_types: The general form of each auth type, without any connector type's defaults.
    """

    specs: tuple[Spec, ...]
    auth_types: dict[str, AuthType]


def read(folder: Path) -> Catalog:
    """Return the content of `specs.json` and `auth_types.json`."""
    shared = json.loads((folder / "auth_types.json").read_text())
    general = {
        id: AuthType(
            id=id,
            fields=_auth_fields(id, entry["secrets_schema_without_defaults"]),
            usable=entry["mode"] == "shared" and id != "relay",
            description=entry["description"],
        )
        for id, entry in shared.items()
    }
    specs = json.loads((folder / "specs.json").read_text())["specs"]
    found = tuple(sorted((_spec(spec, general) for spec in specs), key=lambda spec: spec.id))
    names.demand_unique("module", {spec.id: spec.module for spec in found})
    names.demand_unique("class", {spec.id: spec.class_name for spec in found})
    return Catalog(found, general)


def _spec(spec: dict[str, Any], general: dict[str, AuthType]) -> Spec:
    page = Path(spec["docs_path"]).stem
    return Spec(
        id=spec["id"],
        name=spec["name"],
        license=spec["license"],
        features=tuple(spec["features"]),
        since=spec["since"],
        preview=spec["technical_preview_flag"] or spec["docs_stage"] == "preview",
        docs=f"https://www.elastic.co/docs/reference/kibana/connectors-kibana/{page}",
        fields=_fields(f"{spec['id']} config", spec["config_schema"]),
        field_since=spec.get("config_field_since", {}),
        auth_types=tuple(_auth_type(spec["id"], entry, general) for entry in spec["auth_types"]),
    )


def _auth_type(type_id: str, entry: dict[str, Any], general: dict[str, AuthType]) -> AuthType:
    id = entry["id"]
    if id not in general:
        raise CatalogError(f"{type_id}: auth_types.json has no {id}")
    marks = [
        mark for key, mark in (("isRecommended", "recommended"), ("isLegacy", "legacy")) if entry.get(key)
    ]
    if "since" in entry:
        marks.append(f"since Kibana {entry['since']}")
    return AuthType(
        id=id,
        fields=_auth_fields(f"{type_id} {id}", entry["secrets_schema"]),
        usable=entry["mode"] == "shared" and not entry.get("internal", False),
        description=general[id].description,
        marks=tuple(marks),
    )


def _auth_fields(where: str, schema: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(field for field in _fields(where, schema) if field.wire != "authType")


def _fields(where: str, schema: dict[str, Any]) -> tuple[Field, ...]:
    if schema.get("type") != "object" or not schema.keys() <= _OBJECT_KEYWORDS:
        raise CatalogError(f"{where}: no rule for {sorted(schema.keys() - _OBJECT_KEYWORDS)}")
    required = schema.get("required", ())
    return tuple(
        Field(wire, _known(f"{where}.{wire}", field), wire in required)
        for wire, field in schema.get("properties", {}).items()
    )


def _known(where: str, schema: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(schema.keys() - _KEYWORDS)
    if unknown:
        raise CatalogError(f"{where}: no rule for {unknown}")
    if schema.get("type") not in ("string", "boolean"):
        raise CatalogError(f"{where}: no rule for fields of type {schema.get('type')}")
    if schema.get("format", "uri") != "uri" and "pattern" not in schema:
        raise CatalogError(f"{where}: no rule for format {schema['format']}")
    odd = [part for part in _OTHER_ELSEWHERE if part in schema.get("pattern", "")]
    if odd or re.search(r"(?<!\\)\$(?=[^|)])", schema.get("pattern", "")):
        raise CatalogError(f"{where}: no rule for {odd or 'a $ that ends nothing'} in a pattern")
    return schema
