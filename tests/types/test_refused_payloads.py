"""What Kibana's rules for single types refuse: the field and the remedy are told, never the value."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from harness.refusals import MARK, Case, sources

from kibana_connectors import Email, Opsgenie, ServiceNow, SlackApi, Webhook

MAIL = {"from": "a@b.example", "host": "h.example", "port": 25}
HOOK = {"url": "https://x.example"}
OAUTH2 = {
    **HOOK,
    "authType": "webhook-oauth2-client-credentials",
    "clientId": "c",
    "accessTokenUrl": "https://x.example",
}
SN = {"apiUrl": "https://x.example"}
JWT = {"isOAuth": True, "userIdentifierValue": "u", "clientId": "c", "jwtKeyId": "k"}
EXCHANGE = {"from": "a@b.example", "service": "exchange_server"}
REFUSED: dict[str, Case] = {
    # URLs, addresses, enumerations, lists, JSON
    "url": (Webhook, {"config": {"url": MARK}}, ["config.url"], "a URL"),
    "url-port": (Webhook, {"config": {"url": f"https://{MARK}:99999"}}, ["config.url"], "a URL"),
    "hosted-url": (
        Opsgenie,
        {"config": {"api_url": f"https://{MARK}%zz@x"}},
        ["config.api_url"],
        "a URL whose host name can be read",
    ),
    "address": (Email, {"config": {**MAIL, "from": f"{MARK}@@"}}, ["config.from"], "an email address"),
    "enumeration": (Webhook, {"config": {**HOOK, "method": MARK}}, ["config.method"], '"post", "put"'),
    "enumeration-case": (
        Webhook,
        {"config": {**HOOK, "method": "POST"}},
        ["config.method"],
        'Write "post"',
    ),
    "enumeration-auth-type": (
        Webhook,
        {"config": {**HOOK, "authType": MARK}},
        ["config.authType"],
        "webhook-authentication-ssl",
    ),
    "too-many": (
        SlackApi,
        {"config": {"allowed_channels": [{"name": "#a"}] * 501}},
        ["config.allowed_channels"],
        "500",
    ),
    "json": (
        Webhook,
        {"config": {**OAUTH2, "additionalFields": f'{{"{MARK}"'}},
        ["config.additionalFields"],
        "JSON object with at least one field",
    ),
    "json-list": (
        Webhook,
        {"config": {**OAUTH2, "additionalFields": f'["{MARK}"]'}},
        ["config.additionalFields"],
        "JSON object with at least one field",
    ),
    "json-empty": (
        Webhook,
        {"config": {**OAUTH2, "additionalFields": "{}"}},
        ["config.additionalFields"],
        "JSON object with at least one field",
    ),
    # authentication of webhooks
    "webhook-auth-type-without-auth": (
        Webhook,
        {"config": {**HOOK, "hasAuth": False, "authType": "webhook-authentication-basic"}},
        ["config.authType"],
        "hasAuth false.*Leave auth_type out",
    ),
    "webhook-two-kinds": (
        Webhook,
        {"config": HOOK, "secrets": sources("user", "password", "pfx")},
        ["secrets"],
        "exactly one of.*Given were: password, pfx, user",
    ),
    "webhook-half": (Webhook, {"config": HOOK, "secrets": sources("user")}, ["secrets"], "exactly one of"),
    "webhook-secret-and-login": (
        Webhook,
        {"config": HOOK, "secrets": sources("user", "password", "clientSecret")},
        ["secrets"],
        "exactly one of",
    ),
    "webhook-oauth2-missing": (
        Webhook,
        {"config": {**HOOK, "authType": "webhook-oauth2-client-credentials"}},
        ["config.accessTokenUrl", "config.clientId"],
        "required with authType webhook-oauth2-client-credentials",
    ),
    "webhook-oauth2-url": (
        Webhook,
        {"config": {**OAUTH2, "accessTokenUrl": MARK}},
        ["config.accessTokenUrl"],
        "a URL",
    ),
    # authentication of ServiceNow
    "servicenow-oauth-without-config": (
        ServiceNow,
        {"config": {**SN, "isOAuth": True}},
        ["config.userIdentifierValue", "config.clientId", "config.jwtKeyId"],
        "required with isOAuth true",
    ),
    "servicenow-oauth-with-basic": (
        ServiceNow,
        {"config": {**SN, **JWT}, "secrets": sources("username", "password")},
        ["secrets.clientSecret", "secrets.privateKey", "secrets.password", "secrets.username"],
        "not allowed with isOAuth true",
    ),
    "servicenow-basic-with-oauth-secrets": (
        ServiceNow,
        {"config": SN, "secrets": sources("clientSecret", "privateKey")},
        ["secrets.password", "secrets.username", "secrets.clientSecret", "secrets.privateKey"],
        "not allowed with isOAuth false",
    ),
    "servicenow-basic-with-oauth-config": (
        ServiceNow,
        {"config": {**SN, "clientId": MARK}},
        ["config.clientId"],
        "not allowed with isOAuth false",
    ),
    "servicenow-both": (
        ServiceNow,
        {
            "config": {**SN, **JWT},
            "secrets": sources("username", "password", "clientSecret", "privateKey"),
        },
        ["secrets.password", "secrets.username"],
        "not allowed with isOAuth true",
    ),
    "servicenow-nothing": (ServiceNow, {"config": SN, "secrets": {}}, None, "username and password, or"),
    # authentication of email
    "email-no-host": (
        Email,
        {"config": {"from": "a@b.example"}},
        ["config.host", "config.port"],
        'required with service other.*"gmail"',
    ),
    "email-unknown-service": (
        Email,
        {"config": {"from": "a@b.example", "service": MARK}},
        ["config.service"],
        "nodemailer",
    ),
    "email-login-missing": (
        Email,
        {"config": {**MAIL, "hasAuth": True}, "secrets": {}},
        ["secrets.user", "secrets.password"],
        "required with hasAuth true.*has_auth=False",
    ),
    "email-default-login-missing": (
        Email,
        {"config": MAIL, "secrets": {}},
        ["secrets.user", "secrets.password"],
        "required with hasAuth true",
    ),
    "exchange-config": (
        Email,
        {"config": EXCHANGE},
        ["config.tenantId", "config.clientId"],
        "required with service exchange_server",
    ),
    "exchange-secrets": (
        Email,
        {"config": {**EXCHANGE, "clientId": "c", "tenantId": "t"}, "secrets": {}},
        ["secrets.clientSecret"],
        "required with service exchange_server",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_payload_that_kibana_refuses_is_refused(assert_refused: Callable[[Case], None], case: Case) -> None:
    assert_refused(case)
