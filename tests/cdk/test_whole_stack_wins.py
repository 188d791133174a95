"""What a user does to the whole stack wins over what the library writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsii
import pytest
from constructs import Construct
from harness.cdk import App, Aspects, IAspect, IStackSynthesizer, TerraformOutput, TerraformStack, Testing
from harness.written import CONNECTOR

from kibana_connectors import PagerDuty, ServerLog, allow_unencrypted_state, synth

VIAS = ["app.synth", "Testing.synth", "users-synthesizer"]


@jsii.implements(IStackSynthesizer)
class UsersSynthesizer:
    """A user's own: calls the one before it, and notes that it was called."""

    def __init__(self, before: Any) -> None:
        self.before = before
        self.calls = 0

    def synthesize(self, session: Any) -> None:
        self.calls += 1
        self.before.synthesize(session)


def written(stack: TerraformStack, via: str) -> dict[str, Any]:
    allow_unencrypted_state(stack, reason="a test")
    if via == "Testing.synth":
        found: dict[str, Any] = json.loads(Testing.synth(stack))
        return found
    app = App.of(stack)
    if via == "users-synthesizer":
        stack.synthesizer = own = UsersSynthesizer(stack.synthesizer)
    synth(app)
    if via == "users-synthesizer":
        assert own.calls == 1
    return json.loads((Path(app.outdir) / "stacks" / "stack" / "cdk.tf.json").read_text())


@pytest.mark.parametrize("via", VIAS)
def test_an_override_of_the_stack_wins(stack: TerraformStack, via: str) -> None:
    PagerDuty(stack, "pager", name="On-call")
    stack.add_override(f"resource.{CONNECTOR}.pager.name", "Mine")
    stack.add_override(f"resource.{CONNECTOR}.pager.config", None)
    stack.add_override("variable.pager_routing_key.description", "Mine too")
    stack.add_override("terraform.required_providers.elasticstack.version", "0.16.2")

    found = written(stack, via)

    pager = found["resource"][CONNECTOR]["pager"]
    assert pager["name"] == "Mine"
    assert "config" not in pager
    assert pager["secrets_wo"]
    assert found["variable"]["pager_routing_key"]["description"] == "Mine too"
    assert found["terraform"]["required_providers"]["elasticstack"]["version"] == "0.16.2"


@pytest.mark.parametrize("via", VIAS)
def test_an_override_of_the_stack_can_remove_a_connector(stack: TerraformStack, via: str) -> None:
    PagerDuty(stack, "pager", name="On-call")
    ServerLog(stack, "log", name="Log")
    stack.add_override(f"resource.{CONNECTOR}.pager", None)

    assert set(written(stack, via)["resource"][CONNECTOR]) == {"log"}


@pytest.mark.parametrize("via", VIAS)
def test_a_removed_construct_is_not_written(stack: TerraformStack, via: str) -> None:
    PagerDuty(stack, "pager", name="On-call")
    ServerLog(stack, "log", name="Log")
    assert stack.node.try_remove_child("pager")

    found = written(stack, via)

    assert set(found["resource"][CONNECTOR]) == {"log"}
    assert "variable" not in found


@pytest.mark.parametrize("via", VIAS)
def test_what_an_aspect_removes_is_not_written(stack: TerraformStack, via: str) -> None:
    @jsii.implements(IAspect)
    class WithoutPagers:
        def visit(self, node: Any) -> None:
            if isinstance(node, PagerDuty):
                node.node.scope.node.try_remove_child(node.node.id)

    team = Construct(stack, "team")
    PagerDuty(team, "pager", name="On-call")
    ServerLog(stack, "log", name="Log")
    Aspects.of(stack).add(WithoutPagers())

    found = written(stack, via)

    assert set(found["resource"][CONNECTOR]) == {"log"}
    assert "variable" not in found


@pytest.mark.parametrize("via", VIAS)
def test_a_removed_group_takes_its_connectors_along(stack: TerraformStack, via: str) -> None:
    team = Construct(stack, "team")
    kept = ServerLog(stack, "log", name="Log")
    PagerDuty(team, "pager", name=f"after {kept.connector_id}")
    stack.node.try_remove_child("team")

    found = written(stack, via)

    assert set(found["resource"][CONNECTOR]) == {"log"}
    assert "variable" not in found


def test_all_connectors_can_be_removed(stack: TerraformStack) -> None:
    ServerLog(stack, "log", name="Log")
    stack.node.try_remove_child("log")

    assert "resource" not in written(stack, "app.synth")


def test_a_token_of_another_stack_still_becomes_an_output(app: App) -> None:
    first, second = TerraformStack(app, "first"), TerraformStack(app, "second")
    log = ServerLog(first, "log", name="Log")
    TerraformOutput(second, "id", value=log.connector_id)
    for stack in (first, second):
        allow_unencrypted_state(stack, reason="a test")
    first.synthesizer = UsersSynthesizer(first.synthesizer)
    synth(app)

    text = (Path(app.outdir) / "stacks" / "first" / "cdk.tf.json").read_text()
    assert "cross-stack-output" in text
