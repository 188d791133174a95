"""What a stack synthesizes to, as data."""

from __future__ import annotations

import json
from typing import Any

from cdktf import TerraformStack, Testing

RESOURCE = "elasticstack_kibana_action_connector"


def synthesized(stack: TerraformStack) -> dict[str, Any]:
    """Give the whole of the stack's cdk.tf.json, without CDKTF's own notes; validations do not run."""
    written: dict[str, Any] = json.loads(Testing.synth(stack))
    return written


def resources(stack: TerraformStack) -> dict[str, dict[str, Any]]:
    """Give the connectors by logical id."""
    found: dict[str, dict[str, Any]] = synthesized(stack).get("resource", {}).get(RESOURCE, {})
    return found


def resource(stack: TerraformStack) -> dict[str, Any]:
    """Give the stack's only connector."""
    (only,) = resources(stack).values()
    return only


def variables(stack: TerraformStack) -> dict[str, dict[str, Any]]:
    """Give the variables by name."""
    found: dict[str, dict[str, Any]] = synthesized(stack).get("variable", {})
    return found
