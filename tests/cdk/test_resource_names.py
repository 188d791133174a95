"""What a connector's resource is called in Terraform."""

from __future__ import annotations

from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformOutput, TerraformStack
from harness.refusals import refusal, synth_refusal
from harness.stacks import anywhere, scope_at
from harness.written import CONNECTOR

from kibana_connectors import PagerDuty, ServerLog, allow_unencrypted_state
from kibana_connectors.terraform.logical_id import logical_id
from pytest_cdktf import Synth, SynthesisError, output, ref, resource

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")


@pytest.mark.parametrize(
    "path",
    [
        ("pager",),
        ("team", "pager"),
        ("org", "team", "pager"),
        ("Default", "pager"),
        ("team", "Default"),
        ("team", "Resource"),
        ("Resource",),
        ("Resource", "Resource"),
        ("pager", "pager"),
        ("on-pager", "pager"),
        ("pager", "on-pager"),
        ("team", "pager", "pager", "team"),
        ("a.b", "c d".replace(" ", "~")),
        ("a/b", "c//d"),
        ("ä", "ö"),
        ("über.pager",),
        ("x" * 255,),
        ("x" * 256,),
        ("x" * 100, "y" * 100, "z" * 100),
        ("Default", "Default", "a"),
        ("-_-",),
        ("1st",),
        ("a", "-"),
        ("team", "Resource", "pager"),
        ("KibanaConnectors", "a"),
    ],
    ids=lambda path: "+".join(part[:12] for part in path),
)
def test_the_name_is_the_one_that_cdktf_gives(
    stack: TerraformStack, synth: Synth, path: tuple[str, ...]
) -> None:
    log = ServerLog(scope_at(stack, path), path[-1], name="Log")

    # Some of them start with a digit, which our own validation refuses.
    assert synth(stack, validations=False).one(resource(CONNECTOR)).name == log.friendly_unique_id
    assert logical_id([part.replace("/", "--") for part in path]) == log.friendly_unique_id


@anywhere
def test_the_name_can_be_overridden(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")
    pager.override_logical_id("mine")
    TerraformOutput(stack, "pager-id", value=pager.connector_id, static_id=True)

    out = synth(stack)
    assert out.one(resource(CONNECTOR, name="On-call")).name == "mine"
    assert {each.name for each in out.resources} <= {"mine", "first"}
    assert output("pager-id", value=ref(f"{CONNECTOR}.mine.connector_id")) in out


def test_an_overridden_name_can_be_reset(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    log.override_logical_id("mine")
    log.reset_override_logical_id()

    assert synth(stack).one(resource(CONNECTOR)).name == "log"


@pytest.mark.parametrize("reset", [False, True], ids=["override", "override-and-reset"])
def test_an_override_that_comes_too_late_for_cdktf_comes_too_late_for_us(
    stack: TerraformStack, synth: Synth, reset: bool
) -> None:
    """CDKTF keeps the id that it once gave away; attributes under another id would be a second resource."""
    log = ServerLog(stack, "log", name="Log")
    if reset:
        log.override_logical_id("mine")
    TerraformOutput(stack, "log-id", value=log.connector_id, static_id=True)
    if reset:
        log.reset_override_logical_id()
    else:
        log.override_logical_id("mine")

    out = synth(stack)
    written = out.one(resource(CONNECTOR))
    assert (written.name, written["name"]) == (log.friendly_unique_id, "Log")
    assert output("log-id", value=ref(f"{written.address}.connector_id")) in out


def test_a_stack_may_name_its_elements_in_its_own_way(cdk_app: App, synth: Synth) -> None:
    class Shouting(TerraformStack):
        def _allocate_logical_id(self, element: Any) -> str:
            return f"X_{element.node.id}".upper()

    stack = Shouting(cdk_app, "shouting")
    allow_unencrypted_state(stack, reason="a test")
    log = ServerLog(Construct(stack, "team"), "log", name="Log")

    assert synth(stack).one(resource(CONNECTOR)).name == "X_LOG"
    assert log.friendly_unique_id == "X_LOG"


def test_a_name_must_not_start_with_a_digit(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(stack, "1st", name="It")
    ServerLog(stack, "2nd", name="It").override_logical_id("second")

    error = refusal(lambda: synth(stack), SynthesisError)

    assert "stack/1st would be called 1st in Terraform, where names start with a letter" in str(error)
    assert "stack/2nd" not in str(error)


def test_two_connectors_must_not_have_the_same_name(cdk_app: App, stack: TerraformStack) -> None:
    """CDKTF drops the dot, so that one of the two would be lost without a word."""
    ServerLog(stack, "a.b", name="A")
    ServerLog(stack, "ab", name="B")

    message = synth_refusal(cdk_app)

    assert "stack/a.b" in message
    assert "stack/ab" in message
