"""Ids that are no UUID, taken in by the real provider: none is lost, and none is touched unasked."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.terraform import Workspace

from kibana_connectors import Adopt, KibanaProvider, SlackApi, Webhook, allow_unencrypted_state
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

HOOK = {"url": "https://x.example", "hasAuth": False}


def build(stack: TerraformStack, adopt: Adopt, **changed: Any) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    chat = {"space": "ops", "connector_id": "my-slack-connector", "adopt": adopt, **changed}
    SlackApi(stack, "chat", name="Chat", **chat)
    Webhook(stack, "hook", name="Hook", config=HOOK, connector_id="a b%2Fü", adopt=Adopt.TOUCH_NOTHING)


def writes(kibana: Sandbox) -> list[str]:
    return [
        f"{each.method} {each.path}" for each in kibana.requests if each.method in ("POST", "PUT", "DELETE")
    ]


def test_adopted_untouched_then_taken_over_then_kept(workspace: Workspace, kibana: Sandbox) -> None:
    kibana.add_connector(
        type_id=".slack_api", name="Chat of old", space="ops", id="my-slack-connector", config={}
    )
    kibana.add_connector(type_id=".webhook", name="Hook", id="a b%2Fü", config=HOOK)

    # Touch nothing: two imports, no change, although the name differs, and no secret is asked for.
    workspace.synthesize(lambda stack: build(stack, Adopt.TOUCH_NOTHING))
    workspace.init()
    assert "2 imported, 0 added, 0 changed, 0 destroyed" in workspace.apply()
    assert workspace.plan() == []
    assert writes(kibana) == []

    # Take over: one update in place, with the secrets, and then nothing.
    workspace.environment["TF_VAR_chat_token"] = "new"
    workspace.synthesize(lambda stack: build(stack, Adopt.TAKE_OVER))
    assert "0 added, 1 changed, 0 destroyed" in workspace.apply()
    assert workspace.plan() == []
    assert writes(kibana) == ["PUT /s/ops/api/actions/connector/my-slack-connector"]
    by_id = {each.id: each for each in kibana.connectors}
    assert by_id["my-slack-connector"].name == "Chat"
    assert by_id["my-slack-connector"].secret_paths == {("token",)}
    assert by_id["a b%2Fü"].secrets_revision == 0

    # What would make it anew, or says another id than it has, is refused at plan.
    workspace.synthesize(lambda stack: build(stack, Adopt.TAKE_OVER, space="sec"))
    assert "prevent_destroy" in workspace.failing("plan")
    workspace.synthesize(lambda stack: build(stack, Adopt.TAKE_OVER, connector_id="another"))
    assert "has another id than the code says" in " ".join(workspace.failing("plan").split())
    assert len(writes(kibana)) == 1


def test_taken_over_at_once(workspace: Workspace, kibana: Sandbox) -> None:
    kibana.add_connector(type_id=".slack_api", name="Chat", space="ops", id="my-slack-connector", config={})
    kibana.add_connector(type_id=".webhook", name="Hook", id="a b%2Fü", config=HOOK)
    workspace.environment["TF_VAR_chat_token"] = "new"

    workspace.synthesize(lambda stack: build(stack, Adopt.TAKE_OVER))
    workspace.init()

    assert "2 imported, 0 added, 1 changed, 0 destroyed" in workspace.apply()
    assert workspace.plan() == []
    assert writes(kibana) == ["PUT /s/ops/api/actions/connector/my-slack-connector"]
