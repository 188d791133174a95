"""Kibana's descriptions of connector types, brought into the form of the catalog.

There are two: the answer of the spec route (`GET /internal/actions/connector_types/{id}/spec`, Kibana 9.5 and
later), and the YAML definition of a connector that comes from a catalog at run time (`schemaVersion: 1`).

The answer is a JSON Schema in zod's output mode: what has a default is listed as required, and every object
is closed. Both are undone, for the library reads what Kibana takes, and not what it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import UnusableSpec
from ..schema.licenses import LICENSES
from .catalog import frozen_auth_entries, frozen_entries

TYPE_ID = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9_.-]*")
_AUTH_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DEFINED_ID = re.compile(r"\.[a-z0-9_-]+")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_KEYWORDS = frozenset(
    {
        *("type", "default", "enum", "const", "anyOf", "oneOf", "allOf", "not", "if", "then", "else"),
        *("minLength", "maxLength", "pattern", "format", "contentMediaType", "contentEncoding"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
        *("properties", "required", "additionalProperties", "propertyNames", "patternProperties"),
        *("minProperties", "maxProperties", "dependentRequired", "$ref", "$defs"),
    }
)
"""JSON Schema's own. What else Kibana writes beside them is for its pages."""
_UNBOUNDED = 2**53 - 1
"""What zod writes as the bound of a whole number that has none."""
_MOST_AUTH_TYPES = 16


# -- an answer of the spec route ----------------------------------------------------------------------------


def is_answer(found: object) -> bool:
    """Whether JSON is of the form of an answer of the spec route."""
    return isinstance(found, Mapping) and "metadata" in found and "schema" in found


def from_answer(answer: Mapping[str, Any], source: str, *, where: str) -> dict[str, Any]:
    """Return an answer of the spec route as an entry of the catalog.

    What an answer cannot hold is taken from this library's own entry: since when a type and its fields are
    there, and the patterns of PEM texts.

    Args:
        answer: The answer, of any of the forms that Kibana has had.
        source: What the class says of where it was read.
        where: What messages call the answer.

    Raises:
        UnusableSpec: It is no such answer; everything that is wrong with it.
    """
    metadata = answer.get("metadata")
    schema = answer.get("schema")
    if not isinstance(metadata, Mapping) or not isinstance(schema, Mapping):
        raise UnusableSpec(f"{where}: expected an answer of Kibana's spec route: metadata and schema")
    problems: list[str] = []
    entry = _of_metadata(metadata, problems, TYPE_ID)
    properties = schema.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    if not isinstance(properties.get("config"), Mapping) or not isinstance(
        properties.get("secrets"), Mapping
    ):
        problems.append("schema: expected an object with the properties config and secrets")
    _raise(where, problems)
    _add_config(entry, properties["config"], problems)
    entry["auth_types"] = [*_branches(properties["secrets"], problems)]
    if answer.get("is_inbound_only") is True:
        entry["inbound_only"] = True
    _raise(where, problems)
    return _completed(entry, source)


def _branches(secrets: Mapping[str, Any], problems: list[str]) -> Iterator[dict[str, Any]]:
    branches = secrets.get("oneOf", secrets.get("anyOf"))
    if branches is None:
        if not secrets.get("properties"):
            return
        branches = [secrets]
    if not isinstance(branches, list) or not all(isinstance(branch, Mapping) for branch in branches):
        problems.append("schema.properties.secrets.oneOf: expected a list of objects")
        return
    for number, branch in enumerate(branches):
        place = f"schema.properties.secrets.oneOf.{number}"
        properties = branch.get("properties")
        kind = properties.get("authType") if isinstance(properties, Mapping) else None
        id = kind.get("const") if isinstance(kind, Mapping) else None
        if not isinstance(id, str) or not _AUTH_ID.fullmatch(id):
            problems.append(f"{place}: expected properties.authType.const, the name of an auth type")
            continue
        yield _auth(id, branch, branch)


def _auth(id: str, schema: Mapping[str, Any], marks: Mapping[str, Any]) -> dict[str, Any]:
    mode = marks.get("authMode", frozen_auth_entries().get(id, {}).get("mode", "shared"))
    entry: dict[str, Any] = {"id": id, "mode": mode}
    entry |= {key: True for key in ("isRecommended", "isLegacy", "isExperimental") if marks.get(key) is True}
    if isinstance(marks.get("label"), str):
        entry["label"] = marks["label"]
    taken = _taken(schema)
    properties = {key: value for key, value in taken.get("properties", {}).items() if key != "authType"}
    for key, value in schema.get("properties", {}).items():
        if key in properties and isinstance(value, Mapping) and value.get("sensitive") is True:
            properties[key]["sensitive"] = True
    required = [key for key in taken.get("required", ()) if key != "authType"]
    entry["secrets_schema"] = {
        "type": "object",
        "properties": {**properties, "authType": {"type": "string", "const": id}},
        "required": [*required, "authType"],
    }
    return entry


# -- a YAML definition -------------------------------------------------------------------------------------


def is_definition(found: object) -> bool:
    """Whether data are of the form of a connector's definition."""
    return isinstance(found, Mapping) and "schemaVersion" in found and "connectors" not in found


def from_definition(definition: Mapping[str, Any], source: str, *, where: str) -> dict[str, Any]:
    """Return a connector's definition as an entry of the catalog.

    Args:
        definition: What the file holds.
        source: What the class says of where it was read; the definition's version is added.
        where: What messages call the definition.

    Raises:
        UnusableSpec: Kibana would not take it; everything that is wrong with it.
    """
    problems: list[str] = []
    if definition.get("schemaVersion") != 1:
        problems.append("schemaVersion: expected 1, the only one that this library knows")
    _other_keys("", definition, _DEFINITION_KEYS, problems)
    version = definition.get("version")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        problems.append("version: expected a text of three numbers, such as 1.0.0")
    given = definition.get("metadata")
    if not isinstance(given, Mapping):
        problems.append("metadata: expected an object")
        given = {}
    _other_keys("metadata.", given, _METADATA_KEYS, problems)
    entry = _of_metadata({**given, "id": definition.get("id")}, problems, _DEFINED_ID, "id")
    config = definition.get("config", {"type": "object"})
    if not isinstance(config, Mapping) or config.get("type", "object") != "object":
        problems.append("config: expected a JSON Schema of the type object")
    else:
        _add_config(entry, config, problems)
        if config.get("additionalProperties") not in (None, False):
            entry["unchecked"] = ["config: Kibana takes other keys too, and this library does not"]
    actions = definition.get("actions")
    if not isinstance(actions, Mapping) or not actions:
        problems.append("actions: expected at least one")
    entry["auth_types"] = [*_defined_auth(definition.get("auth"), problems)]
    _raise(where, problems)
    return _completed(entry, f"{source}, version {version}")


_DEFINITION_KEYS = frozenset(
    {"schemaVersion", "id", "version", "metadata", "config", "auth", "actions", "test", "events"}
)
_METADATA_KEYS = frozenset(
    {
        *("displayName", "description", "minimumLicense", "supportedFeatureIds"),
        *("docsUrl", "isTechnicalPreview", "icon"),
    }
)


def _other_keys(where: str, given: Mapping[str, Any], known: frozenset[str], problems: list[str]) -> None:
    problems += [f"{where}{key}: no such key in a definition" for key in given if key not in known]


def _defined_auth(auth: object, problems: list[str]) -> Iterator[dict[str, Any]]:
    types = auth.get("types") if isinstance(auth, Mapping) else None
    if not isinstance(types, list) or not 1 <= len(types) <= _MOST_AUTH_TYPES:
        problems.append(f"auth.types: expected a list of 1 to {_MOST_AUTH_TYPES} auth types")
        return
    known = frozen_auth_entries()
    for number, each in enumerate(types):
        given: Any = {"type": each} if isinstance(each, str) else each
        id = given.get("type") if isinstance(given, Mapping) else None
        if not isinstance(given, Mapping) or id not in known:
            problems.append(f"auth.types.{number}: expected one of {', '.join(known)}")
            continue
        defaults = given.get("defaults")
        if "header" in given:
            defaults = {**(defaults or {}), "headerField": given["header"]}
        if defaults is not None and not isinstance(defaults, Mapping):
            problems.append(f"auth.types.{number}.defaults: expected an object")
            continue
        schema = _with_defaults(str(id), known[id]["secrets_schema_without_defaults"], defaults)
        overrides = given.get("overrides")
        meta = overrides.get("meta") if isinstance(overrides, Mapping) else None
        for name, keywords in meta.items() if isinstance(meta, Mapping) else ():
            if name in schema["properties"] and isinstance(keywords, Mapping):
                schema["properties"][name] |= keywords
        yield _auth(str(id), schema, {**given, "authMode": known[id]["mode"]})


def _with_defaults(id: str, schema: Mapping[str, Any], defaults: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the schema of an auth type with what a connector type says of it, as Kibana makes it."""
    properties = {key: dict(value) for key, value in schema["properties"].items()}
    secret = {"type": "string", "minLength": 1, "sensitive": True}
    header, names = None, None
    if defaults is not None and id == "api_key_header":
        header = str(defaults.get("headerField") or "Api-Key")
    if defaults is not None and id == "api_key_query" and isinstance(defaults.get("paramNames"), list):
        names = [str(name) for name in defaults["paramNames"]]
    if header is not None or names:
        kept = {name: dict(secret) for name in (names or [str(header)])}
        return {
            "type": "object",
            "properties": {**kept, "authType": properties["authType"]},
            "required": [*kept, "authType"],
        }
    for name, value in (defaults or {}).items():
        if name in properties and name != "authType":
            properties[name]["default"] = value
    return {"type": "object", "properties": properties, "required": list(schema.get("required", ()))}


# -- both ----------------------------------------------------------------------------------------------------


def _of_metadata(
    metadata: Mapping[str, Any], problems: list[str], form: re.Pattern[str], id_place: str = "metadata.id"
) -> dict[str, Any]:
    """Return what Kibana says of a type, in either of its spellings."""

    def get(snake: str, camel: str) -> Any:
        return metadata.get(snake, metadata.get(camel))

    type_id, name = metadata.get("id"), get("display_name", "displayName")
    license = get("minimum_license", "minimumLicense")
    features = get("supported_feature_ids", "supportedFeatureIds")
    if not isinstance(type_id, str) or not form.fullmatch(type_id):
        problems.append(f"{id_place}: expected the id of a connector type, such as .pagerduty")
    if not isinstance(name, str) or not name.strip():
        problems.append("metadata.displayName: expected a text")
    if license not in LICENSES:
        problems.append(f"metadata.minimumLicense: expected one of {', '.join(LICENSES)}")
    if not isinstance(features, list) or not all(isinstance(one, str) for one in features):
        problems.append("metadata.supportedFeatureIds: expected a list of texts")
    docs, description = get("docs_url", "docsUrl"), metadata.get("description")
    return {
        "id": type_id,
        "name": " ".join(str(name).split()),
        "license": license,
        "features": features,
        "technical_preview_flag": get("is_technical_preview", "isTechnicalPreview") is True,
        "docs_url": docs if isinstance(docs, str) else "",
        "description": description if isinstance(description, str) else "",
    }


def _add_config(entry: dict[str, Any], config: Mapping[str, Any], problems: list[str]) -> None:
    taken = _taken(config)
    properties = taken.get("properties", {})
    if not isinstance(properties, dict) or not all(isinstance(one, dict) for one in properties.values()):
        problems.append("config: expected a JSON Schema with properties that are objects")
        return
    entry["config_schema"] = {"type": "object", "properties": properties}
    if taken.get("required"):
        entry["config_schema"]["required"] = taken["required"]
    entry["descriptions"] = {
        key: str(text)
        for key, value in config.get("properties", {}).items()
        if (text := _told(value)) and isinstance(text, str)
    }


def _told(schema: Mapping[str, Any]) -> Any:
    shown = schema.get("xUi")
    shown = shown if isinstance(shown, Mapping) else {}
    return schema.get("description") or shown.get("helpText") or schema.get("helpText") or schema.get("label")


def _taken(schema: Any) -> Any:
    """Return the JSON Schema of what Kibana takes, without what it says for its pages."""
    if not isinstance(schema, Mapping):
        return schema
    taken = {key: value for key, value in schema.items() if key in _KEYWORDS}
    if isinstance(taken.get("properties"), Mapping):
        taken["properties"] = {key: _taken(value) for key, value in taken["properties"].items()}
        required = taken.pop("required", ())
        needed = [
            key
            for key in (required if isinstance(required, list) else ())
            if not (isinstance(one := taken["properties"].get(key), Mapping) and "default" in one)
        ]
        if needed:
            taken["required"] = needed
    if taken.get("additionalProperties") is False:
        del taken["additionalProperties"]
    for key in ("items", "additionalProperties", "propertyNames", "not"):
        if isinstance(taken.get(key), Mapping):
            taken[key] = _taken(taken[key])
    for key in ("anyOf", "oneOf", "allOf"):
        if isinstance(taken.get(key), list):
            taken[key] = [_taken(part) for part in taken[key]]
    if taken.get("type") == "integer":
        for key, bound in (("minimum", -_UNBOUNDED), ("maximum", _UNBOUNDED)):
            if taken.get(key) == bound:
                del taken[key]
    return taken


def _completed(entry: dict[str, Any], source: str) -> dict[str, Any]:
    """Add to an entry what only this library's own entry tells, and where it was read."""
    ours = frozen_entries().get(entry["id"], {})
    if "since" in ours:
        entry["since"] = ours["since"]
        if ours["technical_preview_flag"] == entry["technical_preview_flag"]:
            entry["docs_stage"] = ours["docs_stage"]
        if set(ours["features"]) == set(entry["features"]):  # in the order that they are told elsewhere
            entry["features"] = ours["features"]
    if not entry["docs_url"] and "docs_path" in ours:
        entry["docs_path"] = ours["docs_path"]
    newer = {
        field: version
        for field, version in ours.get("config_field_since", {}).items()
        if field in entry["config_schema"]["properties"]
    }
    if newer:
        entry["config_field_since"] = newer
    known = {auth["id"]: auth for auth in ours.get("auth_types", ())}
    for auth in entry["auth_types"]:
        if "since" in known.get(auth["id"], {}):
            auth["since"] = known[auth["id"]]["since"]
        general = frozen_auth_entries().get(auth["id"], {})
        schemas = (
            known.get(auth["id"], {}).get("secrets_schema", {}),
            general.get("secrets_schema_without_defaults", {}),
        )
        for name, field in auth["secrets_schema"]["properties"].items():
            for schema in schemas:
                pattern = schema.get("properties", {}).get(name, {}).get("pattern")
                if pattern is not None and isinstance(field, dict):
                    field.setdefault("pattern", pattern)
    return {**entry, "source": source}


def _raise(where: str, problems: list[str]) -> None:
    if len(problems) == 1:
        raise UnusableSpec(f"{where}: {problems[0]}")
    if problems:
        listed = "".join(f"\n  - {problem}" for problem in problems)
        raise UnusableSpec(f"{where}: {len(problems)} problems{listed}")
