"""A map of secrets may come from Terraform as a whole."""

from __future__ import annotations

import re
from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable
from harness.refusals import MARK, refusal
from harness.tokens import tokens_in

from kibana_connectors import Connector, Http, Inference, InvalidConnector, Mcp, Secret, Webhook
from pytest_cdktf import Synth

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

HOOK = {"url": "https://x.example", "hasAuth": False}
MAPS: dict[str, tuple[type[Connector[Any, Any]], dict[str, Any], str, str]] = {
    "secret-headers": (Webhook, HOOK, "secret_headers", "secretHeaders"),
    "mcp": (Mcp, {"serverUrl": "https://x.example"}, "secret_headers", "secretHeaders"),
    "query-params": (Http, HOOK, "secret_query_params", "secretQueryParams"),
    "params": (Http, HOOK, "secretParams", "secretParams"),
    "provider-secrets": (
        Inference,
        {"provider": "openai", "taskType": "chat_completion", "inferenceId": "x"},
        "provider_secrets",
        "providerSecrets",
    ),
}


def _variable(stack: TerraformStack) -> TerraformVariable:
    return TerraformVariable(stack, "headers", type="map(string)", sensitive=True)


@pytest.mark.parametrize("case", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize(
    ("source", "expression"),
    [
        pytest.param(lambda stack: Secret.ref("${var.headers}"), "var.headers", id="reference"),
        pytest.param(_variable, "var.headers", id="variable"),
        pytest.param(lambda stack: Secret.ref(_variable(stack)), "var.headers", id="reference-to-variable"),
        pytest.param(lambda stack: _variable(stack).string_value, "var.headers", id="text-token"),
        pytest.param(lambda stack: tokens_in(stack)["map"], "data.facts.it.map", id="map-token"),
        pytest.param(
            lambda stack: tokens_in(stack)["resolvable"], "data.facts.it.any_map.key", id="any-token"
        ),
    ],
)
def test_a_whole_map_is_one_reference(
    stack: TerraformStack,
    synth: Synth,
    case: tuple[type[Connector[Any, Any]], dict[str, Any], str, str],
    source: Any,
    expression: str,
) -> None:
    connector_type, config, field, name = case
    it = connector_type(stack, "c", name="It", config=config, secrets={field: source(stack)})

    assert it.secret_variables == {}
    assert synth(stack).at("c")["secrets_wo"] == f'${{jsonencode({{"{name}" = {expression}}})}}'


def test_beside_other_secrets(stack: TerraformStack, synth: Synth) -> None:
    secrets = Webhook.Secrets(
        user=Secret.variable(), password=Secret.variable(), secret_headers=Secret.ref("${var.headers}")
    )
    Webhook(stack, "c", name="It", config={"url": "https://x.example"}, secrets=secrets)

    assert synth(stack).at("c")["secrets_wo"] == (
        '${jsonencode({"user" = var.c_user, "password" = var.c_password, "secretHeaders" = var.headers})}'
    )


def test_a_map_inside_a_tree(stack: TerraformStack, synth: Synth) -> None:
    secrets = {"headers": Secret.ref("${var.headers}"), "token": Secret.variable()}
    Connector(stack, "c", name="It", type_id=".brand-new", secrets=secrets)

    assert synth(stack).at("c")["secrets_wo"] == (
        '${jsonencode({"headers" = var.headers, "token" = var.c_token})}'
    )


@pytest.mark.parametrize("case", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(Secret.variable(), "a reference to a map.*type map", id="own-variable"),
        pytest.param(MARK, "expected an object", id="literal"),
        pytest.param([MARK], "expected an object", id="list"),
        pytest.param({"A": MARK}, "expected the source of a secret", id="literal-inside"),
    ],
)
def test_what_is_no_map(
    stack: TerraformStack,
    case: tuple[type[Connector[Any, Any]], dict[str, Any], str, str],
    given: Any,
    message: str,
) -> None:
    connector_type, config, field, _ = case

    error = refusal(
        lambda: connector_type(stack, "c", name="It", config=config, secrets={field: given}),
        InvalidConnector,
    )
    (problem,) = error.problems
    assert problem.where.startswith("secrets.")
    assert re.search(message, str(error))


def test_a_list_token_is_no_map(stack: TerraformStack) -> None:
    with pytest.raises(InvalidConnector, match=r"secrets\.secret_headers: expected an object"):
        Webhook(stack, "c", name="It", config=HOOK, secrets={"secret_headers": tokens_in(stack)["list"]})
