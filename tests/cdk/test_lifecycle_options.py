"""The options of every resource of CDKTF: depends_on, lifecycle, provider."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import Postcondition, TerraformResource, TerraformResourceLifecycle, TerraformStack
from harness.stacks import anywhere
from harness.written import CONNECTOR, MISSING_SECRETS

from kibana_connectors import Index, InvalidConnector, KibanaProvider, PagerDuty, ServerLog
from pytest_cdktf import Synth, partial, resource

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

OURS = partial(condition=MISSING_SECRETS)
"""The postcondition that every connector has."""


def test_depends_on(stack: TerraformStack, synth: Synth) -> None:
    first = TerraformResource(stack, "first", terraform_resource_type="peer")
    log = ServerLog(stack, "log", name="Log", depends_on=[first])
    Index(stack, "index", name="Index", config={"index": "a"}, depends_on=[log, first])

    out = synth(stack)
    assert out.at("log")["depends_on"] == ["peer.first"]
    assert out.at("index")["depends_on"] == [f"{CONNECTOR}.log", "peer.first"]


def test_others_may_depend_on_a_connector(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    TerraformResource(stack, "rule", terraform_resource_type="peer", depends_on=[log])

    assert resource("peer", depends_on=[f"{CONNECTOR}.log"]) in synth(stack)


@anywhere
def test_a_lifecycle_is_joined_to_ours(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(
        scope_in(stack),
        "pager",
        name="On-call",
        protect=True,
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True, ignore_changes=["name"]),
    )

    lifecycle = {
        "postcondition": [OURS],
        "prevent_destroy": True,
        "create_before_destroy": True,
        "ignore_changes": ["name"],
    }
    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, lifecycle=lifecycle)


@anywhere
def test_a_lifecycle_must_not_contradict_protect(stack: TerraformStack, scope_in: Any) -> None:
    with pytest.raises(InvalidConnector, match="protect: contradicts lifecycle"):
        PagerDuty(
            scope_in(stack),
            "pager",
            name="On-call",
            protect=True,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=False),
        )


def test_a_lifecycle_can_be_set_later(stack: TerraformStack, synth: Synth) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    pager.lifecycle = TerraformResourceLifecycle(prevent_destroy=True)

    lifecycle = {"prevent_destroy": True, "postcondition": [OURS]}
    assert synth(stack).one(resource(CONNECTOR)) == resource(CONNECTOR, lifecycle=lifecycle)


@anywhere
def test_a_postcondition_of_the_users_is_joined_to_ours(
    stack: TerraformStack, synth: Synth, scope_in: Any
) -> None:
    mine = {"condition": "${true}", "errorMessage": "mine"}
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")
    pager.lifecycle = TerraformResourceLifecycle(
        postcondition=[Postcondition(condition=mine["condition"], error_message="mine")]
    )

    conditions = [
        each["condition"] for each in synth(stack).at(pager.node.path)["lifecycle"]["postcondition"]
    ]
    assert sorted(conditions) == sorted([MISSING_SECRETS, "${true}"])


def test_a_provider_can_be_named(stack: TerraformStack, synth: Synth) -> None:
    east = KibanaProvider(stack, "east", endpoints=["https://e.example"], alias="east")
    ServerLog(stack, "early", name="Log", provider=east)
    late = ServerLog(stack, "late", name="Log")
    late.provider = east  # a property that CDKTF lets anybody set

    out = synth(stack)
    assert out.at("late")["provider"] == out.at("early")["provider"] == "elasticstack.east"
