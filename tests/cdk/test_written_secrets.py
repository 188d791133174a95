"""How a connector's secrets are written: which ones, with which version, and in which mode."""

from __future__ import annotations

import re
from typing import Any

import pytest
from harness.cdk import TerraformDataSource, TerraformStack
from harness.written import CONNECTOR

from kibana_connectors import (
    Email,
    Index,
    KibanaProvider,
    Opsgenie,
    PagerDuty,
    Secret,
    SecretsMode,
    ServerLog,
    ServiceNow,
    Webhook,
)
from pytest_cdktf import Synth, absent, anything, json_equal, ref, resource, variable

OAUTH = {"isOAuth": True, "userIdentifierValue": "u", "clientId": "c", "jwtKeyId": "k"}
WEBHOOK = {"url": "https://x.example"}
SSL = {**WEBHOOK, "auth_type": "webhook-authentication-ssl"}


@pytest.mark.parametrize(
    ("connector_type", "config", "names"),
    [
        (ServerLog, {}, []),
        (Index, {"index": "a"}, []),
        (PagerDuty, {}, ["routing_key"]),
        (Opsgenie, {"api_url": "https://x.example"}, ["api_key"]),
        (Email, {"from": "a@b.example", "host": "h", "port": 25}, ["user", "password"]),
        (Email, {"from": "a@b.example", "host": "h", "port": 25, "has_auth": False}, []),
        (
            Email,
            {"from": "a@b.example", "service": "exchange_server", "client_id": "c", "tenant_id": "t"},
            ["client_secret"],
        ),
        (ServiceNow, {"api_url": "https://x.example"}, ["username", "password"]),
        (ServiceNow, {"api_url": "https://x.example", **OAUTH}, ["client_secret", "private_key"]),
        (Webhook, WEBHOOK, ["user", "password"]),
        (Webhook, {**WEBHOOK, "has_auth": False}, []),
        (Webhook, {**SSL, "cert_type": "ssl-crt-key"}, ["crt", "key"]),
        (Webhook, {**SSL, "cert_type": "ssl-pfx"}, ["pfx"]),
        (
            Webhook,
            {
                **WEBHOOK,
                "auth_type": "webhook-oauth2-client-credentials",
                "client_id": "c",
                "access_token_url": "https://x.example",
            },
            ["client_secret"],
        ),
    ],
    ids=[
        "server-log",
        "index",
        "pagerduty",
        "opsgenie",
        "email-login",
        "email-open",
        "email-exchange",
        "servicenow-basic",
        "servicenow-oauth",
        "webhook-basic",
        "webhook-open",
        "webhook-crt",
        "webhook-pfx",
        "webhook-oauth2",
    ],
)
def test_the_secrets_that_are_needed_become_variables(
    synth: Synth, connector_type: Any, config: dict[str, Any], names: list[str]
) -> None:
    out = synth(lambda stack: connector_type(stack, "it", name="It", config=config))

    wire = {re.sub(r"_(\w)", lambda found: found[1].upper(), name): ref(f"var.it_{name}") for name in names}
    assert resource(CONNECTOR, secrets_wo=json_equal(wire) if wire else absent()) in out
    assert {each.name for each in out.variables} == {f"it_{name}" for name in names}


def _version(synth: Synth, **options: Any) -> str:
    version: str = synth(Webhook, **{"name": "It", **options}).one(resource(CONNECTOR))["secrets_wo_version"]
    return version


def test_the_default_version_follows_the_set_of_secrets(synth: Synth) -> None:
    headers = {"secret_headers": {"X-Key": Secret.variable()}}
    more_headers = {"secret_headers": {"X-Key": Secret.variable(), "X-Other": Secret.variable()}}
    login = {"user": Secret.variable(), "password": Secret.variable()}
    sets: list[dict[str, Any]] = [
        {"config": WEBHOOK, "secrets": login},
        {"config": WEBHOOK, "secrets": {**login, **headers}},
        {"config": WEBHOOK, "secrets": {**login, **more_headers}},
        {"config": {**WEBHOOK, "has_auth": False}, "secrets": headers},
        {"config": {**SSL, "cert_type": "ssl-pfx"}},
    ]

    versions = [_version(synth, **options) for options in sets]

    assert len(set(versions)) == len(versions)
    assert all(re.fullmatch("fields-[0-9a-f]{8}", version) for version in versions)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"name": "Another"}, id="name"),
        pytest.param({"space": "ops"}, id="space"),
        pytest.param({"spaces": ["ops"]}, id="spaces"),
        pytest.param({"protect": True}, id="protect"),
        pytest.param({"config": {**WEBHOOK, "method": "put"}}, id="config"),
        pytest.param(
            {"secrets": {"user": Secret.variable("the_user"), "password": Secret.variable()}},
            id="another-variable",
        ),
        pytest.param(
            {"secrets": {"password": Secret.variable(), "user": Secret.ref("${data.vault.x.user}")}},
            id="reference-and-order",
        ),
    ],
)
def test_the_default_version_stays_otherwise(synth: Synth, options: dict[str, Any]) -> None:
    plain = _version(synth, config=WEBHOOK)

    assert _version(synth, stack_id="changed", **{"config": WEBHOOK, **options}) == plain


def test_a_version_can_be_given(synth: Synth) -> None:
    def pagers(stack: TerraformStack) -> None:
        vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
        PagerDuty(stack, "literal", name="A", secrets_version="2026-11")
        PagerDuty(stack, "token", name="B", secrets_version=vault.get_string_attribute("version"))
        PagerDuty(stack, "odd", name="C", secrets_version='$5 "%" {x}')

    out = synth(pagers)

    assert {each.name: each["secrets_wo_version"] for each in out.resources} == {
        "literal": "2026-11",
        "token": "${data.vault_secret.vault.version}",
        "odd": '$5 "%" {x}',
    }


def test_state_mode_writes_secrets_instead_of_secrets_wo(synth: Synth) -> None:
    out = synth(lambda stack: PagerDuty(stack, "pager", name="On-call", secrets_mode=SecretsMode.STATE))

    assert out.at("pager")["secrets"] == '${jsonencode({"routingKey" = var.pager_routing_key})}'
    assert out.at("pager") == resource(CONNECTOR, secrets_wo=absent(), secrets_wo_version=absent())
    assert variable("pager_routing_key", ephemeral=absent(), sensitive=True, nullable=False) in out


@pytest.mark.parametrize("provider_first", [True, False], ids=["provider-first", "connector-first"])
def test_the_mode_comes_from_the_provider(synth: Synth, provider_first: bool) -> None:
    def pagers(stack: TerraformStack) -> None:
        if provider_first:
            KibanaProvider(stack, secrets_mode=SecretsMode.STATE)
        PagerDuty(stack, "pager", name="On-call")
        PagerDuty(stack, "other", name="Other", secrets_mode=SecretsMode.WRITE_ONLY)
        if not provider_first:
            KibanaProvider(stack, secrets_mode=SecretsMode.STATE)

    out = synth(pagers)

    assert out.at("pager") == resource(CONNECTOR, secrets=anything(), secrets_wo=absent())
    assert out.at("other") == resource(CONNECTOR, secrets=absent(), secrets_wo=anything())
