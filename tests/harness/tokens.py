"""Tokens of every kind, to give to connectors."""

from __future__ import annotations

from typing import Any

from harness.cdk import Fn, TerraformDataSource, TerraformStack, TerraformVariable, Token

DATA = "data.facts.it"
"""The data source whose attributes most of the tokens are."""


def tokens_in(stack: TerraformStack) -> dict[str, Any]:
    """Return a token of each kind; what they refer to is made in the stack."""
    it = TerraformDataSource(stack, "it", terraform_resource_type="facts")
    return {
        "string": it.get_string_attribute("string"),
        "number": it.get_number_attribute("number"),
        "list": it.get_list_attribute("list"),
        "number_list": it.get_number_list_attribute("number_list"),
        "map": it.get_string_map_attribute("map"),
        "any_map": it.get_any_map_attribute("any_map"),
        "boolean": it.get_boolean_attribute("boolean"),
        "variable_boolean": TerraformVariable(stack, "flag", type="bool").boolean_value,
        "variable": TerraformVariable(stack, "text", type="string").value,
        "call": Token.as_string(Fn.upper(it.get_string_attribute("string"))),
        "resolvable": Fn.lookup_nested(it.get_any_map_attribute("any_map"), ["key"]),
    }
