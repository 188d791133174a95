"""`add_override` reaches a connector's attributes, although they are kept in Python until synthesis."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import TerraformResource, TerraformStack
from harness.stacks import anywhere
from harness.written import CONNECTOR, MISSING_SECRETS

from kibana_connectors import PagerDuty, ServerLog
from pytest_cdktf import Synth, absent, partial, ref, resource

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

OURS = partial(condition=MISSING_SECRETS)
"""The postcondition that every connector has."""


@anywhere
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "Other"),
        ("connector_type_id", ".other"),
        ("connector_id", "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"),
        ("config", '{"a": 1}'),
        ("secrets_wo", "${var.all}"),
        ("secrets_wo_version", "1"),
        ("space_id", "ops"),
        ("count", 0),
        ("provider", "elasticstack.other"),
        ("new_attribute", {"nested": [1, {"deep": True}]}),
        ("lifecycle.prevent_destroy", False),
        ("a.b.c", 1),
    ],
    ids=lambda value: value if isinstance(value, str) and value.replace("_", "").isalpha() else "",
)
def test_an_override_wins(stack: TerraformStack, synth: Synth, scope_in: Any, path: str, value: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override(path, value)

    written = synth(stack).at(pager.node.path)
    assert reduce(operator.getitem, path.split("."), written) == value


@anywhere
@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("secrets_wo_version", {"secrets_wo_version": absent()}),
        ("config", {"config": absent()}),
        ("lifecycle", {"lifecycle": absent()}),
        ("lifecycle.postcondition", {"lifecycle": {"prevent_destroy": True}}),
    ],
    ids=["version", "config", "lifecycle", "postcondition"],
)
def test_none_removes_an_attribute(
    stack: TerraformStack, synth: Synth, scope_in: Any, path: str, rest: dict[str, Any]
) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override(path, None)

    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, rest, name="On-call")


@anywhere
def test_an_object_is_merged(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call", protect=True)

    pager.add_override("lifecycle", {"create_before_destroy": True, "prevent_destroy": None})

    lifecycle = {"create_before_destroy": True, "postcondition": [OURS]}
    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, lifecycle=lifecycle)


def _peer(scope: Construct, id: str) -> TerraformResource:
    """Make a plain resource of CDKTF's, whose attributes stand where the engine wants them."""

    class Peer(TerraformResource):
        def _synthesize_attributes(self) -> Any:
            return {"items": ["a"]}

    return Peer(scope, id, terraform_resource_type="peer")


@anywhere
def test_a_list_is_joined_as_cdktf_joins_it(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    scope = scope_in(stack)
    peer = _peer(scope, "peer")
    peer.add_override("items", ["b"])
    mine = {"condition": "${true}", "error_message": "mine"}
    pager = PagerDuty(scope, "pager", name="On-call")
    pager.add_override("lifecycle.postcondition", [mine])

    out = synth(stack)
    conditions = [each["condition"] for each in out.at(pager.node.path)["lifecycle"]["postcondition"]]
    assert sorted(out.at(peer.node.path)["items"]) == ["a", "b"]
    assert sorted(conditions) == sorted([MISSING_SECRETS, "${true}"])


@anywhere
def test_the_last_override_wins(stack: TerraformStack, synth: Synth, scope_in: Any) -> None:
    pager = PagerDuty(scope_in(stack), "pager", name="On-call")

    pager.add_override("lifecycle", {"ignore_changes": "all"})
    pager.add_override("name", "First")
    pager.add_override("name", "Second")
    pager.add_override("lifecycle.ignore_changes", None)

    lifecycle = partial(ignore_changes=absent())
    assert synth(stack).at(pager.node.path) == resource(CONNECTOR, name="Second", lifecycle=lifecycle)


def test_an_override_between_two_syntheses_counts(stack: TerraformStack, synth: Synth) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    assert synth(stack).one(resource(CONNECTOR))["name"] == "On-call"

    pager.add_override("name", "Other")

    assert synth(stack).one(resource(CONNECTOR))["name"] == "Other"


def test_an_override_does_not_touch_what_was_given(stack: TerraformStack, synth: Synth) -> None:
    given = {"nested": {"a": 1}}
    pager = PagerDuty(stack, "pager", name="On-call")
    pager.add_override("extra", given)
    pager.add_override("extra.nested.b", 2)

    assert resource(CONNECTOR, extra={"nested": {"a": 1, "b": 2}}) in synth(stack)
    assert given == {"nested": {"a": 1}}


def test_a_dot_can_be_escaped_as_in_cdktf(stack: TerraformStack, synth: Synth) -> None:
    peer = _peer(stack, "peer")
    log = ServerLog(stack, "log", name="Log")
    for each in (peer, log):
        each.add_override("extra.with\\.dot", 1)

    out = synth(stack)
    assert out.at("log")["extra"] == out.at("peer")["extra"]


def test_an_override_may_hold_a_token(stack: TerraformStack, synth: Synth) -> None:
    log = ServerLog(stack, "log", name="Log")
    other = ServerLog(stack, "other", name="Other")
    other.add_override("name", log.connector_id)

    assert synth(stack).at("other")["name"] == ref(f"{CONNECTOR}.log.connector_id")
