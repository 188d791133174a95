"""What Terraform refuses at plan, because the stack told it to."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformOutput, TerraformStack
from harness.terraform import Workspace

from kibana_connectors import KibanaProvider, PagerDuty, Slack, SlackApi, Teams, allow_unencrypted_state
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


def _hook(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    Slack(stack, "chat", name="Chat")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("   ", "a value that is not blank"),
        ("hooks-slack-com-T024", "a URL, such as https://example.com/path"),
    ],
)
def test_a_wrong_secret_is_told_with_its_connector_and_without_its_value(
    value: str, expected: str, workspace: Workspace
) -> None:
    workspace.synthesize(_hook)
    workspace.environment["TF_VAR_chat_webhook_url"] = value
    workspace.init()
    assert f"stack/chat: secret webhookUrl: expected {expected}." in workspace.failing("plan")
    assert "T024" not in workspace.everything_written()


def test_a_missing_secret_is_told(workspace: Workspace) -> None:
    workspace.synthesize(_hook)
    workspace.init()
    assert 'variable "chat_webhook_url"' in workspace.failing("plan").replace("No value for required ", "")


def test_a_protected_connector_is_not_replaced_by_one_of_another_type(
    workspace: Workspace, kibana: Sandbox
) -> None:
    def stack_with(type_: type[Slack] | type[Teams]) -> None:
        def build(stack: TerraformStack) -> None:
            KibanaProvider(stack)
            allow_unencrypted_state(stack, reason="a test")
            type_(stack, "chat", name="Chat", protect=True)

        workspace.synthesize(build)

    workspace.environment["TF_VAR_chat_webhook_url"] = "https://hooks.example.com/secret"
    stack_with(Slack)
    workspace.init()
    workspace.apply()
    stack_with(Teams)
    printed = workspace.failing("plan")
    assert "prevent_destroy" in printed  # Terraform and OpenTofu word the rest differently
    assert "elasticstack_kibana_action_connector.chat" in printed
    assert [each.type_id for each in kibana.connectors] == [".slack"]


def test_one_block_serves_many_spaces(workspace: Workspace, kibana: Sandbox) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        chat = SlackApi(stack, "chat", name="Chat", spaces=["ops", "sec", "default"])
        pager = PagerDuty(stack, "pager", name="Pager", space="ops")
        TerraformOutput(stack, "ids", value={**chat.connector_ids, "pager": pager.connector_id})

    workspace.synthesize(build)
    workspace.environment |= {"TF_VAR_chat_token": "xoxb-secret", "TF_VAR_pager_routing_key": "secret-key"}
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    here = {(each.space, each.type_id): each.id for each in kibana.connectors}
    everywhere = {(space, ".slack_api") for space in ("ops", "sec", "default")}
    assert set(here) == {*everywhere, ("ops", ".pagerduty")}
    assert len(set(here.values())) == 4
    outputs = workspace.run("output", "-no-color", "ids").stdout
    assert all(id in outputs for id in here.values())
