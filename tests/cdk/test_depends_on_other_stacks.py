"""What a connector depends on, or is triggered by, stands in its own stack; Terraform takes the reference."""

from __future__ import annotations

from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformResource, TerraformResourceLifecycle, TerraformStack
from harness.refusals import synth_refusal

from kibana_connectors import InvalidConnector, ServerLog, allow_unencrypted_state
from pytest_cdktf import Synth

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

CONNECTOR = "elasticstack_kibana_action_connector"


@pytest.fixture
def other(app: App) -> TerraformStack:
    """Another stack of the app."""
    stack = TerraformStack(app, "other")
    allow_unencrypted_state(stack, reason="a test")
    return stack


def _log(stack: TerraformStack) -> ServerLog:
    return ServerLog(Construct(stack, "team"), "log", name="Log")


def _foreign(stack: TerraformStack) -> TerraformResource:
    return TerraformResource(stack, "null", terraform_resource_type="null_resource")


@pytest.mark.parametrize("make", [_log, _foreign], ids=["connector", "foreign"])
@pytest.mark.parametrize(
    ("options", "where"),
    [
        (lambda it: {"depends_on": [it]}, "depends_on.0"),
        (lambda it: {"lifecycle": {"replace_triggered_by": [it]}}, "lifecycle.replace_triggered_by.0"),
        (
            lambda it: {"lifecycle": TerraformResourceLifecycle(replace_triggered_by=["a.b", it])},
            "lifecycle.replace_triggered_by.1",
        ),
    ],
    ids=["depends-on", "triggered-by", "triggered-by-object"],
)
def test_another_stacks_construct_is_refused(
    stack: TerraformStack, other: TerraformStack, make: Any, options: Any, where: str
) -> None:
    with pytest.raises(InvalidConnector) as refusal:
        ServerLog(stack, "it", name="It", **options(make(other)))

    (problem,) = refusal.value.problems
    assert (problem.where, problem.message) == (where, "it stands in another stack")
    assert "add_dependency" in problem.hint


@pytest.mark.parametrize("field", ["depends_on", "lifecycle"])
def test_one_that_is_given_later_is_refused_at_synth(
    app: App, stack: TerraformStack, other: TerraformStack, field: str
) -> None:
    it = ServerLog(stack, "it", name="It")
    foreign = _foreign(other)
    if field == "depends_on":
        it.depends_on = [foreign.fqn]
    else:
        it.lifecycle = TerraformResourceLifecycle(replace_triggered_by=[foreign])

    message = synth_refusal(app)
    assert f"[stack] stack/it: {field}" in message
    assert "names what stands in another stack" in message


@pytest.mark.parametrize(
    ("make", "address"),
    [(_log, f"{CONNECTOR}.team_log_"), (_foreign, "null_resource.null")],
    ids=["connector", "foreign"],
)
@pytest.mark.parametrize("given", [lambda it: it, lambda it: it.fqn], ids=["construct", "token"])
def test_a_trigger_is_written_as_terraform_takes_it(
    stack: TerraformStack, synth: Synth, make: Any, address: str, given: Any
) -> None:
    trigger = make(stack)
    ServerLog(stack, "it", name="It", lifecycle={"replace_triggered_by": [given(trigger)]})
    later = ServerLog(stack, "later", name="It")
    later.lifecycle = TerraformResourceLifecycle(replace_triggered_by=[given(trigger)])

    out = synth(stack)
    for name in ("it", "later"):
        (written,) = out.at(name)["lifecycle"]["replace_triggered_by"]
        assert written.startswith(address)


def test_attributes_and_texts_are_triggers_too(stack: TerraformStack, synth: Synth) -> None:
    trigger = _foreign(stack)
    triggers = [trigger.get_string_attribute("id"), "null_resource.null", "${null_resource.null.id}"]
    ServerLog(stack, "it", name="It", lifecycle={"replace_triggered_by": triggers})

    assert synth(stack).at("it")["lifecycle"]["replace_triggered_by"] == [
        "null_resource.null.id",
        "null_resource.null",
        "null_resource.null.id",
    ]


def test_the_own_stack_is_no_other(stack: TerraformStack, synth: Synth) -> None:
    log = _log(stack)
    ServerLog(stack, "it", name="It", depends_on=[log, _foreign(stack)])

    assert synth(stack).at("it")["depends_on"] == [
        f"{CONNECTOR}.{log.friendly_unique_id}",
        "null_resource.null",
    ]
