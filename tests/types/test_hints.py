"""The mistakes that people make most: each is told with what to do about it."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack

from kibana_connectors import (
    Bedrock,
    Connector,
    Email,
    Gemini,
    Http,
    InvalidConnector,
    Jira,
    KibanaProvider,
    Mcp,
    PagerDuty,
    Slack,
    Teams,
    Webhook,
    allow_unencrypted_state,
)
from pytest_cdktf import Synth

HOOK = {"url": "https://hooks.example.com/x"}
JIRA = {"apiUrl": "https://jira.example.com", "projectKey": "OPS"}
MISTAKES: dict[str, tuple[type[Connector[Any, Any]], dict[str, Any], str]] = {
    "slack-url-in-config": (Slack, {"config": {"webhookUrl": "x"}}, "webhookUrl belongs to secrets"),
    "teams-url-in-config": (Teams, {"config": {"webhook_url": "x"}}, "webhook_url belongs to secrets"),
    "webhook-url-in-secrets": (
        Webhook,
        {"config": HOOK, "secrets": {"webhookUrl": "x"}},
        "secrets.webhookUrl: unknown field. The address belongs to config, as url",
    ),
    "webhook-url-named-otherwise": (Webhook, {"config": {"webhookUrl": "x"}}, "The address is called url"),
    "config-in-secrets": (Jira, {"secrets": {"apiUrl": "x"}}, "apiUrl belongs to config"),
    "secrets-in-config": (PagerDuty, {"config": {"routing_key": "x"}}, "routing_key belongs to secrets"),
    "upper-case-method": (Webhook, {"config": {**HOOK, "method": "POST"}}, 'Write "post"'),
    "auth-type-false": (Webhook, {"config": {**HOOK, "authType": False}}, "write has_auth=False"),
    "http-auth-type-false": (Http, {"config": {**HOOK, "authType": False}}, "write has_auth=False"),
    "bedrock-api-key": (Bedrock, {"secrets": {"apiKey": "x"}}, "accessKey and secret"),
    "gemini-api-key": (Gemini, {"secrets": {"apiKey": "x"}}, "credentialsJson"),
    "mcp-url": (Mcp, {"config": {"url": "https://x.example"}}, "called serverUrl"),
    "text-as-port": (Email, {"config": {"from": "a@b.c", "host": "h", "port": "587"}}, "without quotes"),
    "placeholder-as-host": (Webhook, {"config": {"url": "https://<domain>.x"}}, "Replace the <placeholder>"),
    "field-misspelled": (Jira, {"config": {**JIRA, "apiURL": "x"}}, 'Did you mean "apiUrl"?'),
}


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_common_mistake_is_refused_with_a_hint(
    stack: TerraformStack, case: tuple[type[Connector[Any, Any]], dict[str, Any], str]
) -> None:
    cls, payload, hint = case

    with pytest.raises(InvalidConnector) as refusal:
        cls(stack, "it", name="It", **payload)

    assert hint in str(refusal.value)


WARNINGS: dict[str, tuple[type[Connector[Any, Any]], dict[str, Any], str]] = {
    "no-credentials": (
        Webhook,
        {"config": HOOK, "secrets": {}},
        "hasAuth is true and there are no credentials",
    ),
    "placeholder-in-path": (
        Webhook,
        {"config": {"url": "https://x.example/<team>", "hasAuth": False}},
        "config.url: holds a <placeholder>",
    ),
    "credential-in-the-open": (
        Webhook,
        {"config": {**HOOK, "hasAuth": False, "headers": {"authorization": "Bearer value-of-the-token"}}},
        "config.headers.authorization: a credential would be kept in the open. Move it into secrets",
    ),
}


@pytest.mark.parametrize("case", WARNINGS.values(), ids=WARNINGS.keys())
def test_what_is_most_likely_a_mistake_is_a_warning(
    stack: TerraformStack, synth: Synth, case: tuple[type[Connector[Any, Any]], dict[str, Any], str]
) -> None:
    """Kibana takes these, so they are not refused."""
    cls, payload, warning = case
    allow_unencrypted_state(stack, reason="a test")
    cls(stack, "it", name="It", **payload)

    told = [each.message for each in synth(stack).warnings]
    assert any(warning in message for message in told), told
    assert not any("value-of" in message for message in told)


def test_a_good_connector_has_no_warning(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    Webhook(stack, "it", name="It", config={**HOOK, "headers": {"X-Env": "a <b"}})

    out = synth(stack)
    assert out.warnings == [("stack", "State with Kibana connectors is not encrypted: a test")]
    assert out.errors == []
