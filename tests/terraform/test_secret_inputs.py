"""`SecretInputs`: the variables of a connector's secrets, and the attributes that carry them."""

from __future__ import annotations

from typing import Any

import pytest

from kibana_connectors import Kubernetes, PagerDuty, Secret, SecretsMode, Webhook
from kibana_connectors.schema.payload import Secrets
from kibana_connectors.terraform.construct_path import ConstructPath
from kibana_connectors.terraform.secret_inputs import SecretInputs
from kibana_connectors.terraform.secret_variable import SecretVariable, variable_name

PATH = ConstructPath("stack/team/hook", ("team", "hook"))


def _inputs(secrets: Secrets, version: Any = None) -> SecretInputs:
    return SecretInputs.of(secrets, PATH, PATH.below_stack, "Webhook", version)


def _login(**more: Any) -> SecretInputs:
    return _inputs(Webhook.Secrets(user=Secret.variable(), password=Secret.variable(), **more))


def test_a_variable_is_named_and_described_after_its_connector() -> None:
    user, password = _login().variables

    assert (user.name, user.path) == ("team_hook_user", ("user",))
    assert (password.name, password.path) == ("team_hook_password", ("password",))
    assert user.description == "Webhook connector stack/team/hook: secret user"
    assert not user.is_shared


def test_a_variable_may_be_named_after_another_path() -> None:
    """That of a connector that was renamed, whose variables keep their names."""
    secrets = PagerDuty.Secrets(routing_key=Secret.variable())
    (variable,) = SecretInputs.of(secrets, PATH, ("old",), "PagerDuty", None).variables

    assert variable.name == "old_routing_key"
    assert variable.description == "PagerDuty connector stack/team/hook: secret routingKey"


def test_a_name_and_a_description_can_be_given() -> None:
    (variable,) = _inputs(
        PagerDuty.Secrets(routing_key=Secret.variable("key", description="Ask Ann"))
    ).variables

    assert (variable.name, variable.description, variable.is_shared) == ("key", "Ask Ann", True)


def test_each_secret_becomes_an_expression_at_its_place() -> None:
    inputs = _inputs(
        Webhook.Secrets(
            user=Secret.ref("${data.vault.x.user}"),
            password=Secret.variable(),
            secret_headers={"X-A": Secret.variable(), "X-B": Secret.variable("shared")},
        )
    )

    assert inputs.tree == {
        "user": "data.vault.x.user",
        "password": "var.team_hook_password",
        "secretHeaders": {"X-A": "var.team_hook_secret_headers_x_a", "X-B": "var.shared"},
    }
    assert {variable.path for variable in inputs.variables} == {
        ("password",),
        ("secretHeaders", "X-A"),
        ("secretHeaders", "X-B"),
    }


def test_a_literal_that_is_not_sensitive_is_quoted() -> None:
    inputs = _inputs(Kubernetes.KubernetesAks(tenant_id='a"${b}'))

    assert inputs.tree["authType"] == '"kubernetes_aks"'
    assert inputs.tree["tenantId"] == r'"a\"$\u007bb\u007d"'


def test_write_only_secrets_have_a_version() -> None:
    attributes = _login().attributes(SecretsMode.WRITE_ONLY)

    assert attributes.keys() == {"secrets_wo", "secrets_wo_version"}
    assert attributes["secrets_wo"] == (
        '${jsonencode({"user" = var.team_hook_user, "password" = var.team_hook_password})}'
    )
    assert attributes["secrets_wo_version"] == "fields-7357e651"


def test_secrets_in_the_state_have_no_version() -> None:
    assert _login().attributes(SecretsMode.STATE) == {
        "secrets": '${jsonencode({"user" = var.team_hook_user, "password" = var.team_hook_password})}'
    }


@pytest.mark.parametrize("mode", SecretsMode)
def test_no_secrets_no_attributes(mode: SecretsMode) -> None:
    assert _inputs(Webhook.Secrets()).attributes(mode) == {}


@pytest.mark.parametrize(("given", "written"), [("2026-11", "2026-11"), ('$5 "%"', '$5 "%"')])
def test_a_version_that_is_given_is_literal_text(given: str, written: str) -> None:
    inputs = _inputs(PagerDuty.Secrets(routing_key=Secret.variable()), given)

    assert list(inputs.problems(".pagerduty")) == []
    assert inputs.attributes(SecretsMode.WRITE_ONLY)["secrets_wo_version"] == written


@pytest.mark.parametrize(
    ("secrets", "version", "message"),
    [
        (PagerDuty.Secrets(routing_key=Secret.variable()), " ", "expected a text that is not blank"),
        (PagerDuty.Secrets(routing_key=Secret.variable()), 5, "expected a text that is not blank"),
        (PagerDuty.Secrets(routing_key=Secret.variable()), "${x}", "expected a text without ${ and %{"),
        (Webhook.Secrets(), "2026-11", "this .webhook has no secrets to send again"),
    ],
)
def test_a_wrong_version_is_a_problem(secrets: Secrets, version: Any, message: str) -> None:
    (problem,) = _inputs(secrets, version).problems(".webhook")

    assert problem.where == "secrets_version"
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("below", "path", "name"),
    [
        (("hook",), ("secretHeaders", "X-Key"), "hook_secret_headers_x_key"),
        (("hook",), ("routingKey",), "hook_routing_key"),
        (("1st",), ("token",), "_1st_token"),
        (("on-call.pager",), ("token",), "on_call_pager_token"),
        ((), ("token",), "token"),
    ],
)
def test_a_derived_name_can_be_set_in_any_shell(
    below: tuple[str, ...], path: tuple[str, ...], name: str
) -> None:
    assert variable_name(below, path) == name


def test_a_variable_that_several_share_has_each_rule_once() -> None:
    (one,) = _inputs(PagerDuty.Secrets(routing_key=Secret.variable("shared"))).variables

    block = SecretVariable.declaration([(one, "stack/a"), (one, "stack/b")], is_ephemeral=False)

    assert block == {
        "type": "string",
        "description": "Webhook connector stack/team/hook: secret routingKey",
        "nullable": False,
        "sensitive": True,
        "validation": [
            {
                "condition": '${trimspace(var.shared) != ""}',
                "error_message": "stack/a: secret routingKey: expected a value that is not blank.",
            }
        ],
    }
