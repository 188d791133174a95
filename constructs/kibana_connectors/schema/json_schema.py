"""Checks a value against a JSON Schema, and says what is wrong as zod does.

Only the keywords that Kibana's schemas of params have; `unknown_keywords` finds others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from ..formats.javascript import length, to_number, type_name

Schema: TypeAlias = "Mapping[str, Any]"
Path: TypeAlias = tuple[str, ...]
Issue: TypeAlias = tuple[Path, str]
"""Where, and zod's words."""

_TYPES = {"array", "boolean", "null", "number", "object", "string"}


def issues(schema: Schema, value: object, path: Path = (), root: Schema | None = None) -> Iterator[Issue]:
    """Yield what is wrong with a value.

    Args:
        schema: The JSON Schema.
        value: JSON data.
        path: Where the value is.
        root: The schema that `$ref` refers to; by default the same.
    """
    root = schema if root is None else root
    if "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].lstrip("#/").split("/"):
            target = target[part] if part else target
        yield from issues(target, value, path, root)
        return
    if schema.get("x-zod-coerce"):
        number = to_number(value) if not isinstance(value, (dict, list)) else None
        if number is None:
            yield path, "Invalid input: expected number, received NaN"
            return
        value = number
    if "const" in schema and value != schema["const"]:
        yield path, f"Invalid input: expected {json.dumps(schema['const'])}"
        return
    if "enum" in schema and value not in schema["enum"]:
        choices = "|".join(json.dumps(choice) for choice in schema["enum"])
        yield path, f"Invalid option: expected one of {choices}"
        return
    for key in ("anyOf", "oneOf"):
        if key in schema:
            yield from _alternatives(schema[key], value, path, root)
    for part in schema.get("allOf", ()):
        if "if" not in part:
            yield from issues(part, value, path, root)
        elif "then" in part and not any(issues(part["if"], value, path, root)):
            yield from issues(part["then"], value, path, root)
    wrong_type = _wrong_type(schema, value)
    if wrong_type:
        yield path, wrong_type
    elif isinstance(value, str):
        yield from _text(schema, value, path, root)
    elif isinstance(value, dict):
        yield from _object(schema, value, path, root)
    elif isinstance(value, list):
        yield from _array(schema, value, path, root)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _number(schema, value, path)


_KNOWN = frozenset(
    {
        *("type", "const", "enum", "anyOf", "oneOf", "allOf", "not", "if", "then", "default", "sensitive"),
        *("minLength", "maxLength", "pattern", "contentMediaType", "contentSchema"),
        *("minimum", "maximum", "exclusiveMinimum", "minItems", "maxItems", "items"),
        *("properties", "required", "additionalProperties", "propertyNames", "maxProperties"),
        *("$ref", "$defs", "x-zod-coerce"),
    }
)


def unknown_keywords(schema: object) -> Iterator[str]:
    """Yield the rules of a schema, at every depth, that `issues` does not apply.

    Args:
        schema: The JSON Schema.
    """
    if not isinstance(schema, Mapping):
        return
    yield from (key for key in schema if key not in _KNOWN)
    if isinstance(schema.get("pattern"), str) and _compiled(schema["pattern"]) is None:
        yield f"the pattern {schema['pattern']}"
    for key in ("items", "additionalProperties", "propertyNames", "not"):
        yield from unknown_keywords(schema.get(key))
    for key in ("anyOf", "oneOf", "allOf"):
        for part in schema.get(key, ()):
            yield from unknown_keywords(part)
    for part in schema.get("properties", {}).values():
        yield from unknown_keywords(part)


def with_defaults(schema: Schema, value: Any) -> Any:
    """Return a value with the defaults of a schema written out, inside objects and lists, as Kibana keeps it.

    Args:
        schema: The JSON Schema.
        value: JSON data; where it is none of the schema's, it is returned as it is.
    """
    if isinstance(value, dict) and isinstance(schema.get("properties"), Mapping):
        filled = dict(value)
        for key, inner in schema["properties"].items():
            if key in value:
                filled[key] = with_defaults(inner, value[key])
            elif isinstance(inner, Mapping) and "default" in inner:
                filled[key] = inner["default"]
        return filled
    if isinstance(value, list) and isinstance(schema.get("items"), Mapping):
        return [with_defaults(schema["items"], item) for item in value]
    return value


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


def _wrong_type(schema: Schema, value: object) -> str:
    expected = schema.get("type")
    if expected is None:
        return ""
    types = [expected] if isinstance(expected, str) else list(expected)
    got = type_name(value)
    if got in types or (got == "number" and "integer" in types and float(value).is_integer()):  # type: ignore[arg-type]
        return ""
    first = next((one for one in types if one in _TYPES and one != "null"), types[0])
    return f"Invalid input: expected {'int' if first == 'integer' else first}, received {got}"


def _alternatives(choices: list[Any], value: object, path: Path, root: Schema) -> Iterator[Issue]:
    for name in ("subAction", "fieldType", "type"):
        constants = [choice.get("properties", {}).get(name, {}).get("const") for choice in choices]
        if isinstance(value, dict) and all(constant is not None for constant in constants):
            if name not in value:
                yield (*path, name), "Invalid input: expected string, received undefined"
                return
            chosen = [choice for choice, one in zip(choices, constants, strict=True) if one == value[name]]
            if not chosen:
                yield (*path, name), "Invalid input"
                return
            found = [list(issues(choice, value, path, root)) for choice in chosen]
            if all(found):
                yield from min(found, key=len)
            return
    if all(any(issues(choice, value, path, root)) for choice in choices):
        yield path, "Invalid input"


def _text(schema: Schema, value: str, path: Path, root: Schema) -> Iterator[Issue]:
    size = length(value)
    if size < schema.get("minLength", 0):
        yield path, f"Too small: expected string to have >={schema['minLength']} characters"
    if size > schema.get("maxLength", size):
        yield path, f"Too big: expected string to have <={schema['maxLength']} characters"
    pattern = _compiled(schema["pattern"]) if "pattern" in schema else None
    if pattern is not None and not pattern.search(value):
        yield path, f"Invalid string: must match pattern /{schema['pattern']}/"
    if schema.get("contentMediaType") == "application/json":
        try:
            inside = json.loads(value)
        except (ValueError, RecursionError):
            yield path, "Invalid input"
        else:
            yield from issues(schema.get("contentSchema", {}), inside, path, root)


def _number(schema: Schema, value: float, path: Path) -> Iterator[Issue]:
    if value < schema.get("minimum", value):
        yield path, f"Too small: expected number to be >={schema['minimum']}"
    if value > schema.get("maximum", value):
        yield path, f"Too big: expected number to be <={schema['maximum']}"
    if value <= schema.get("exclusiveMinimum", value - 1):
        yield path, f"Too small: expected number to be >{schema['exclusiveMinimum']}"


def _array(schema: Schema, value: list[Any], path: Path, root: Schema) -> Iterator[Issue]:
    if len(value) < schema.get("minItems", 0):
        yield path, f"Too small: expected array to have >={schema['minItems']} items"
    if len(value) > schema.get("maxItems", len(value)):
        yield path, f"Too big: expected array to have <={schema['maxItems']} items"
    if isinstance(schema.get("items"), dict):
        for index, item in enumerate(value):
            yield from issues(schema["items"], item, (*path, str(index)), root)


def _object(schema: Schema, value: dict[str, Any], path: Path, root: Schema) -> Iterator[Issue]:
    properties = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value:
            yield (*path, key), _missing(properties.get(key, {}))
    for key, inner in properties.items():
        if key in value:
            yield from issues(inner, value[key], (*path, key), root)
    other = [key for key in value if key not in properties]
    extra = schema.get("additionalProperties")
    if extra is False and other:
        keys = ", ".join(json.dumps(key) for key in other)
        yield path, f"Unrecognized key{'s' if len(other) > 1 else ''}: {keys}"
    elif isinstance(extra, dict):
        for key in other:
            yield from issues(extra, value[key], (*path, key), root)
    if "propertyNames" in schema:
        for key in other:
            if any(issues(schema["propertyNames"], key, path, root)):
                yield (*path, key), "Invalid key in record"
    if len(value) > schema.get("maxProperties", len(value)):
        yield path, f"Too big: expected object to have <={schema['maxProperties']} properties"
    if "not" in schema and not any(issues(schema["not"], value, path, root)):
        yield path, "Invalid input"


def _missing(schema: Schema) -> str:
    if "enum" in schema:
        return f"Invalid option: expected one of {'|'.join(json.dumps(one) for one in schema['enum'])}"
    expected = schema.get("type", "string")
    first = expected if isinstance(expected, str) else expected[0]
    return f"Invalid input: expected {'int' if first == 'integer' else first}, received undefined"
