"""One working payload for each way that each connector type can be set up."""

from __future__ import annotations

from typing import Any, NamedTuple

OAUTH2 = "webhook-oauth2-client-credentials"
SSL = "webhook-authentication-ssl"


class Example(NamedTuple):
    """A complete payload on the wire.

    Attributes:
        label: A name, unique among the examples, that can be a construct's id.
        type_id: The connector type.
        config: Kibana's config.
        secrets: Kibana's secrets; each value is told apart from all others.
        changed: Another good config, for an update.
    """

    label: str
    type_id: str
    config: dict[str, Any]
    secrets: dict[str, Any]
    changed: dict[str, Any]


def _example(
    label: str, type_id: str, config: dict[str, Any], secrets: tuple[str, ...] = (), **changes: Any
) -> Example:
    values = {name: f"value-of-{label}-{name}" for name in secrets}
    return Example(label, type_id, config, values, {**config, **changes})


_SMTP = {"from": "kibana@example.com", "host": "smtp.example.com", "port": 587}
_SERVICENOW = {"apiUrl": "https://example.service-now.com"}
_JWT = {"isOAuth": True, "userIdentifierValue": "kibana", "clientId": "client", "jwtKeyId": "key"}
_HOOK = {"url": "https://hooks.example.com/in"}

EXAMPLES: tuple[Example, ...] = (
    _example("email-login", ".email", _SMTP, ("user", "password"), port=465, secure=True),
    _example("email-open", ".email", {**_SMTP, "hasAuth": False}, (), host="mail.example.com"),
    _example(
        "email-service",
        ".email",
        {"from": "a@example.com", "service": "gmail"},
        ("user", "password"),
        secure=True,
    ),
    _example(
        "email-exchange",
        ".email",
        {"from": "a@example.com", "service": "exchange_server", "clientId": "c", "tenantId": "t"},
        ("clientSecret",),
        tenantId="other",
        oauthTokenUrl="https://login.example.com/token",
    ),
    _example("index-plain", ".index", {"index": "alerts"}, (), refresh=True),
    _example(
        "index-full",
        ".index",
        {"index": "a", "refresh": True, "executionTimeField": "@timestamp"},
        (),
        index="b",
    ),
    _example("server-log", ".server-log", {}),
    Example("slack", ".slack", {}, {"webhookUrl": "https://hooks.slack.example/value-of-slack"}, {}),
    _example("slack-api", ".slack_api", {}, ("token",), allowedChannels=[{"name": "#alerts", "id": "C1"}]),
    _example(
        "slack-api-channels",
        ".slack_api",
        {"allowedChannels": [{"name": "#a"}]},
        ("token",),
        allowedChannels=[{"name": "#b"}],
    ),
    Example("teams", ".teams", {}, {"webhookUrl": "https://teams.example/value-of-teams"}, {}),
    _example("pagerduty", ".pagerduty", {}, ("routingKey",), apiUrl="https://events.example.com"),
    _example(
        "opsgenie",
        ".opsgenie",
        {"apiUrl": "https://api.opsgenie.com"},
        ("apiKey",),
        apiUrl="https://api.eu.opsgenie.com",
    ),
    _example(
        "jira",
        ".jira",
        {"apiUrl": "https://j.example", "projectKey": "OPS"},
        ("email", "apiToken"),
        projectKey="DEV",
    ),
    _example(
        "webhook-basic", ".webhook", _HOOK, ("user", "password"), method="put", headers={"X-Env": "prod"}
    ),
    _example("webhook-open", ".webhook", {**_HOOK, "hasAuth": False}, (), method="get"),
    _example(
        "webhook-null-auth-type",
        ".webhook",
        {**_HOOK, "authType": None},
        ("user", "password"),
        method="patch",
    ),
    _example(
        "webhook-crt",
        ".webhook",
        {**_HOOK, "authType": SSL, "certType": "ssl-crt-key"},
        ("crt", "key"),
        ca="Y2E=",
    ),
    _example(
        "webhook-pfx",
        ".webhook",
        {**_HOOK, "authType": SSL, "certType": "ssl-pfx"},
        ("pfx", "password"),
        verificationMode="none",
    ),
    _example(
        "webhook-oauth2",
        ".webhook",
        {**_HOOK, "authType": OAUTH2, "clientId": "c", "accessTokenUrl": "https://login.example.com/token"},
        ("clientSecret",),
        scope="write",
        additionalFields='{"audience": "${kibana}"}',
    ),
    Example(
        "webhook-headers",
        ".webhook",
        {**_HOOK, "hasAuth": False},
        {"secretHeaders": {"X-Key": "value-of-x-key", "x_key": "value-of-other-x-key"}},
        {**_HOOK, "hasAuth": False, "method": "delete"},
    ),
    *(
        example
        for name, extra in (
            ("servicenow", {"usesTableApi": False}),
            ("servicenow-sir", {"usesTableApi": False}),
            ("servicenow-itom", {}),
        )
        for example in (
            _example(
                f"{name}-basic",
                f".{name}",
                _SERVICENOW,
                ("username", "password"),
                **extra,
                apiUrl="https://dev.example",
            ),
            _example(
                f"{name}-oauth",
                f".{name}",
                {**_SERVICENOW, **_JWT},
                ("clientSecret", "privateKey", "privateKeyPassword"),
                jwtKeyId="new",
            ),
        )
    ),
)
