"""A construct id that cannot be used says so, before anything that follows from it."""

from __future__ import annotations

import pytest
from constructs import Construct
from harness.cdk import TerraformStack, TerraformVariable

from kibana_connectors import InvalidConnector, PagerDuty, ServerLog, Webhook
from pytest_cdktf import Synth

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")


@pytest.mark.parametrize("id", ["a\nb", "a\r", "\x00a", "a\u2028b", "a\x85"])
def test_a_line_break_in_an_id_is_refused(stack: TerraformStack, id: str) -> None:
    with pytest.raises(InvalidConnector) as refusal:
        PagerDuty(stack, id, name="It")

    (problem,) = refusal.value.problems
    assert problem.where == "id"
    assert problem.message == "expected a text without line breaks and other control characters"
    assert stack.node.try_find_child(id) is None


@pytest.mark.parametrize("id", ["a b", "ü", "a/b", "a.b", "\u00a0a"])
def test_other_ids_are_taken(stack: TerraformStack, synth: Synth, id: str) -> None:
    ServerLog(stack, f"log-{id}", name="It")

    assert len(synth(stack).resources) == 1


def _taken(id: str, where: str) -> str:
    return rf'id: there is already a construct with the id "{id}" in {where}\. Give this one another'


def test_an_id_that_a_connector_has(stack: TerraformStack) -> None:
    """Before the names of the variables, which would be the same too."""
    PagerDuty(stack, "it", name="First")

    for connector_type in (PagerDuty, ServerLog):
        with pytest.raises(InvalidConnector, match=_taken("it", "stack")) as refusal:
            connector_type(stack, "it", name="Second")
        assert str(refusal.value).startswith("stack/it (")


def test_an_id_that_a_connector_without_variables_has(stack: TerraformStack) -> None:
    team = Construct(stack, "team")
    ServerLog(team, "a/b", name="First")

    with pytest.raises(InvalidConnector, match=_taken("a--b", "stack/team")):
        ServerLog(team, "a/b", name="Second")


def test_an_id_that_another_construct_has(stack: TerraformStack) -> None:
    TerraformVariable(stack, "it", type="string")

    for connector_type in (PagerDuty, ServerLog):
        with pytest.raises(InvalidConnector, match=_taken("it", "stack")):
            connector_type(stack, "it", name="It")


def test_the_id_alone_is_told(stack: TerraformStack) -> None:
    config = {"url": "https://x.example"}
    Webhook(stack, "it", name="First", config=config)

    with pytest.raises(InvalidConnector) as refusal:
        Webhook(stack, "it", name="Second", config=config)

    assert [problem.where for problem in refusal.value.problems] == ["id"]


def test_the_id_of_a_connector_that_was_removed_is_free(stack: TerraformStack, synth: Synth) -> None:
    PagerDuty(stack, "it", name="First")
    stack.node.try_remove_child("it")
    PagerDuty(stack, "it", name="Second")

    out = synth(stack)
    assert [each["name"] for each in out.resources] == ["Second"]
    assert [each.name for each in out.variables] == ["it_routing_key"]
