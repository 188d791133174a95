"""What the variables of secrets are called, and what happens where two would be called the same."""

from __future__ import annotations

import re

import pytest
from harness.cdk import TerraformStack, TerraformVariable
from harness.refusals import refusal
from harness.stacks import scope_at
from harness.written import CONNECTOR

from kibana_connectors import KibanaConnectorsError, PagerDuty, Secret, Webhook, allow_unencrypted_state
from pytest_cdktf import Synth, resource

WEBHOOK = {"url": "https://x.example"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("pager",), "pager_routing_key"),
        (("team", "pager"), "team_pager_routing_key"),
        (("org", "team", "pager"), "org_team_pager_routing_key"),
        (("on-call.pager",), "on_call_pager_routing_key"),
        (("a/b",), "a_b_routing_key"),
        (("1st", "pager"), "_1st_pager_routing_key"),
        (("Team", "Pager"), "Team_Pager_routing_key"),
        (("zürich",), "z_rich_routing_key"),
        (("a..b",), "a_b_routing_key"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_a_variable_is_named_after_the_path_and_the_field(
    synth: Synth, path: tuple[str, ...], name: str
) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager = PagerDuty(scope_at(stack, path), path[-1], name="On-call")
        assert pager.secret_variables == {name: ("routingKey",)}

    out = synth(on_call)

    assert [each.name for each in out.variables] == [name]
    assert out.one(resource(CONNECTOR))["secrets_wo"] == '${jsonencode({"routingKey" = var.' + name + "})}"
    assert re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name), "a shell must be able to set TF_VAR_<name>"


def test_headers_that_differ_in_odd_characters_get_variables_of_their_own(synth: Synth) -> None:
    def hooks(stack: TerraformStack) -> None:
        hook = Webhook(
            stack,
            "hook",
            name="Hook",
            config={**WEBHOOK, "has_auth": False},
            secrets={"secret_headers": {name: Secret.variable() for name in ("X-Key", "x_key", "X.Key")}},
        )
        assert hook.secret_variables == {
            "hook_secret_headers_x_key": ("secretHeaders", "X-Key"),
            "hook_secret_headers_x_key_2": ("secretHeaders", "x_key"),
            "hook_secret_headers_x_key_3": ("secretHeaders", "X.Key"),
        }

    assert synth(hooks).at("hook")["secrets_wo"] == (
        '${jsonencode({"secretHeaders" = {"X-Key" = var.hook_secret_headers_x_key, '
        '"x_key" = var.hook_secret_headers_x_key_2, "X.Key" = var.hook_secret_headers_x_key_3}})}'
    )


def test_two_secrets_of_one_connector_do_not_share_a_variable_by_accident(
    stack: TerraformStack, synth: Synth
) -> None:
    """The derived name of one field is the name that was given to another."""
    secrets = {"user": Secret.variable("it_password"), "password": Secret.variable()}

    Webhook(stack, "it", name="It", config=WEBHOOK, secrets=secrets)

    variables = synth(stack, validations=False).variables
    assert {each.name for each in variables} == {"it_password", "it_password_2"}


def test_two_connectors_must_not_derive_the_same_name(stack: TerraformStack) -> None:
    PagerDuty(stack, "on-call", name="A")

    error = refusal(lambda: PagerDuty(stack, "on.call", name="B"))

    assert [problem.where for problem in error.problems] == ["secrets.routingKey"]
    assert str(error) == (
        "stack/on.call (PagerDuty, .pagerduty): secrets.routingKey: its variable would be called "
        'on_call_routing_key, as one of stack/on-call is. Name it yourself with Secret.variable("…"); '
        "connectors that give the same name share it"
    )


@pytest.mark.parametrize("named_first", [True, False], ids=["named-first", "derived-first"])
def test_a_given_name_must_not_be_one_that_another_connector_derives(
    stack: TerraformStack, named_first: bool
) -> None:
    named = {"secrets": {"routing_key": Secret.variable("b_routing_key")}}
    first, second = (named, {}) if named_first else ({}, named)
    PagerDuty(stack, "a" if named_first else "b", name="A", **first)

    error = refusal(lambda: PagerDuty(stack, "b" if named_first else "a", name="B", **second))

    assert [problem.where for problem in error.problems] == ["secrets.routingKey"]
    assert "b_routing_key" in str(error)


@pytest.mark.parametrize("declared_first", [True, False], ids=["declared-first", "connector-first"])
def test_a_name_that_a_variable_of_the_users_has_is_refused(
    stack: TerraformStack, synth: Synth, declared_first: bool
) -> None:
    """CDKTF would merge the two declarations into one that neither of them meant."""
    allow_unencrypted_state(stack, reason="a test")

    def declare() -> None:
        TerraformVariable(stack, "pager_routing_key", type="list(string)", description="mine")

    def build() -> None:
        if declared_first:
            declare()
        PagerDuty(stack, "pager", name="On-call")
        if not declared_first:
            declare()
        synth(stack)

    error = refusal(build, KibanaConnectorsError)

    assert "pager_routing_key" in str(error)
    assert "stack/pager" in str(error)
