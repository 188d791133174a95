"""What a connector becomes in Terraform's JSON."""

from __future__ import annotations

import re
from typing import Any

import pytest
from harness.cdk import App, TerraformStack
from harness.odd_texts import ODD_TEXTS
from harness.written import CONNECTOR, REQUIRED_PROVIDERS, connector_uuid, postcondition

from kibana_connectors import (
    Email,
    Index,
    KibanaProvider,
    PagerDuty,
    ServerLog,
    ServiceNow,
    ServiceNowITOM,
    SlackApi,
    Webhook,
    allow_unencrypted_state,
)
from pytest_cdktf import Synth, anything, json_equal, partial, regex, resource, variable


def test_a_connector_without_secrets(synth: Synth) -> None:
    out = synth(lambda stack: ServerLog(stack, "log", name="Log"))

    assert out.at("log") == {
        "connector_type_id": ".server-log",
        "name": "Log",
        "connector_id": connector_uuid("stack", "default", "log"),
        "config": "{}",
        "lifecycle": {"postcondition": [postcondition("stack/log")]},
    }
    assert out.terraform == {"required_providers": REQUIRED_PROVIDERS}
    assert out.json.keys() == {"//", "terraform", "resource"}
    assert [block.address for block in out.blocks] == [f"{CONNECTOR}.log"]


def test_a_connector_with_a_secret(synth: Synth) -> None:
    out = synth(lambda stack: PagerDuty(stack, "pager", name="On-call"))

    assert out.at("pager") == {
        "connector_type_id": ".pagerduty",
        "name": "On-call",
        "connector_id": connector_uuid("stack", "default", "pager"),
        "config": "{}",
        "secrets_wo": '${jsonencode({"routingKey" = var.pager_routing_key})}',
        "secrets_wo_version": "fields-839ce608",
        "lifecycle": {"postcondition": [postcondition("stack/pager")]},
    }
    assert out.variables.named("pager_routing_key") == {
        "type": "string",
        "description": "PagerDuty connector stack/pager: secret routingKey",
        "nullable": False,
        "sensitive": True,
        "ephemeral": True,
        "validation": [
            {
                "condition": '${trimspace(var.pager_routing_key) != ""}',
                "error_message": "stack/pager: secret routingKey: expected a value that is not blank.",
            }
        ],
    }
    assert out.terraform == {"required_providers": REQUIRED_PROVIDERS}
    assert out.json.keys() == {"//", "terraform", "resource", "variable"}
    assert [block.address for block in out.blocks] == [f"{CONNECTOR}.pager", "var.pager_routing_key"]


def test_protect_sets_prevent_destroy(synth: Synth) -> None:
    out = synth(lambda stack: ServerLog(stack, "log", name="Log", protect=True))

    lifecycle = {"postcondition": [postcondition("stack/log")], "prevent_destroy": True}
    assert resource(CONNECTOR, lifecycle=lifecycle) in out


def test_a_stack_without_connectors_gets_nothing_from_us(synth: Synth) -> None:
    assert synth(KibanaProvider).json.keys() == {"//", "provider", "terraform"}


def test_synthesis_can_be_repeated(synth: Synth, cdk_app: App) -> None:
    stack = TerraformStack(cdk_app, "stack")
    allow_unencrypted_state(stack, reason="a test")
    PagerDuty(stack, "pager", name="On-call")

    assert synth(stack).text == synth(stack).text


OAUTH = {"isOAuth": True, "userIdentifierValue": "u", "clientId": "c", "jwtKeyId": "k"}


@pytest.mark.parametrize(
    ("connector_type", "config", "settled"),
    [
        pytest.param(Index, {"index": "a"}, {"index": "a", "refresh": False}, id="default-written-out"),
        pytest.param(
            Index,
            {"index": "a", "execution_time_field": None},
            {"index": "a", "refresh": False},
            id="none-left-out",
        ),
        pytest.param(
            Index,
            Index.Config(index="a", refresh=True, execution_time_field="@timestamp"),
            {"index": "a", "refresh": True, "executionTimeField": "@timestamp"},
            id="config-object",
        ),
        pytest.param(
            Index,
            {"index": "a", "executionTimeField": "@timestamp"},
            {"index": "a", "refresh": False, "executionTimeField": "@timestamp"},
            id="kibana-spelling",
        ),
        pytest.param(PagerDuty, None, {}, id="nothing-given"),
        pytest.param(
            Email,
            {"from_": "a@example.com", "host": "smtp.example.com", "port": 587},
            {
                "service": "other",
                "host": "smtp.example.com",
                "port": 587,
                "from": "a@example.com",
                "hasAuth": True,
            },
            id="email-python-from",
        ),
        pytest.param(
            ServiceNow,
            {"api_url": "https://x.example"},
            {"apiUrl": "https://x.example", "isOAuth": False, "usesTableApi": True},
            id="servicenow-basic",
        ),
        pytest.param(
            ServiceNowITOM,
            {"apiUrl": "https://x.example", **OAUTH},
            {"apiUrl": "https://x.example", **OAUTH},
            id="servicenow-itom-oauth",
        ),
        pytest.param(SlackApi, {}, {}, id="slack-any-channel"),
        pytest.param(
            SlackApi,
            {"allowed_channels": [{"name": "#a"}, {"name": "#b", "id": "C1"}]},
            {"allowedChannels": [{"name": "#a"}, {"name": "#b", "id": "C1"}]},
            id="slack-channels",
        ),
        pytest.param(
            Webhook,
            {"url": "https://x.example"},
            {
                "url": "https://x.example",
                "method": "post",
                "hasAuth": True,
                "authType": "webhook-authentication-basic",
            },
            id="webhook-basic",
        ),
        pytest.param(
            Webhook,
            {"url": "https://x.example", "has_auth": False, "headers": {"A": "b"}},
            {"url": "https://x.example", "method": "post", "hasAuth": False, "headers": {"A": "b"}},
            id="webhook-no-auth",
        ),
    ],
)
def test_the_config_is_written_with_its_defaults(
    synth: Synth, connector_type: Any, config: Any, settled: dict[str, Any]
) -> None:
    out = synth(connector_type, name="It", config=config)

    written = out.one(resource(CONNECTOR, config=json_equal(settled)))
    assert written["config"].startswith("{"), "literals need no jsonencode(…)"


def test_literal_templates_are_escaped(synth: Synth) -> None:
    out = synth(Index, name="100%{x} ${y}", config={"index": "${a}%{b}"})

    written = out.one(resource(CONNECTOR, name="100%%{x} $${y}"))
    assert written["config"] == '{"index": "$${a}%%{b}", "refresh": false}'


def test_odd_construct_ids_are_literal_text_in_messages(synth: Synth) -> None:
    """Terraform reads error messages as templates; a construct's id is no template."""
    out = synth(lambda stack: PagerDuty(stack, "a${b}%{c}", name="On-call"))

    told = [partial(error_message=regex("^" + re.escape("stack/a$${b}%%{c}: ")))]
    assert resource(CONNECTOR, lifecycle=partial(postcondition=told)) in out
    (key,) = out.variables
    assert key == variable(anything(), validation=told)


def test_odd_texts_are_json_text_with_escaped_templates(synth: Synth) -> None:
    out = synth(
        Webhook, name="C", config={"url": "https://x.example", "has_auth": False, "headers": ODD_TEXTS}
    )

    settled = {"url": "https://x.example", "method": "post", "hasAuth": False, "headers": ODD_TEXTS}
    text = out.one(resource(CONNECTOR, config=json_equal(settled)))["config"]
    assert text.startswith("{")
    assert "${x}" not in text.replace("$${", "")
