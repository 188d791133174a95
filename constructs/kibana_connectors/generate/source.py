"""Pieces of Python: imports, docstrings, literals and the fields of a class."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from . import names, words
from .catalog import AuthType
from .field_schema import Field
from .style import LIBRARY

_WIDTH = 108


class Imports:
    """The imports of a module.

    Args:
        root: What stands before the library's own modules: `...` in `types/spec/`.
    """

    def __init__(self, root: str = "...") -> None:
        self._root = root
        self._names: dict[str, set[str]] = {}

    def add(self, module: str, *found: str) -> None:
        """Add names from a module: one of the library's, unless its whole path is given."""
        is_whole = module.startswith((".", LIBRARY)) or module in ("typing", "collections.abc")
        path = module if is_whole else f"{self._root}{module}"
        self._names.setdefault(path, set()).update(found)

    def __str__(self) -> str:
        return "\n".join(
            f"from {path} import {', '.join(sorted(found))}" for path, found in self._names.items()
        )


def docstring(first: str, *paragraphs: str, indent: int = 4) -> str:
    """Return a docstring; if it is long, its closing quotes are on their own line."""
    parts = [_wrapped(part) for part in (first, *paragraphs) if part]
    text = "\n\n".join(parts)
    return textwrap.indent(in_quotes(f"{text}\n" if "\n" in text else text), " " * indent)


def in_quotes(text: str) -> str:
    """Return a text as a docstring, whatever quotes and backslashes are in it.

    Args:
        text: The text, with a line end after it where the closing quotes are to have their own line.
    """
    text = text.replace('"""', "'''")
    if text.endswith(('"', "\\")):
        text += " "
    return f'{"r" if chr(92) in text else ""}"""{text}"""'


def _wrapped(text: str) -> str:
    if text.startswith("- "):
        return "\n".join(_wrap(line, "  ") for line in text.split("\n"))
    return _wrap(text, "")


def _wrap(text: str, deeper: str) -> str:
    return textwrap.fill(
        text, _WIDTH - 8, subsequent_indent=deeper, break_long_words=False, break_on_hyphens=False
    )


def text(value: str) -> str:
    """Return a text literal in ruff's style; a long text is split into several literals."""
    if len(value) <= 70:
        return json.dumps(value, ensure_ascii=False)
    parts = re.findall(r".{1,70}", value, re.DOTALL)
    return "(" + " ".join(json.dumps(part, ensure_ascii=False) for part in parts) + ")"


def literal(value: object) -> str:
    """Return a value from JSON as Python."""
    return text(value) if isinstance(value, str) else repr(value)


# -- fields --------------------------------------------------------------------------------------------------


def config_field(field: Field, imports: Imports) -> str:
    """Return a field of a config."""
    kind = _config_type(field, imports)
    if field.nullable:
        kind = f"{kind} | None"
    if names.camel_case(field.name) != field.wire:
        if not field.required and not field.has_default:
            imports.add("schema.fields", "OrAbsent", "absent")
            return f"{field.name}: OrAbsent[{kind}] = absent({json.dumps(field.wire)})"
        imports.add("schema.fields", "kibana_name")
        if field.has_default:
            return f"{field.name}: {kind} = kibana_name({json.dumps(field.wire)}, {literal(field.default)})"
        imports.add("typing", "Annotated")
        return f"{field.name}: Annotated[{kind}, kibana_name({json.dumps(field.wire)})]"
    if field.has_default:
        imports.add("schema.fields", "field")
        return f"{field.name}: {kind} = field(default={literal(field.default)})"
    if field.required:
        return f"{field.name}: {kind}"
    imports.add("schema.fields", "OrAbsent", "absent")
    return f"{field.name}: OrAbsent[{kind}] = absent()"


def _config_type(field: Field, imports: Imports) -> str:
    schema = field.schema
    if field.kind == "json":
        return _json_type(schema, imports)
    if field.kind == "number":
        return _number_type(schema, imports)
    if field.kind == "flag":
        return _from_fields(imports, "Flag")
    if "enum" in schema:
        imports.add("typing", "Literal")
        return f"{_from_fields(imports, 'OrToken')}[Literal[{', '.join(map(json.dumps, schema['enum']))}]]"
    minimum, maximum = schema.get("minLength", 0), schema.get("maxLength")
    checks = []
    if "pattern" in schema:
        imports.add("schema.spec_fields", "of_form")
        checks.append(f"of_form({_raw(schema['pattern'])}, {text(_expected(field))})")
    elif schema.get("format") == "uri":
        if maximum is None:
            return _from_fields(imports, "Url")
        imports.add("schema.spec_fields", "URL")
        checks.append("URL")
    if maximum is not None or minimum > 1:
        imports.add("schema.spec_fields", "of_length")
        checks.insert(0, f"of_length({minimum}{'' if maximum is None else f', {maximum}'})")
    if not checks:
        return _from_fields(imports, "NonEmpty" if minimum else "Text")
    imports.add("typing", "Annotated")
    imports.add("schema.fields", "TokenAware")
    return f"Annotated[{', '.join(['str', *checks, 'TokenAware()'])}]"


def _number_type(schema: Mapping[str, Any], imports: Imports) -> str:
    imports.add("typing", "Annotated")
    imports.add("schema.fields", "TokenAware")
    imports.add("schema.spec_fields", "of_range")
    imports.add("tokens", "Shape")
    bounds = [repr(schema[key]) if key in schema else "None" for key in ("minimum", "maximum")]
    while bounds and bounds[-1] == "None":
        bounds.pop()
    if schema["type"] == "integer":
        bounds.append("is_whole=True")
    return f"Annotated[float, of_range({', '.join(bounds)}), TokenAware(Shape.NUMBER)]"


def _json_type(schema: Mapping[str, Any], imports: Imports) -> str:
    imports.add("typing", "Annotated", "Any")
    imports.add("schema.fields", "TokenAware")
    imports.add("schema.spec_fields", "of_schema")
    imports.add("tokens", "Shape")
    kind, shape = "Any", "ANY"
    if schema.get("type") == "array":
        items = schema.get("items")
        items = items if isinstance(items, dict) else {}
        kind, shape = f"list[{_ITEMS.get(str(items.get('type')), 'Any')}]", "LIST"
    elif schema.get("type") == "object":
        kind, shape = "dict[str, Any]", "MAP"
    shown = {key: value for key, value in schema.items() if key != "default"}
    return f"Annotated[{kind}, of_schema({shown!r}), TokenAware(Shape.{shape})]"


_ITEMS = {"string": "str", "boolean": "bool", "integer": "float", "number": "float"}


def auth_field(field: Field, imports: Imports) -> str:
    """Return a field of an auth type."""
    kind = _auth_type(field, imports)
    plain = names.camel_case(field.name) == field.wire
    if field.required and plain:
        imports.add("schema.spec_fields", "needed")
        return f"{field.name}: {kind} = needed()"
    if field.required:
        imports.add("schema.fields", "kibana_name")
        return f"{field.name}: {kind} = kibana_name({json.dumps(field.wire)})"
    imports.add("schema.fields", "OrAbsent", "absent")
    return f"{field.name}: OrAbsent[{kind}] = absent({'' if plain else json.dumps(field.wire)})"


def _auth_type(field: Field, imports: Imports) -> str:
    schema = field.schema
    if field.kind == "flag":
        imports.add("schema.spec_fields", "OpenFlag")
        return "OpenFlag"
    rules, base = _auth_rules(field, imports)
    is_url = schema.get("format") == "uri"
    if not rules and field.is_sensitive:
        return _from_fields(imports, "SecretUrl" if is_url else "SecretText")
    if not rules:
        name = "OpenUrl" if is_url else "OpenText"
        imports.add("schema.spec_fields", name)
        return name
    imports.add("typing", "Annotated")
    imports.add("schema.secret_rules", "NOT_BLANK", *(["IS_URL"] if is_url else []))
    imports.add("schema.secret_source", "Secret")
    listed = ", ".join(["NOT_BLANK", *(["IS_URL"] if is_url else []), *rules])
    if field.is_sensitive:
        imports.add("schema.fields", "SecretLeaf")
        return f"Annotated[Secret, SecretLeaf(({listed}))]"
    imports.add("schema.spec_fields", "OpenLeaf")
    return f"Annotated[{base} | Secret, OpenLeaf(({listed}))]"


def _auth_rules(field: Field, imports: Imports) -> tuple[list[str], str]:
    """Return the rules besides those of every text, and the type of a literal."""
    schema = field.schema
    if "enum" in schema:
        imports.add("typing", "Literal")
        imports.add("schema.spec_fields", "one_of")
        values = ", ".join(map(json.dumps, schema["enum"]))
        return [f"one_of({values})"], f"Literal[{values}]"
    rules = []
    minimum, maximum = schema.get("minLength", 0), schema.get("maxLength")
    if maximum is not None or minimum > 1:
        imports.add("schema.spec_fields", "secret_length")
        rules.append(f"secret_length({minimum}, {maximum})")
    if "pattern" in schema:
        imports.add("schema.spec_fields", "secret_form")
        rules.append(f"secret_form({_raw(schema['pattern'])}, {text(_expected(field))})")
    return rules, "str"


def _from_fields(imports: Imports, name: str) -> str:
    imports.add("schema.fields", name)
    return name


def _raw(pattern: str) -> str:
    is_plain = re.fullmatch(r'[^"\n\r]*', pattern) and not pattern.endswith("\\")
    return f'r"{pattern}"' if is_plain else repr(pattern)


def _expected(field: Field) -> str:
    return words.EXPECTED.get(field.wire, f"a text of the form {field.schema['pattern']}")


# -- sentences -----------------------------------------------------------------------------------------------


def sentence(text: str) -> str:
    """Return a text of Kibana's as a sentence; empty if there is none."""
    text = " ".join(text.split())
    return f"{text}." if text and text[-1] not in ".!?" else text


def config_sentence(type_id: str, field: Field, since: str | None) -> str:
    """Return the docstring of a config's field."""
    general, own = words.FIELDS.get(field.wire), sentence(field.description)
    parts = [
        words.FIELDS.get(f"{type_id} {field.wire}")
        or (general or own if type_id in words.SERVICES else own or general)
        or f"Kibana's `{field.wire}`."
    ]
    parts += _bounds(field)
    if since:
        parts.append(f"Since Kibana {since}; older versions do not have it.")
    return " ".join(parts)


def auth_sentence(auth: AuthType, field: Field) -> str:
    """Return the docstring of an auth type's field."""
    place = words.NAMED_BY_FIELD.get(auth.id)
    known = f"The value of the {place} `{field.wire}`." if place else words.AUTH_FIELDS.get(field.wire)
    parts = [known or f"Kibana's `{field.wire}`."]
    parts += _bounds(field)
    if field.has_default and field.default != "":
        parts.append(f"If it is left out, Kibana uses `{field.default}`.")
    return " ".join(parts)


def open_fields(fields: Iterable[Field]) -> str:
    """Return a sentence about the fields of an auth type that are not sensitive."""
    found = [f"`{field.name}`" for field in fields if not field.is_sensitive]
    if not found:
        return ""
    listed = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
    return f"{listed} {'are' if len(found) > 1 else 'is'} not sensitive: a literal text is allowed."


def _bounds(field: Field) -> list[str]:
    schema = field.schema
    parts = []
    if "enum" in schema:
        parts.append(f"One of {', '.join(f'`{value}`' for value in schema['enum'])}.")
    if "maxLength" in schema:
        parts.append(f"At most {schema['maxLength']} characters.")
    if field.kind == "number":
        parts += _range(schema)
    return parts


def _range(schema: Mapping[str, Any]) -> list[str]:
    whole = "A whole number" if schema["type"] == "integer" else "A number"
    least, most = (
        schema[key] if key in schema and abs(schema[key]) < _UNBOUNDED else None
        for key in ("minimum", "maximum")
    )
    if least is not None and most is not None:
        return [f"{whole} from {least} to {most}."]
    if least is not None:
        return [f"{whole} of at least {least}."]
    return [f"{whole}."] if most is None else [f"{whole} of at most {most}."]


_UNBOUNDED = 2**53 - 1
"""What zod writes as the bound of a whole number that has none."""
