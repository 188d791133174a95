"""Stacks to put connectors into, and places in them."""

from __future__ import annotations

import pytest
from constructs import Construct

from harness.cdk import TerraformStack
from kibana_connectors import EncryptedS3Backend, ServerLog


def encrypt_state(stack: TerraformStack) -> None:
    """Give a stack a backend that encrypts its state."""
    EncryptedS3Backend(stack, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/k")


def scope_at(stack: TerraformStack, path: tuple[str, ...]) -> Construct:
    """Make the constructs above the last one of a path, and return the lowest."""
    scope: Construct = stack
    for part in path[:-1]:
        scope = Construct(scope, part)
    return scope


def _on_top(stack: TerraformStack) -> Construct:
    return stack


def _in_an_older_construct(stack: TerraformStack) -> Construct:
    """Return a construct older than the stack's first connector, and so than the writer of them all."""
    older = Construct(stack, "older")
    ServerLog(stack, "first", name="First")
    return older


def _in_a_younger_construct(stack: TerraformStack) -> Construct:
    ServerLog(stack, "first", name="First")
    return Construct(stack, "younger")


anywhere = pytest.mark.parametrize(
    "scope_in", [_on_top, _in_an_older_construct, _in_a_younger_construct], ids=["top", "older", "younger"]
)
"""Runs a test with a connector at each kind of place in a stack."""
