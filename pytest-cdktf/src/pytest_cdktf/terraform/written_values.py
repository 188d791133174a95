"""Writes values of variables as Terraform takes them from its environment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..blocks import Variable


def written(value: Any, variable: Variable, function: str) -> str:
    """Return a value as Terraform takes it from the environment.

    A text is taken as it is, unless the variable's type is `any`; anything else is an expression.

    Args:
        value: The value: of JSON, or with sets in place of lists.
        variable: The variable.
        function: The function that a test called, for the message.

    Raises:
        TypeError: It is another value. The message does not show it.
    """
    __tracebackhide__ = True
    if isinstance(value, str) and "".join(str(variable.get("type", "string")).split()) != "any":
        return value
    try:
        return json.dumps(_literal(value))
    except (TypeError, ValueError):
        message = (
            "expected a text, a number, a truth value, or a list or mapping of such, got "
            f"{type(value).__name__}"
        )
    raise TypeError(f"{function}: variables: {variable.name}: {message}")


def _literal(value: Any) -> Any:
    """Return a value in which Terraform finds no template, with lists in place of sets."""
    if isinstance(value, str):
        return value.replace("${", "$${").replace("%{", "%%{")
    if isinstance(value, Mapping):
        return {_literal(key): _literal(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        value = sorted(value, key=str)
    return [_literal(item) for item in value] if isinstance(value, (list, tuple)) else value
