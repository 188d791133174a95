"""Reads the catalog of the types that Kibana defines as data, ours or another one of the same form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import UnusableSpec
from . import names, words
from .field_schema import Field, read_fields

_DOCS = "https://www.elastic.co/docs/reference/kibana/connectors-kibana/"
FROZEN = Path(__file__).parent / "frozen"
"""The catalog that comes with this library."""


@dataclass(frozen=True)
class AuthType:
    """One way to authenticate, in the form of one connector type or in its general form.

    Attributes:
        id: The value of `authType`.
        fields: Its fields, without `authType`.
        refusal: Why Terraform alone cannot set it up; empty when it can.
        description: What it is, in a few words.
        marks: The catalog's other remarks: recommended, legacy, since.
        since: The first Kibana version that has it, if it is newer than the type.
    """

    id: str
    fields: tuple[Field, ...]
    refusal: str
    description: str
    marks: tuple[str, ...] = ()
    since: str = ""

    @property
    def usable(self) -> bool:
        """Whether Terraform alone can set it up."""
        return not self.refusal

    @property
    def class_name(self) -> str:
        """Its class, an attribute of the connector type's class."""
        return words.AUTH_CLASS_NAMES.get(self.id) or names.auth_class_name(self.id)


@dataclass(frozen=True)
class Spec:
    """A connector type.

    Attributes:
        id: Kibana's id, with its dot.
        name: The name that Kibana shows.
        license: The lowest license.
        features: What can use it.
        since: The first Kibana version that has it; empty where that is not known.
        preview: Whether it is in technical preview.
        docs: The address of its page in Kibana's documentation; empty where there is none.
        description: What it is for, in Kibana's words; empty where Kibana says nothing.
        fields: The fields of its config.
        field_since: The first Kibana version of fields that are newer than the type.
        auth_types: Its auth types, in Kibana's order.
        inbound_only: Whether it has no actions, and only receives events.
        source: Where this was read; empty for the catalog that comes with this library.
        unchecked: What Kibana checks beyond what this library does: place and rule.
        is_named_by_id: Whether another type has the class name that its own name would give.
    """

    id: str
    name: str
    license: str
    features: tuple[str, ...]
    since: str
    preview: bool
    docs: str
    description: str
    fields: tuple[Field, ...]
    field_since: Mapping[str, str]
    auth_types: tuple[AuthType, ...]
    inbound_only: bool = False
    source: str = ""
    unchecked: tuple[str, ...] = ()
    is_named_by_id: bool = False

    @property
    def module(self) -> str:
        """The name of its module."""
        return words.MODULE_NAMES.get(self.id) or names.module_name(self.id)

    @property
    def class_name(self) -> str:
        """The name of its class."""
        if self.is_named_by_id:
            return names.class_name(self.id, self.id)
        return words.CLASS_NAMES.get(self.id) or names.class_name(self.name, self.id)


@dataclass(frozen=True)
class Catalog:
    """The whole catalog.

    Attributes:
        specs: The connector types, sorted by id.
        auth_types: The general form of each auth type, without any connector type's defaults.
    """

    specs: tuple[Spec, ...]
    auth_types: Mapping[str, AuthType]


def read(folder: Path) -> Catalog:
    """Return the content of `specs.json` and `auth_types.json`, every rule of which must be known.

    Args:
        folder: The folder that holds the two.

    Raises:
        UnusableSpec: The catalog has something that there is no rule for.
        ValueError: Two types would have the same name.
    """
    general = general_auth_types(json.loads((folder / "auth_types.json").read_text(encoding="utf-8")))
    entries = json.loads((folder / "specs.json").read_text(encoding="utf-8"))["specs"]
    return catalog_of(entries, general)


def catalog_of(entries: list[dict[str, Any]], general: Mapping[str, AuthType]) -> Catalog:
    """Return a catalog of entries in the form of `specs.json`.

    Args:
        entries: The entries.
        general: The general form of each auth type.

    Raises:
        UnusableSpec: An entry of the frozen catalog has something that there is no rule for.
        ValueError: Two types would have the same name.
    """
    found = tuple(sorted((read_spec(entry, general) for entry in entries), key=lambda spec: spec.id))
    names.demand_unique("module", {spec.id: spec.module for spec in found})
    names.demand_unique("class", {spec.id: spec.class_name for spec in found})
    return Catalog(found, general)


@cache
def frozen() -> Catalog:
    """Return the catalog that comes with this library."""
    return read(FROZEN)


@cache
def frozen_entries() -> dict[str, dict[str, Any]]:
    """Return the entries of the catalog that comes with this library, by type id."""
    entries = json.loads((FROZEN / "specs.json").read_text(encoding="utf-8"))["specs"]
    return {entry["id"]: entry for entry in entries}


@cache
def frozen_auth_entries() -> dict[str, dict[str, Any]]:
    """Return what comes with this library of the auth types in their general form, by id."""
    found: dict[str, dict[str, Any]] = json.loads((FROZEN / "auth_types.json").read_text(encoding="utf-8"))
    return found


def general_auth_types(shared: Mapping[str, Any]) -> dict[str, AuthType]:
    """Return the general form of each auth type, from the content of `auth_types.json`."""
    return {
        id: AuthType(
            id=id,
            fields=_auth_fields(id, entry["secrets_schema_without_defaults"], None),
            refusal="" if entry["mode"] == "shared" and id != "relay" else _refusal(id),
            description=entry["description"],
        )
        for id, entry in shared.items()
    }


def read_spec(entry: Mapping[str, Any], general: Mapping[str, AuthType]) -> Spec:
    """Read one entry of a catalog.

    An entry that has a `source` was not looked through by anybody. What it has beyond the rules that are
    known is kept in `unchecked`; in the frozen catalog it is an error.

    Args:
        entry: The entry, in the form of `specs.json`.
        general: The general form of each auth type.

    Raises:
        UnusableSpec: There is no rule for a part of it.
    """
    source = str(entry.get("source", ""))
    unchecked: list[str] | None = list(entry.get("unchecked", ())) if source else None
    since = entry.get("since", "")
    fields = read_fields(
        f"{entry['id']} config", entry["config_schema"], unchecked, entry.get("descriptions", {})
    )
    auth_types = tuple(_auth_type(entry["id"], auth, general, unchecked) for auth in entry["auth_types"])
    return Spec(
        id=entry["id"],
        name=entry["name"],
        license=entry["license"],
        features=tuple(entry["features"]),
        since=since,
        preview=bool(entry["technical_preview_flag"] or entry.get("docs_stage") == "preview"),
        docs=docs_address(entry),
        description=entry.get("description", ""),
        fields=fields,
        field_since=entry.get("config_field_since", {}),
        auth_types=auth_types,
        inbound_only=bool(entry.get("inbound_only", False)),
        source=source,
        unchecked=tuple(dict.fromkeys(text.removeprefix(f"{entry['id']} ") for text in unchecked or ())),
    )


def docs_address(entry: Mapping[str, Any]) -> str:
    """Return the address of the documentation of a type; empty where there is none."""
    if "docs_path" in entry:
        return f"{_DOCS}{Path(entry['docs_path']).stem}"
    return str(entry.get("docs_url", ""))


def _auth_type(
    type_id: str, entry: Mapping[str, Any], general: Mapping[str, AuthType], unchecked: list[str] | None
) -> AuthType:
    id = entry["id"]
    if id not in general and unchecked is None:
        raise UnusableSpec(f"{type_id}: auth_types.json has no {id}")
    marks = [
        mark for key, mark in (("isRecommended", "recommended"), ("isLegacy", "legacy")) if entry.get(key)
    ]
    if "since" in entry:
        marks.append(f"since Kibana {entry['since']}")
    refusal = ""
    if entry["mode"] != "shared" or entry.get("internal", False) or id == "relay":
        refusal = _refusal(id)
    fields: tuple[Field, ...] = ()
    try:
        fields = _auth_fields(f"{type_id} {id}", entry["secrets_schema"], unchecked)
    except UnusableSpec as error:
        if unchecked is None:
            raise
        refusal = refusal or "this library has no rule for one of its fields"
        unchecked.append(str(error))
    return AuthType(
        id=id,
        fields=fields,
        refusal=refusal,
        description=general[id].description if id in general else entry.get("label") or id,
        marks=tuple(marks),
        since=entry.get("since", ""),
    )


def _refusal(id: str) -> str:
    return words.REFUSALS.get(id, words.REFUSAL)


def _auth_fields(where: str, schema: Mapping[str, Any], unchecked: list[str] | None) -> tuple[Field, ...]:
    fields = tuple(
        field for field in read_fields(where, schema, unchecked, {}, of_auth=True) if field.wire != "authType"
    )
    return fields
