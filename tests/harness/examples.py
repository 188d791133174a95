"""One working payload for each way that each connector type can be set up."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, NamedTuple

BASIC = "webhook-authentication-basic"
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
        carried: What the provider carries in another form, over both configs' settled form; docs/exceptions.md
            tells why.
    """

    label: str
    type_id: str
    config: dict[str, Any]
    secrets: dict[str, Any]
    changed: dict[str, Any]
    carried: dict[str, Any] = {}  # noqa: RUF012 (nobody writes to it)


def _example(
    label: str, type_id: str, config: dict[str, Any], secrets: tuple[str, ...] = (), **changes: Any
) -> Example:
    values = {name: f"value-of-{label}-{name}" for name in secrets}
    return Example(label, type_id, config, values, {**config, **changes})


def renewed(value: str) -> str:
    """Give a secret's next value, which is as good: a URL stays one, JSON stays JSON."""
    return value.replace("value-of", "renewed-value-of") if "value-of" in value else f"{value}renewed"


def _pem(label: str, content: str) -> str:
    """Make the base64 of what begins like a PEM file; without padding, so that more may follow."""
    text = f"-----BEGIN {label}-----\nvalue-of-{content}\n"
    return b64encode(text.ljust(-(-len(text) // 3) * 3, "\n").encode()).decode()


_SMTP = {"from": "kibana@example.com", "host": "smtp.example.com", "port": 587}
_SERVICENOW = {"apiUrl": "https://example.service-now.com"}
_JWT = {"isOAuth": True, "userIdentifierValue": "kibana", "clientId": "client", "jwtKeyId": "key"}
_HOOK = {"url": "https://hooks.example.com/in"}
_TOKENS = "https://login.example.com/token"
_CASES = {
    "createIncidentUrl": "https://cases.example.com/new",
    "createIncidentJson": '{"title": {{{case.title}}}, "text": {{{case.description}}}}',
    "createIncidentResponseKey": "id",
    "getIncidentUrl": "https://cases.example.com/{{{external.system.id}}}",
    "getIncidentResponseExternalTitleKey": "title",
    "viewIncidentUrl": "https://cases.example.com/{{{external.system.id}}}/show",
    "updateIncidentUrl": "https://cases.example.com/{{{external.system.id}}}",
    "updateIncidentJson": '{"text": {{{case.description}}}}',
}
_COMMENTS = {
    "createCommentUrl": "https://cases.example.com/{{{external.system.id}}}/comments",
    "createCommentJson": '{"text": {{{case.comment}}}}',
}
_GEMINI = {"apiUrl": "https://gemini.example", "gcpRegion": "us-central1", "gcpProjectID": "project"}
_MCP = {"serverUrl": "https://mcp.example.com"}
_OPENAI = {"apiProvider": "OpenAI", "apiUrl": "https://api.openai.com/v1/chat/completions"}
_AZURE = {"apiProvider": "Azure OpenAI", "apiUrl": "https://azure.example/chat"}
_OTHER = {"apiProvider": "Other", "apiUrl": "https://llm.example/chat", "defaultModel": "m"}
_CHAT = {"provider": "openai", "taskType": "chat_completion", "inferenceId": "chat"}
_SWIMLANE = {"apiUrl": "https://swimlane.example", "appId": "app"}


def _field(name: str) -> dict[str, str]:
    return {"id": name, "key": f"{name}-key", "name": f"The {name}", "fieldType": "text"}


EXAMPLES: tuple[Example, ...] = (
    _example("email-login", ".email", _SMTP, ("user", "password"), port=465, secure=True),
    _example(
        "email-open", ".email", {**_SMTP, "hasAuth": False}, (), host="mail.example.com", allowHtml=True
    ),
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
    )._replace(carried={"authType": BASIC}),
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
    _example(
        "bedrock",
        ".bedrock",
        {"apiUrl": "https://bedrock.example"},
        ("accessKey", "secret"),
        region="us-east-1",
        defaultModel="claude",
        contextWindowLength=200000,
        temperature=0.5,
    ),
    _example(
        "bedrock-tuned",
        ".bedrock",
        {"apiUrl": "https://bedrock.example", "contextWindowLength": 1000, "temperature": 0},
        ("accessKey", "secret"),
        temperature=1,
    ),
    _example(
        "cases-basic",
        ".cases-webhook",
        _CASES,
        ("user", "password"),
        createIncidentMethod="put",
        getIncidentMethod="post",
        getIncidentJson="{}",
        updateIncidentMethod="patch",
    ),
    _example(
        "cases-open",
        ".cases-webhook",
        {**_CASES, "hasAuth": False},
        (),
        **_COMMENTS,
        createCommentMethod="post",
        scope="s",
        clientId="c",
        accessTokenUrl=_TOKENS,
        additionalFields="f",
    ),
    _example(
        "cases-comments",
        ".cases-webhook",
        {**_CASES, **_COMMENTS},
        ("user", "password"),
        createCommentMethod="patch",
    ),
    _example(
        "cases-null-method",
        ".cases-webhook",
        {**_CASES, "createCommentMethod": None, "authType": None},
        ("user", "password"),
        createCommentJson="{}",
    )._replace(carried={"createCommentMethod": "put", "authType": BASIC}),
    _example(
        "cases-crt",
        ".cases-webhook",
        {**_CASES, "authType": SSL, "certType": "ssl-crt-key"},
        ("crt", "key"),
        ca="Y2E=",
        verificationMode="certificate",
    ),
    _example(
        "cases-pfx",
        ".cases-webhook",
        {**_CASES, "authType": SSL, "certType": "ssl-pfx"},
        ("pfx", "password"),
        verificationMode="none",
    ),
    _example("cases-client-secret", ".cases-webhook", _CASES, ("clientSecret",), updateIncidentMethod="post"),
    Example(
        "cases-headers",
        ".cases-webhook",
        _CASES,
        {"secretHeaders": {"X-Key": "value-of-cases-x-key"}},
        {**_CASES, "createIncidentResponseKey": "number"},
    ),
    _example(
        "crowdstrike",
        ".crowdstrike",
        {"url": "https://falcon.example"},
        ("clientId", "clientSecret"),
        url="https://falcon2.example",
    ),
    _example(
        "d3security", ".d3security", {"url": "https://d3.example"}, ("token",), url="https://d3.example/2"
    ),
    Example(
        "gemini",
        ".gemini",
        _GEMINI,
        {"credentialsJson": '{"type": "service_account", "private_key": "value-of-gemini"}'},
        {**_GEMINI, "defaultModel": "gemini-ultra"},
    ),
    _example("http-basic", ".http", _HOOK, ("user", "password"), headers={"X-Env": "prod"}),
    _example("http-open", ".http", {**_HOOK, "hasAuth": False, "authType": None}, (), ca="Y2E=")._replace(
        carried={"hasAuth": True, "authType": BASIC}
    ),
    _example(
        "http-null-auth-type", ".http", {**_HOOK, "authType": None}, ("user", "password"), scope="s"
    )._replace(carried={"authType": BASIC}),
    _example(
        "http-crt",
        ".http",
        {**_HOOK, "authType": SSL, "certType": "ssl-crt-key"},
        ("crt", "key", "password"),
        ca="Y2E=",
    ),
    _example(
        "http-pfx",
        ".http",
        {**_HOOK, "authType": SSL, "certType": "ssl-pfx"},
        ("pfx",),
        verificationMode="none",
    ),
    _example(
        "http-oauth2",
        ".http",
        {**_HOOK, "authType": OAUTH2, "clientId": "c", "accessTokenUrl": _TOKENS},
        ("clientSecret",),
        additionalFields='{"audience": "%{kibana}"}',
    ),
    Example(
        "http-query",
        ".http",
        {**_HOOK, "authType": "http-authentication-query-param"},
        {
            "secretQueryParams": {"key": "value-of-query-key"},
            "secretParams": {"a_1": "value-of-param-a", "B": "value-of-param-b"},
            "secretHeaders": {"X-Key": "value-of-http-x-key"},
        },
        {**_HOOK, "authType": "http-authentication-query-param", "verificationMode": "full"},
    ),
    _example(
        "http-proxy",
        ".http",
        {**_HOOK, "proxyUrl": "http://proxy.example:8080", "hasProxyAuth": True},
        ("user", "password", "proxyUsername", "proxyPassword"),
        proxyVerificationMode="certificate",
    ),
    _example(
        "inference-own",
        ".inference",
        {"provider": "elastic", "taskType": "rerank", "inferenceId": "rank"},
        (),
        taskTypeConfig={"top_n": 3, "return_documents": False},
        headers={"X-Env": "prod"},
    ),
    Example(
        "inference-key",
        ".inference",
        {**_CHAT, "providerConfig": {"model_id": "gpt", "rate_limit": {"requests_per_minute": 10.5}}},
        {
            "providerSecrets": {
                "api_key": "value-of-inference-key",
                "more": {"deep": "value-of-inference-deep"},
            }
        },
        {
            **_CHAT,
            "contextWindowLength": 1000,
            "temperature": 0.25,
            "providerConfig": {"list": [1, None, "${x}"]},
        },
    ),
    _example(
        "jsm",
        ".jira-service-management",
        {"apiUrl": "https://api.atlassian.com"},
        ("apiKey",),
        apiUrl="https://j.example",
    ),
    _example("mcp-bearer", ".mcp", {**_MCP, "authType": "bearer"}, ("token",), headers={"X-Env": "prod"}),
    _example(
        "mcp-api-key",
        ".mcp",
        {**_MCP, "authType": "apiKey", "apiKeyHeaderName": "X-Key"},
        ("apiKey",),
        apiKeyHeaderName="X-Other",
    ),
    _example("mcp-basic", ".mcp", {**_MCP, "authType": "basic"}, ("user", "password"), hasAuth=True),
    _example("mcp-none", ".mcp", {**_MCP, "authType": "none"}, (), hasAuth=False),
    Example(
        "mcp-headers",
        ".mcp",
        {**_MCP, "hasAuth": False},
        {"secretHeaders": {"X-Key": "value-of-mcp-x-key"}},
        {**_MCP, "hasAuth": False, "serverUrl": "https://mcp.example.com/2"},
    ),
    _example(
        "defender",
        ".microsoft_defender_endpoint",
        {
            "clientId": "c",
            "tenantId": "t",
            "oAuthServerUrl": "https://login.example",
            "oAuthScope": "https://scope.example/.default",
            "apiUrl": "https://defender.example",
        },
        ("clientSecret",),
        tenantId="other",
    ),
    _example(
        "gen-ai-openai",
        ".gen-ai",
        _OPENAI,
        ("apiKey",),
        defaultModel="gpt-5",
        organizationId="o",
        projectId="p",
        headers={"X-Env": "prod"},
    ),
    _example(
        "gen-ai-azure",
        ".gen-ai",
        {**_AZURE, "headers": {"X-Env": "test"}},
        ("apiKey",),
        defaultModel="gpt",
        contextWindowLength=1000,
        temperature=0.5,
    ),
    _example(
        "gen-ai-other",
        ".gen-ai",
        _OTHER,
        ("apiKey",),
        enableNativeFunctionCalling=True,
        temperature=0.1,
        verificationMode="certificate",
    ),
    Example(
        "gen-ai-pki",
        ".gen-ai",
        {**_OTHER, "verificationMode": "none"},
        {
            "certificateData": _pem("CERTIFICATE", "pki-certificate"),
            "privateKeyData": _pem("PRIVATE KEY", "pki-key"),
            "caData": _pem("CERTIFICATE", "pki-ca"),
        },
        {**_OTHER, "defaultModel": "n"},
    ),
    _example(
        "resilient",
        ".resilient",
        {"apiUrl": "https://resilient.example", "orgId": "201"},
        ("apiKeyId", "apiKeySecret"),
        orgId="202",
    ),
    _example(
        "sentinelone", ".sentinelone", {"url": "https://s1.example"}, ("token",), url="https://s1.example/2"
    ),
    _example(
        "swimlane-empty",
        ".swimlane",
        {**_SWIMLANE, "connectorType": "alerts", "mappings": {}},
        ("apiToken",),
        mappings={"ruleNameConfig": _field("rule"), "alertIdConfig": _field("alert")},
    ),
    _example(
        "swimlane-cases",
        ".swimlane",
        {
            **_SWIMLANE,
            "connectorType": "cases",
            "mappings": {
                "caseIdConfig": _field("case"),
                "caseNameConfig": _field("title"),
                "commentsConfig": _field("comments"),
                "severityConfig": None,
                "descriptionConfig": _field("text"),
            },
        },
        ("apiToken",),
        connectorType="all",
    ),
    _example("thehive", ".thehive", {"url": "https://hive.example"}, ("apiKey",), organisation="ops"),
    _example(
        "thehive-organisation",
        ".thehive",
        {"url": "https://hive.example", "organisation": "a"},
        ("apiKey",),
        organisation=None,
    ),
    _example(
        "tines", ".tines", {"url": "https://tines.example"}, ("email", "token"), url="https://other.example"
    ),
    _example(
        "torq",
        ".torq",
        {"webhookIntegrationUrl": "https://hooks.torq.io/v1/x"},
        ("token",),
        webhookIntegrationUrl="https://hooks.eu.torq.io/v1/x",
    ),
    _example(
        "xmatters-basic",
        ".xmatters",
        {"configUrl": "https://xm.example/flow", "usesBasic": True},
        ("user", "password"),
        configUrl="https://xm.example/other",
    ),
    Example(
        "xmatters-url",
        ".xmatters",
        {"usesBasic": False},
        {"secretsUrl": "https://xm.example/flow?apiKey=value-of-xmatters-url"},
        {"usesBasic": False, "configUrl": None},  # there is nothing to change
    ),
    _example("xsoar", ".xsoar", {"url": "https://xsoar.example"}, ("apiKey",), url="https://xsoar.example/2"),
    _example(
        "xsoar-8",
        ".xsoar",
        {"url": "https://xsoar.example"},
        ("apiKey", "apiKeyID"),
        url="https://api.xsoar.example",
    ),
)
