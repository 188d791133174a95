"""Secrets that refer to something else in the stack."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformDataSource, TerraformResource, TerraformStack, TerraformVariable

from kibana_connectors import PagerDuty, Secret, Webhook
from pytest_cdktf import Synth, variable


def _sources(stack: TerraformStack) -> dict[str, Any]:
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
    made = TerraformResource(stack, "made", terraform_resource_type="random_password")
    key = TerraformVariable(stack, "key", type="string", sensitive=True)
    return {
        "data-source": vault.get_string_attribute("key"),
        "resource": made.get_string_attribute("result"),
        "variable": key,
        "variable-token": key.string_value,
        "variable-resolvable": key.value,
        "expression": '${ephemeral.vault.x.data["key"]}',
        "expression-spaced": "${ data.vault.x.key }",
        "call": "${trimspace(data.vault.x.key)}",
    }


_TOKENS = {
    "data-source": "data.vault_secret.vault.key",
    "resource": "random_password.made.result",
    "variable": "var.key",
    "variable-token": "var.key",
    "variable-resolvable": "var.key",
}

_EXPRESSIONS = {
    "expression": 'ephemeral.vault.x.data["key"]',
    "expression-spaced": "data.vault.x.key",
    "call": "trimspace(data.vault.x.key)",
}


@pytest.mark.parametrize(
    ("kind", "wrap", "expression"),
    [
        *(
            pytest.param(kind, Secret.ref, expression, id=f"{kind}-ref")
            for kind, expression in {**_TOKENS, **_EXPRESSIONS}.items()
        ),
        *(
            pytest.param(kind, lambda source: source, expression, id=f"{kind}-bare")
            for kind, expression in _TOKENS.items()
        ),
    ],
)
def test_a_reference_is_written_as_its_expression(
    synth: Synth, kind: str, wrap: Any, expression: str
) -> None:
    def on_call(stack: TerraformStack) -> None:
        secrets = {"routing_key": wrap(_sources(stack)[kind])}
        PagerDuty(stack, "pager", name="On-call", secrets=secrets)

    out = synth(on_call)

    assert out.at("pager")["secrets_wo"] == '${jsonencode({"routingKey" = ' + expression + "})}"
    assert variable("pager_routing_key") not in out


def test_a_leading_word_may_stand_before_a_secret(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
        source = "Bearer " + vault.get_string_attribute("key")
        PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": Secret.ref(source)})

    assert synth(on_call).at("pager")["secrets_wo"] == (
        """${jsonencode({"routingKey" = "Bearer ${data.vault_secret.vault.key}"})}"""
    )


WEBHOOK = {"url": "https://x.example"}


def test_references_and_variables_may_be_mixed(synth: Synth) -> None:
    def hooks(stack: TerraformStack) -> None:
        vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
        hook = Webhook(
            stack,
            "hook",
            name="Hook",
            config=WEBHOOK,
            secrets=Webhook.Secrets(
                user=Secret.ref(vault.get_string_attribute("user")),
                password=Secret.variable(),
                secret_headers={"X-A": Secret.ref("${data.vault.x.a}"), 'X-"B': Secret.variable("b_key")},
            ),
        )
        assert hook.secret_variables == {"hook_password": ("password",), "b_key": ("secretHeaders", 'X-"B')}

    out = synth(hooks)

    assert out.at("hook")["secrets_wo"] == (
        '${jsonencode({"user" = data.vault_secret.vault.user, "password" = var.hook_password, '
        '"secretHeaders" = {"X-A" = data.vault.x.a, "X-\\"B" = var.b_key}})}'
    )
    assert {each.name for each in out.variables} == {"hook_password", "b_key"}
