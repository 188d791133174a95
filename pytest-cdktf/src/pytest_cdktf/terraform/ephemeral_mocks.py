"""Replaces ephemeral resources by ephemeral variables, because no mock provider can open them."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from .. import document
from ..blocks import Ephemeral, Variable
from .mock_file import Mocks
from .mocked_copy import provider_of
from .written_values import written

Schemas = Mapping[str, Any]
_MADE_UP: dict[str, Any] = {"number": 1, "bool": True}


def replace(stack: dict[str, Any]) -> list[tuple[str, Ephemeral]]:
    """Replace each ephemeral resource in a stack's JSON, and all references to it.

    Args:
        stack: The copy's JSON, which is changed.

    Returns:
        The variables' names and what they stand for.
    """
    found = [*document.ephemerals(stack)]
    if not found:
        return []
    del stack["ephemeral"]
    replaced: list[tuple[str, Ephemeral]] = []
    for number, block in enumerate(found):
        name = f"mocked_ephemeral_{number}"
        pattern = re.compile(
            rf"(?<![\w.])ephemeral\.{re.escape(block.type)}\.{re.escape(block.name)}(?![\w-])(\[(?!\*)[^]]*])?"
        )
        # Of several instances, all get the same values: a key goes.
        _substitute(stack, pattern, f"var.{name}", block.address)
        variable = {"type": "any", "ephemeral": True, "sensitive": True}
        stack.setdefault("variable", {})[name] = variable
        replaced.append((name, block))
    return replaced


def values_of(
    replaced: list[tuple[str, Ephemeral]],
    stack_text: str,
    mocks: Mocks,
    schemas: Schemas,
    names: Mapping[str, str],
) -> dict[str, str]:
    """Return the environment variables with the values: those that a test gives, else made-up ones.

    Args:
        replaced: What `replace` gave.
        stack_text: The text of the copy, in which made-up maps get the keys that it uses.
        mocks: What the test gives.
        schemas: The providers' schemas, by address.
        names: The address of each provider by its name in the stack.
    """
    environment: dict[str, str] = {}
    for name, block in replaced:
        schema = schemas.get(names.get(provider_of(block.type, block), ""), {})
        attributes = (
            schema.get("ephemeral_resource_schemas", {})
            .get(block.type, {})
            .get("block", {})
            .get("attributes", {})
        )
        made_up = {
            attribute: _made_up(attribute, details.get("type"), name, stack_text)
            for attribute, details in attributes.items()
        }
        plain = {key: value for key, value in block.items() if "${" not in json.dumps(value)}
        given = {**mocks.ephemerals.get(block.type, {}), **mocks.ephemeral_overrides.get(block.address, {})}
        values = {**made_up, **{key: plain[key] for key in plain if key in attributes}, **given}
        environment[f"TF_VAR_{name}"] = written(values, Variable(name, {"type": "any"}), "mocks")
    return environment


def _made_up(attribute: str, type: Any, variable: str, text: str) -> Any:
    if isinstance(type, list):
        if type[0] != "map":
            return []
        used = re.findall(rf"var\.{variable}\.{attribute}(?:\.|\[\\*\")([\w-]+)", text)
        return {key: _made_up(key, type[1], variable, text) for key in used}
    return _MADE_UP.get(str(type), f"made-up-{attribute}-{secrets.token_hex(8)}")


def _substitute(value: Any, pattern: re.Pattern[str], by: str, address: str) -> Any:
    """Change all texts inside a JSON value; a dependency on the address itself goes."""
    if isinstance(value, dict):
        for key in value:
            if key == "depends_on" and isinstance(value[key], list):
                value[key] = [each for each in value[key] if each != address]
            value[key] = _substitute(value[key], pattern, by, address)
    elif isinstance(value, list):
        value[:] = [_substitute(each, pattern, by, address) for each in value]
    elif isinstance(value, str):
        return pattern.sub(by, value)
    return value
