"""The construct that the example stacks share, tested in a stack of the test's own."""

from __future__ import annotations

from harness.cdk import TerraformStack
from stacks.on_call_set import OnCallSet, slack_token

from pytest_cdktf import Synth, json_equal, json_with, ref, resource

CONNECTOR = "elasticstack_kibana_action_connector"


def _payments(stack: TerraformStack, spaces: list[str]) -> None:
    """A team that none of the stacks has."""
    token = slack_token(stack)
    OnCallSet(stack, "payments", team="Payments", spaces=spaces, channel="#pay", slack_token=token)


def test_an_on_call_set_is_five_connectors_in_each_of_the_teams_spaces(synth: Synth) -> None:
    out = synth(_payments, spaces=["pay", "ops"])

    for path, type_id, name in (
        ("pager", ".pagerduty", "Payments: page"),
        ("alerts", ".opsgenie", "Payments: alerts"),
        ("chat", ".slack_api", "Payments: chat"),
        ("record", ".index", "Payments: record"),
        ("log", ".server-log", "Payments: log"),
    ):
        assert out.at(f"payments/{path}") == resource(
            CONNECTOR,
            connector_type_id=type_id,
            name=name,
            for_each=ref('toset(["pay", "ops"])'),
            space_id=ref("each.key"),
        )
    assert out.resources.types == {CONNECTOR: 5}


def test_the_chat_posts_to_the_teams_channel_with_the_shared_token(synth: Synth) -> None:
    out = synth(_payments, spaces=["pay"])

    chat = out.at("payments/chat")
    assert chat["config"] == json_equal({"allowedChannels": [{"name": "#pay"}]})
    assert chat["secrets_wo"] == json_equal({"token": ref("var.slack_token")})
    assert chat["secrets_wo_version"] == "2026-11"


def test_the_record_goes_to_an_index_of_the_teams_own(synth: Synth) -> None:
    config = json_with(index="alerts-payments", executionTimeField="@timestamp")
    assert synth(_payments, spaces=["pay"]).at("payments/record")["config"] == config


def test_a_team_sets_two_secrets_of_its_own(synth: Synth) -> None:
    out = synth(_payments, spaces=["pay", "ops"])
    assert {each.name for each in out.variables} == {
        "payments_pager_routing_key",
        "payments_alerts_api_key",
        "slack_token",
    }


def test_two_teams_of_a_stack_share_the_token_and_nothing_else(synth: Synth) -> None:
    def two_teams(stack: TerraformStack) -> None:
        token = slack_token(stack)
        for team in ("pay", "ship"):
            OnCallSet(stack, team, team=team, spaces=["all"], channel=f"#{team}", slack_token=token)

    out = synth(two_teams)
    assert out.count(resource(CONNECTOR, secrets_wo=json_with(token=ref("var.slack_token")))) == 2
    assert len(out.variables) == 5
