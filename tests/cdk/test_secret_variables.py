"""The variables that hold secrets: what they say, what they check, and who shares them."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformStack

from kibana_connectors import PagerDuty, Secret, SecretsMode, Slack, SynthesisError
from pytest_cdktf import Synth, has_items, partial, regex, variable


def test_a_variable_for_a_url_is_checked_as_one(synth: Synth) -> None:
    out = synth(lambda stack: Slack(stack, "chat", name="Chat"))

    not_blank = {
        "condition": '${trimspace(var.chat_webhook_url) != ""}',
        "error_message": "stack/chat: secret webhookUrl: expected a value that is not blank.",
    }
    url = {
        "condition": '${can(regex("^[[:space:]]*[A-Za-z][A-Za-z0-9+.-]*:.", var.chat_webhook_url))}',
        "error_message": "stack/chat: secret webhookUrl: expected a URL, such as https://example.com/path.",
    }
    assert variable("chat_webhook_url", validation=[not_blank, url]) in out


def test_a_description_can_be_given(synth: Synth) -> None:
    secrets = {"routing_key": Secret.variable(description="Ask Ann")}
    out = synth(lambda stack: PagerDuty(stack, "pager", name="On-call", secrets=secrets))

    assert variable("pager_routing_key", description="Ask Ann") in out


def test_connectors_that_give_the_same_name_share_the_variable(synth: Synth) -> None:
    def pagers(stack: TerraformStack) -> None:
        for id in ("first", "second"):
            PagerDuty(stack, id, name=id, secrets={"routing_key": Secret.variable("pager_key")})

    out = synth(pagers)

    assert [each.name for each in out.variables] == ["pager_key"]
    assert variable("pager_key", description="PagerDuty connector stack/first: secret routingKey") in out
    for id in ("first", "second"):
        assert out.at(id)["secrets_wo"] == '${jsonencode({"routingKey" = var.pager_key})}'


def test_a_shared_variable_is_checked_for_all_who_share_it(synth: Synth) -> None:
    """The URL rule of the second must not be lost because the first has none."""

    def shared(stack: TerraformStack) -> None:
        PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": Secret.variable("shared")})
        Slack(stack, "chat", name="Chat", secrets={"webhook_url": Secret.variable("shared")})

    out = synth(shared)

    assert variable("shared", validation=has_items(partial(condition=regex("regex")))) in out


def test_a_variable_shared_with_state_mode_is_refused(synth: Synth) -> None:
    """Terraform refuses an ephemeral value in an attribute that the state keeps."""

    def shared(stack: TerraformStack) -> None:
        secrets = {"routing_key": Secret.variable("shared")}
        PagerDuty(stack, "a", name="A", secrets=secrets)
        PagerDuty(stack, "b", name="B", secrets=secrets, secrets_mode=SecretsMode.STATE)

    with pytest.raises(SynthesisError, match=r"var\.shared"):
        synth(shared)
