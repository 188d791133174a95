"""Secrets that the chosen authentication does not use are taken by Kibana, and warned of."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable
from harness.refusals import sources

from kibana_connectors import (
    CasesWebhook,
    Connector,
    Email,
    Http,
    Mcp,
    Webhook,
    allow_unencrypted_state,
)
from pytest_cdktf import Synth

HOOK = {"url": "https://x.example"}
SSL = "webhook-authentication-ssl"
OAUTH2 = {
    "authType": "webhook-oauth2-client-credentials",
    "clientId": "me",
    "accessTokenUrl": "https://login.example/token",
}
CASES = {
    "createIncidentUrl": "https://x.example",
    "createIncidentJson": "{}",
    "createIncidentResponseKey": "id",
    "getIncidentUrl": "https://x.example",
    "getIncidentResponseExternalTitleKey": "title",
    "viewIncidentUrl": "https://x.example",
    "updateIncidentUrl": "https://x.example",
    "updateIncidentJson": "{}",
}
MCP = {"serverUrl": "https://x.example"}
MAIL = {"from": "a@b.c", "host": "x.example", "port": 25}
EXCHANGE = {"from": "a@b.c", "service": "exchange_server", "clientId": "c", "tenantId": "t"}


@pytest.fixture
def told(stack: TerraformStack, synth: Synth) -> Any:
    """A function that builds a connector and gives the warnings of synth about its secrets."""

    def build(
        connector_type: type[Connector[Any, Any]], config: dict[str, Any], secrets: tuple[str, ...]
    ) -> list[str]:
        allow_unencrypted_state(stack, reason="a test")
        connector_type(stack, "it", name="It", config=config, secrets=sources(*secrets))
        return [each.message for each in synth(stack).warnings if each.message.startswith("secrets")]

    return build


@pytest.mark.parametrize(
    ("connector_type", "config", "secrets", "unused", "when"),
    [
        (Webhook, HOOK, ("client_secret",), ["clientSecret (client_secret)"], "authType webhook-auth"),
        (Webhook, {**HOOK, "authType": SSL}, ("user", "password"), ["user"], f"authType {SSL}"),
        (
            Webhook,
            {**HOOK, "authType": SSL, "certType": "ssl-pfx"},
            ("crt", "key"),
            ["crt", "key"],
            f"authType {SSL}. Give password and pfx instead",
        ),
        (Webhook, {**HOOK, **OAUTH2}, ("user", "password"), ["user", "password"], "authType webhook-oauth2"),
        (Webhook, {**HOOK, "hasAuth": False}, ("user", "password"), ["user", "password"], "hasAuth false"),
        (Webhook, {**HOOK, "hasAuth": False}, ("pfx",), ["pfx"], "hasAuth false. Leave it out"),
        (Http, {**HOOK, "hasAuth": False}, ("client_secret",), ["clientSecret (client_secret)"], "hasAuth"),
        (
            Http,
            {**HOOK, "authType": "http-authentication-query-param"},
            ("crt", "key"),
            ["crt", "key"],
            "authType http-authentication-query-param",
        ),
        (CasesWebhook, CASES, ("pfx",), ["pfx"], "authType webhook-authentication-basic"),
        (CasesWebhook, {**CASES, "hasAuth": False}, ("user", "password"), ["user", "password"], "hasAuth"),
        (Mcp, {**MCP, "authType": "bearer"}, ("token", "api_key"), ["apiKey (api_key)"], "authType bearer"),
        (Mcp, {**MCP, "hasAuth": False}, ("token",), ["token"], "hasAuth false"),
        (Email, {**MAIL, "hasAuth": False}, ("user", "password"), ["user", "password"], "hasAuth false"),
        (
            Email,
            MAIL,
            ("user", "password", "client_secret"),
            ["clientSecret (client_secret)"],
            "without service exchange_server",
        ),
        (Email, EXCHANGE, ("client_secret", "user"), ["user"], "with service exchange_server"),
    ],
    ids=lambda value: None,
)
def test_a_secret_of_another_login_is_warned_of(
    told: Any,
    connector_type: Any,
    config: dict[str, Any],
    secrets: tuple[str, ...],
    unused: list[str],
    when: str,
) -> None:
    warnings = [warning for warning in told(connector_type, config, secrets) if "not used" in warning]

    assert [warning.partition(":")[0] for warning in warnings] == [f"secrets.{name}" for name in unused]
    assert all(when in warning for warning in warnings), warnings


@pytest.mark.parametrize(
    ("connector_type", "config", "secrets"),
    [
        (Webhook, HOOK, ("user", "password")),
        (Webhook, {**HOOK, "authType": SSL}, ("crt", "key", "password")),
        (Webhook, {**HOOK, "authType": SSL}, ("pfx",)),
        (Webhook, {**HOOK, "authType": SSL, "certType": "ssl-pfx"}, ("pfx", "password")),
        (Webhook, {**HOOK, **OAUTH2}, ("client_secret",)),
        (Webhook, {**HOOK, "hasAuth": False}, ()),
        (Http, {**HOOK, "hasProxyAuth": True, "proxyUrl": "https://p.example", "hasAuth": False},
         ("proxy_username", "proxy_password")),
        (Mcp, {**MCP, "authType": "basic"}, ("user", "password")),
        (Mcp, MCP, ("token",)),
        (Email, MAIL, ("user", "password")),
        (Email, EXCHANGE, ("client_secret",)),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_secrets_that_fit(told: Any, connector_type: Any, config: dict[str, Any], secrets: Any) -> None:
    assert told(connector_type, config, secrets) == []


@pytest.mark.parametrize("field", ["hasAuth", "authType"])
def test_a_choice_that_only_terraform_knows(stack: TerraformStack, told: Any, field: str) -> None:
    token = TerraformVariable(stack, "choice", type="string").string_value

    assert told(Webhook, {**HOOK, field: token}, ("client_secret",)) == []
