"""A `${…}` that was written as plain text is not evaluated: refused where it does harm, else warned of."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable, Token
from harness.written import CONNECTOR

from kibana_connectors import (
    Connector,
    Index,
    Inference,
    InvalidConnector,
    Okta,
    PagerDuty,
    ServerLog,
    Webhook,
)
from pytest_cdktf import Synth, resource

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

NOT_EVALUATED = "holds a Terraform expression, which is not evaluated here"
CHAT = {"provider": "elastic", "taskType": "chat_completion", "inferenceId": "x"}


@pytest.mark.parametrize("version", ["${var.version}", "v-${var.version}", "%{ if true }1%{ endif }", "${1}"])
def test_an_expression_as_secrets_version_is_refused(stack: TerraformStack, version: str) -> None:
    """It would be the same text for ever, so that changed secrets are never sent."""
    with pytest.raises(InvalidConnector) as refusal:
        PagerDuty(stack, "it", name="It", secrets_version=version)

    (problem,) = refusal.value.problems
    assert problem.where == "secrets_version"
    assert "string_value of a TerraformVariable" in problem.hint


def test_an_expression_beside_a_token_is_refused(stack: TerraformStack) -> None:
    token = TerraformVariable(stack, "version", type="string").string_value

    with pytest.raises(InvalidConnector, match=r"secrets_version: expected a text without \$\{"):
        PagerDuty(stack, "it", name="It", secrets_version=f"{token}-${{var.other}}")


@pytest.mark.parametrize("version", ["2026-11", "100%", "$5", "{a}", "a$"])
def test_other_texts_are_versions(stack: TerraformStack, synth: Synth, version: str) -> None:
    PagerDuty(stack, "it", name="It", secrets_version=version)

    assert synth(stack).one(resource(CONNECTOR, secrets_wo_version=version))


def test_a_token_is_a_version(stack: TerraformStack, synth: Synth) -> None:
    token = Token.as_string(Token.as_any("${var.version}"))
    PagerDuty(stack, "it", name="It", secrets_version=token)

    assert synth(stack).at("it")["secrets_wo_version"] == "${var.version}"


@pytest.mark.parametrize(
    ("connector_type", "options", "where"),
    [
        pytest.param(ServerLog, {"name": "Team ${var.team}"}, "name", id="name"),
        pytest.param(ServerLog, {"name": "${ upper(local.team) }"}, "name", id="name-in-a-call"),
        pytest.param(ServerLog, {"name": "${aws_ssm_parameter.team.value}"}, "name", id="name-of-a-resource"),
        pytest.param(ServerLog, {"name": "%{ if var.a }a%{ endif }"}, "name", id="name-with-a-directive"),
        pytest.param(Index, {"config": {"index": "logs-${var.team}"}}, "config.index", id="config"),
        pytest.param(
            Webhook,
            {"config": {"url": "https://x.example", "hasAuth": False, "headers": {"A": "${each.key}"}}},
            "config.headers.A",
            id="map",
        ),
        pytest.param(
            Inference,
            {"config": {**CHAT, "providerConfig": {"a": [{"b": "${data.facts.it.model}"}]}}},
            "config.providerConfig.a.0.b",
            id="inside",
        ),
        pytest.param(
            Connector,
            {"type_id": ".brand-new", "config": {"url": "${var.url}"}},
            "config.url",
            id="type-that-is-not-known",
        ),
        pytest.param(
            Okta,
            {
                "config": {"orgUrl": "https://x.example"},
                "auth": Okta.OAuthClientCredentialsPrivateKeyJwt(
                    token_url="https://x.example", client_id="${var.client}"
                ),
            },
            "secrets.clientId",
            id="auth",
        ),
    ],
)
def test_an_expression_elsewhere_is_warned_of(
    stack: TerraformStack, synth: Synth, connector_type: Any, options: dict[str, Any], where: str
) -> None:
    connector_type(stack, "it", **{"name": "It", **options})

    (warning,) = [each.message for each in synth(stack).warnings if NOT_EVALUATED in each.message]
    assert warning.startswith(f"{where}: ")
    assert "string_value of a TerraformVariable" in warning


@pytest.mark.parametrize(
    "text", ["{{context.rule}}", "costs $5", "${HOME}", "$${var.team}", "${user}", "{var.a}", "var.team"]
)
def test_what_is_no_expression(stack: TerraformStack, synth: Synth, text: str) -> None:
    Index(stack, "it", name=text, config={"index": text})

    assert not [each for each in synth(stack).warnings if NOT_EVALUATED in each.message]


def test_a_token_is_none(stack: TerraformStack, synth: Synth) -> None:
    token = TerraformVariable(stack, "team", type="string").string_value
    Index(stack, "it", name=f"Team {token}", config={"index": f"logs-{token}"})

    assert not [each for each in synth(stack).warnings if NOT_EVALUATED in each.message]
