"""Everything that must be refused: with the construct's path, the field and the way out, never the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from cdktf import (
    App,
    GcsBackend,
    LocalBackend,
    S3Backend,
    TerraformDataSource,
    TerraformProvider,
    TerraformStack,
    TerraformVariable,
)
from constructs import Construct
from harness.kibana_facts import classic_vectors
from harness.secrecy import everything_told

from kibana_connectors import (
    Email,
    EncryptedS3Backend,
    Index,
    InvalidBackend,
    InvalidConnector,
    InvalidPayload,
    InvalidProvider,
    Jira,
    KibanaConnectorsError,
    KibanaProvider,
    LiteralSecret,
    Opsgenie,
    PagerDuty,
    Secret,
    SecretsMode,
    ServerLog,
    ServiceNow,
    Slack,
    SlackApi,
    SynthesisError,
    UnknownConnectorType,
    Webhook,
    allow_unencrypted_state,
    connector_types,
    validate,
)
from kibana_connectors import synth as synth_app
from pytest_cdktf import Synth, resource

CONNECTOR = "elasticstack_kibana_action_connector"
MARK = "Hunter2Hunter2"
"""Part of every value that is refused here: no message may hold it."""
NUMBER = 7315917
ID = "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"
OTHER_ID = "00000000-0000-4000-8000-000000000001"

MAIL = {"from": "a@b.example", "host": "h.example", "port": 25}
HOOK = {"url": "https://x.example"}
SSL = {**HOOK, "authType": "webhook-authentication-ssl"}
OAUTH2 = {
    **HOOK,
    "authType": "webhook-oauth2-client-credentials",
    "clientId": "c",
    "accessTokenUrl": "https://x.example",
}
SN = {"apiUrl": "https://x.example"}
JWT = {"isOAuth": True, "userIdentifierValue": "u", "clientId": "c", "jwtKeyId": "k"}
EXCHANGE = {"from": "a@b.example", "service": "exchange_server"}


def _variables(*names: str) -> dict[str, Secret]:
    return {name: Secret.variable() for name in names}


def _refusal(make: Callable[[], object], kind: type[Exception] = InvalidConnector) -> Any:
    """Give the error, after making sure that it hides what was given."""
    with pytest.raises(kind) as caught:
        make()
    told = everything_told(caught.value)
    assert MARK not in told
    assert str(NUMBER) not in told
    return caught.value


@pytest.fixture
def connector_refusal(stack: TerraformStack, synth: Synth) -> Callable[..., InvalidConnector]:
    """A function that gives the error of a connector, after making sure that it leaves nothing behind."""

    def refusal(connector_type: Any, **options: Any) -> InvalidConnector:
        options = {"name": "It", **options}
        error: InvalidConnector = _refusal(lambda: connector_type(Construct(stack, "team"), "it", **options))
        assert str(error).startswith(
            f"stack/team/it ({connector_type.__name__}, {connector_type.TYPE.type_id}): "
        )
        assert synth(stack).stable == {}
        return error

    return refusal


# -- payloads ------------------------------------------------------------------------------------------------

Case = tuple[Any, dict[str, Any], list[str], str]
"""Type, options, the fields named (in order), and what the message must say (a pattern)."""

PAYLOADS: dict[str, Case] = {
    # wrong types
    "number-for-text": (Index, {"config": {"index": NUMBER}}, ["config.index"], "a string, got a number"),
    "null-is-missing": (Index, {"config": {"index": None}}, ["config.index"], "required"),
    "list-for-text": (Index, {"config": {"index": [MARK]}}, ["config.index"], "a string, got an array"),
    "text-for-flag": (
        Index,
        {"config": {"index": "a", "refresh": MARK}},
        ["config.refresh"],
        "true or false",
    ),
    "number-for-flag": (
        Index,
        {"config": {"index": "a", "refresh": NUMBER}},
        ["config.refresh"],
        "true or false, got a number",
    ),
    "text-for-map": (Webhook, {"config": {**HOOK, "headers": MARK}}, ["config.headers"], "an object"),
    "number-in-map": (
        Webhook,
        {"config": {**HOOK, "headers": {"X-A": NUMBER}}},
        ["config.headers.X-A"],
        "a string, got a number",
    ),
    "number-as-key-of-a-map": (
        Webhook,
        {"config": {**HOOK, "headers": {5: MARK}}},
        None,
        "a string",
    ),
    "text-for-list": (
        SlackApi,
        {"config": {"allowed_channels": MARK}},
        ["config.allowed_channels"],
        "a list",
    ),
    "text-for-object": (
        SlackApi,
        {"config": {"allowed_channels": [MARK]}},
        ["config.allowed_channels.0"],
        "an object",
    ),
    "an-object-of-no-type": (Index, {"config": {"index": object()}}, ["config.index"], "a string"),
    # numbers
    "port-too-high": (Email, {"config": {**MAIL, "port": NUMBER}}, ["config.port"], "from 1 to 65535"),
    "port-zero": (Email, {"config": {**MAIL, "port": 0}}, ["config.port"], "from 1 to 65535"),
    "port-no-number": (Email, {"config": {**MAIL, "port": MARK}}, ["config.port"], "a number"),
    "port-not-finite": (
        Email,
        {"config": {**MAIL, "port": float("inf")}},
        ["config.port"],
        "number",
    ),
    "port-nan": (Email, {"config": {**MAIL, "port": float("nan")}}, ["config.port"], "number"),
    # missing
    "missing": (Jira, {}, ["config.apiUrl", "config.projectKey"], r"\(api_url\): required"),
    "missing-in-an-object": (
        SlackApi,
        {"config": {"allowed_channels": [{"id": "C1"}]}},
        ["config.allowed_channels.0.name"],
        "required",
    ),
    "missing-secret": (
        Jira,
        {"config": {**SN, "projectKey": "K"}, "secrets": _variables("email")},
        ["secrets.apiToken"],
        r"\(api_token\): required",
    ),
    # unknown
    "misspelt": (
        Index,
        {"config": {"index": "a", "refesh": MARK}},
        ["config.refesh"],
        'unknown field.*Did you mean "refresh"',
    ),
    "misspelt-python": (
        Index,
        {"config": {"index": "a", "execution_time": MARK}},
        ["config.execution_time"],
        'Did you mean "execution_time_field"',
    ),
    "unknown": (
        Index,
        {"config": {"index": "a", "zzz": MARK}},
        ["config.zzz"],
        "fields of config are: index, refresh, executionTimeField",
    ),
    "unknown-where-there-are-none": (
        ServerLog,
        {"config": {"zzz": MARK}},
        ["config.zzz"],
        "fields of config are: none",
    ),
    "unknown-in-an-object": (
        SlackApi,
        {"config": {"allowed_channels": [{"name": "#a", "zzz": MARK}]}},
        ["config.allowed_channels.0.zzz"],
        "unknown field",
    ),
    "unknown-secret": (
        PagerDuty,
        {"secrets": _variables("routing_kex")},
        ["secrets.routing_kex", "secrets.routingKey"],
        'Did you mean "routing_key"',
    ),
    # blank
    "empty": (Index, {"config": {"index": ""}}, ["config.index"], "not blank"),
    "white-space": (Index, {"config": {"index": " \t\ufeff\u3000"}}, ["config.index"], "not blank"),
    "blank-in-a-map": (
        Webhook,
        {"config": {**HOOK, "headers": {"X-A": "a", "X-B": "  "}}},
        ["config.headers.X-B"],
        "not blank",
    ),
    "blank-in-an-object": (
        SlackApi,
        {"config": {"allowed_channels": [{"name": "#a"}, {"name": " "}]}},
        ["config.allowedChannels.1.name"],
        "not blank",
    ),
    # what Kibana parses
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
        {"config": HOOK, "secrets": _variables("user", "password", "pfx")},
        ["secrets"],
        "exactly one of.*Given were: password, pfx, user",
    ),
    "webhook-half": (Webhook, {"config": HOOK, "secrets": _variables("user")}, ["secrets"], "exactly one of"),
    "webhook-secret-and-login": (
        Webhook,
        {"config": HOOK, "secrets": _variables("user", "password", "clientSecret")},
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
        {"config": {**SN, **JWT}, "secrets": _variables("username", "password")},
        ["secrets.clientSecret", "secrets.privateKey", "secrets.password", "secrets.username"],
        "not allowed with isOAuth true",
    ),
    "servicenow-basic-with-oauth-secrets": (
        ServiceNow,
        {"config": SN, "secrets": _variables("clientSecret", "privateKey")},
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
            "secrets": _variables("username", "password", "clientSecret", "privateKey"),
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
    # literal secrets
    "secret-in-a-dict": (
        PagerDuty,
        {"secrets": {"routing_key": MARK}},
        ["secrets.routing_key"],
        r"source of a secret.*must not stand in code.*Secret\.variable\(\)",
    ),
    "secret-in-wire-spelling": (
        PagerDuty,
        {"secrets": {"routingKey": MARK}},
        ["secrets.routingKey"],
        "must not stand in code",
    ),
    "secret-in-secrets": (
        PagerDuty,
        {"secrets": PagerDuty.Secrets(routing_key=MARK)},
        ["secrets.routing_key"],
        "must not stand in code",
    ),
    "secret-in-a-map": (
        Webhook,
        {
            "config": {**HOOK, "hasAuth": False},
            "secrets": {"secret_headers": {"X-A": Secret.variable(), "X-B": MARK}},
        },
        ["secrets.secret_headers.X-B"],
        "must not stand in code",
    ),
    "secret-number": (PagerDuty, {"secrets": {"routing_key": NUMBER}}, ["secrets.routing_key"], "source"),
    "secret-expression-without-ref": (
        PagerDuty,
        {"secrets": {"routing_key": f"${{var.{MARK}}}"}},
        ["secrets.routing_key"],
        r"Secret\.ref",
    ),
    # wrong shapes
    "config-list": (Index, {"config": [MARK]}, ["config"], "a IndexConfig or a dict"),
    "config-text": (Index, {"config": MARK}, ["config"], "IndexConfig or a dict"),
    "config-number": (Index, {"config": NUMBER}, ["config"], "IndexConfig or a dict"),
    "config-of-another-type": (
        Index,
        {"config": Jira.Config(api_url="https://x.example", project_key=MARK)},
        ["config"],
        "IndexConfig or a dict",
    ),
    "config-class": (Index, {"config": Index.Config}, ["config"], "IndexConfig or a dict"),
    "config-keys": (Index, {"config": {NUMBER: MARK}}, ["config"], "IndexConfig or a dict"),
    "secrets-text": (PagerDuty, {"secrets": MARK}, ["secrets"], "PagerDutySecrets or a dict"),
    "secrets-list": (PagerDuty, {"secrets": [MARK]}, ["secrets"], "PagerDutySecrets or a dict"),
    "secrets-source": (PagerDuty, {"secrets": Secret.variable()}, ["secrets"], "PagerDutySecrets or a dict"),
    "secrets-of-another-type": (
        PagerDuty,
        {"secrets": Slack.Secrets(webhook_url=Secret.variable())},
        ["secrets"],
        "PagerDutySecrets or a dict",
    ),
    "secrets-keys": (PagerDuty, {"secrets": {NUMBER: MARK}}, ["secrets"], "PagerDutySecrets or a dict"),
    # both at once
    "everything-at-once": (
        SlackApi,
        {
            "name": " ",
            "config": {"allowed_channels": MARK},
            "secrets": {"token": MARK},
            "space": MARK,
            "connector_id": MARK,
        },
        ["name", "config.allowed_channels", "secrets.token", "space", "connector_id"],
        "5 problems",
    ),
    "config-and-needed-secrets": (
        PagerDuty,
        {"config": {"api_url": NUMBER}},
        ["config.api_url"],
        "a string",
    ),
}


@pytest.mark.parametrize("case", PAYLOADS.values(), ids=PAYLOADS)
def test_payloads(connector_refusal: Callable[..., InvalidConnector], case: Case) -> None:
    connector_type, options, fields, message = case

    error = connector_refusal(connector_type, **options)

    if fields is not None:
        assert sorted(problem.where for problem in error.problems) == sorted(fields)
    assert re.search(message, str(error), re.DOTALL)


@pytest.mark.parametrize(
    "connector_type", [Index, Jira, Webhook, Opsgenie, ServiceNow], ids=lambda cls: cls.__name__
)
def test_required_config_is_told_with_secrets_left_out(
    connector_refusal: Callable[..., InvalidConnector], connector_type: Any
) -> None:
    required = {spec.kibana_name for spec in connector_type.Config.specs() if spec.is_required}

    error = connector_refusal(connector_type)

    assert {problem.where for problem in error.problems} == {f"config.{name}" for name in required}


def test_a_payload_tells_of_itself_without_its_values() -> None:
    config = Index.Config(index=NUMBER, refresh=MARK)
    secrets = PagerDuty.Secrets(routing_key=MARK)

    for payload, field in ((config, "index"), (secrets, "routing_key")):
        error = _refusal(lambda payload=payload, field=field: getattr(payload, field), InvalidPayload)
        assert field in str(error)
        assert MARK not in repr(payload) + str(payload) + repr(payload.problems)
    assert MARK not in repr(Secret.ref(f"${{var.{MARK}}}"))


def test_a_payload_hides_its_values_where_it_is_dumped_too() -> None:
    """A debugger, a log of `model_dump()` or a snapshot must not be a way out for a secret."""
    secrets = PagerDuty.Secrets(routing_key=Secret.variable())

    assert "Secret.variable()" in repr(secrets.model_dump())
    assert "routing_key" in repr(secrets)


# -- options -------------------------------------------------------------------------------------------------

OPTIONS: dict[str, tuple[Any, dict[str, Any], list[str], str]] = {
    "name-none": (ServerLog, {"name": None}, ["name"], "a string, got null"),
    "name-number": (ServerLog, {"name": NUMBER}, ["name"], "a string"),
    "name-empty": (ServerLog, {"name": ""}, ["name"], "not blank"),
    "name-blank": (ServerLog, {"name": "\n\t \u00a0"}, ["name"], "not blank"),
    "id-text": (ServerLog, {"connector_id": MARK}, ["connector_id"], "a UUID in lower case"),
    "id-upper": (ServerLog, {"connector_id": ID.upper()}, ["connector_id"], "a UUID in lower case"),
    "id-braces": (ServerLog, {"connector_id": f"{{{ID}}}"}, ["connector_id"], "a UUID in lower case"),
    "id-newline": (ServerLog, {"connector_id": f"{ID}\n"}, ["connector_id"], "a UUID in lower case"),
    "id-empty": (ServerLog, {"connector_id": ""}, ["connector_id"], "a UUID in lower case"),
    "id-number": (ServerLog, {"connector_id": NUMBER}, ["connector_id"], "a UUID in lower case"),
    "space-upper": (ServerLog, {"space": MARK}, ["space"], "lower-case letters"),
    "space-empty": (ServerLog, {"space": ""}, ["space"], "lower-case letters"),
    "space-newline": (ServerLog, {"space": "ops\n"}, ["space"], "lower-case letters"),
    "space-slash": (ServerLog, {"space": "a/b"}, ["space"], "lower-case letters"),
    "space-number": (ServerLog, {"space": NUMBER}, ["space"], "lower-case letters"),
    "space-list": (ServerLog, {"space": ["ops"]}, ["space"], "lower-case letters"),
    "spaces-empty": (ServerLog, {"spaces": []}, ["spaces"], "at least one space"),
    "spaces-text": (ServerLog, {"spaces": MARK}, ["spaces"], r"a list.*space=…"),
    "spaces-set": (ServerLog, {"spaces": {MARK}}, ["spaces"], "a list"),
    "spaces-number": (ServerLog, {"spaces": NUMBER}, ["spaces"], "a list"),
    "spaces-repeated": (ServerLog, {"spaces": ["ops", "sec", "ops"]}, ["spaces"], "repeated: ops"),
    "spaces-bad": (ServerLog, {"spaces": ["ops", MARK]}, ["spaces.1"], "lower-case letters"),
    "spaces-bad-and-repeated": (
        ServerLog,
        {"spaces": [MARK, MARK]},
        ["spaces.0", "spaces.1"],
        "lower-case letters",
    ),
    "spaces-null": (ServerLog, {"spaces": ["ops", None]}, ["spaces.1"], "lower-case letters"),
    "spaces-and-space": (
        ServerLog,
        {"space": "ops", "spaces": ["sec"]},
        ["spaces"],
        "exclude each other",
    ),
    "spaces-and-id": (
        ServerLog,
        {"spaces": ["sec"], "connector_id": ID},
        ["connector_id"],
        "one id cannot serve several spaces.*Leave it out",
    ),
    "version-without-secrets": (
        ServerLog,
        {"secrets_version": MARK},
        ["secrets_version"],
        r"this \.server-log has no secrets",
    ),
    "version-without-auth": (
        Webhook,
        {"config": {**HOOK, "hasAuth": False}, "secrets_version": MARK},
        ["secrets_version"],
        r"this \.webhook has no secrets",
    ),
    "version-empty": (PagerDuty, {"secrets_version": ""}, ["secrets_version"], "not blank"),
    "version-blank": (PagerDuty, {"secrets_version": " "}, ["secrets_version"], "not blank"),
    "version-number": (PagerDuty, {"secrets_version": NUMBER}, ["secrets_version"], "a text"),
    "version-in-state-mode": (
        PagerDuty,
        {"secrets_version": MARK, "secrets_mode": SecretsMode.STATE},
        ["secrets_version"],
        r"SecretsMode\.STATE",
    ),
    "mode-text": (PagerDuty, {"secrets_mode": "state"}, ["secrets_mode"], r"SecretsMode"),
    "protect-text": (PagerDuty, {"protect": "false"}, ["protect"], "True or False"),
    "provider-text": (PagerDuty, {"provider": MARK}, ["provider"], "a provider construct"),
    "lifecycle-text": (PagerDuty, {"lifecycle": MARK}, ["lifecycle"], "a TerraformResourceLifecycle"),
    "lifecycle-misspelt": (
        PagerDuty,
        {"lifecycle": {"prevent_destroying": MARK}},
        ["lifecycle"],
        "a dict of its arguments",
    ),
    "lifecycle-wrong": (PagerDuty, {"lifecycle": {"prevent_destroy": MARK}}, ["lifecycle"], "a dict of its"),
    "lifecycle-contradicts": (
        PagerDuty,
        {"lifecycle": {"prevent_destroy": False}, "protect": True},
        ["protect"],
        "contradicts lifecycle",
    ),
    "depends-on-text": (PagerDuty, {"depends_on": MARK}, ["depends_on"], "a list of constructs"),
    "depends-on-texts": (PagerDuty, {"depends_on": [MARK]}, ["depends_on.0"], "a construct of Terraform's"),
}


@pytest.mark.parametrize("case", OPTIONS.values(), ids=OPTIONS)
def test_options(
    connector_refusal: Callable[..., InvalidConnector], case: tuple[Any, dict[str, Any], list[str], str]
) -> None:
    connector_type, options, fields, message = case

    error = connector_refusal(connector_type, **options)

    assert sorted(problem.where for problem in error.problems) == sorted(fields)
    assert re.search(message, str(error), re.DOTALL)


@pytest.mark.parametrize("id", ["", "  ", None, NUMBER], ids=["empty", "blank", "none", "number"])
def test_construct_ids(stack: TerraformStack, id: Any) -> None:
    error = _refusal(lambda: ServerLog(stack, id, name="It"))

    assert "id: expected a text that is known at synth and not blank" in str(error)


def test_an_id_that_terraform_cannot_use_as_a_name(stack: TerraformStack, synth: Synth) -> None:
    allow_unencrypted_state(stack, reason="a test")
    ServerLog(stack, "1st", name="It")
    ServerLog(stack, "2nd", name="It").override_logical_id("second")

    error = _refusal(lambda: synth(stack), SynthesisError)

    assert "stack/1st would be called 1st in Terraform, where names start with a letter" in str(error)
    assert "stack/2nd" not in str(error)


def test_a_construct_id_must_not_be_a_token(stack: TerraformStack) -> None:
    token = TerraformDataSource(stack, "it", terraform_resource_type="facts").get_string_attribute("x")

    assert "known at synth" in str(_refusal(lambda: ServerLog(stack, token, name="It")))


@pytest.mark.parametrize(
    "scope",
    [lambda app: app, lambda app: Construct(app, "x"), lambda app: None, lambda app: MARK],
    ids=["app", "construct-without-stack", "none", "text"],
)
def test_scopes(cdk_app: App, scope: Any) -> None:
    error = _refusal(lambda: ServerLog(scope(cdk_app), "log", name="It"))

    assert "expected a construct inside a TerraformStack. Pass the stack, usually self" in str(error)


def test_ids_by_space(stack: TerraformStack) -> None:
    token = TerraformDataSource(stack, "it", terraform_resource_type="facts").get_list_attribute("spaces")
    many = ServerLog(stack, "many", name="It", spaces=["ops", "sec"])
    alone = ServerLog(stack, "alone", name="It", space="ops")
    unknown = ServerLog(stack, "unknown", name="It", spaces=token)

    assert "connector_id_in" in str(_refusal(lambda: many.connector_id))
    assert "its spaces: ops, sec" in str(_refusal(lambda: many.connector_id_in("default")))
    assert "its spaces: ops" in str(_refusal(lambda: alone.connector_id_in("sec")))
    assert "only Terraform knows them" in str(_refusal(lambda: unknown.connector_ids))


# -- secrets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        MARK,
        "",
        NUMBER,
        None,
        True,
        ["a"],
        {"a": MARK},
        f"${{{MARK}",
        f"$${{var.{MARK}}}",
        f"{MARK}${{var.a}}",
        f"${{var.a}}{MARK}",
        f"${{var.a}}{MARK}${{var.b}}",
        f"${{var.user}}:{MARK}:${{var.host}}",
        f'${{"{MARK}"}}',
        f"${{{MARK}}}",
        "${}",
    ],
    ids=str,
)
def test_literals_are_no_references(source: Any) -> None:
    error = _refusal(lambda: Secret.ref(source), LiteralSecret)

    assert "not a value" in str(error)
    assert "Secret.variable()" in str(error)


@pytest.mark.parametrize(
    "name", ["", " ", "1st", "a b", f"${{var.{MARK}}}", f"{MARK}!", "ä", NUMBER, "a\n"], ids=str
)
def test_variable_names(name: Any) -> None:
    error = _refusal(lambda: Secret.variable(name), LiteralSecret)

    assert "expected the name of a Terraform variable" in str(error)


def test_derived_variable_names_must_not_collide(stack: TerraformStack) -> None:
    PagerDuty(stack, "on-call", name="A")

    error = _refusal(lambda: PagerDuty(stack, "on.call", name="B"))

    assert [problem.where for problem in error.problems] == ["secrets.routingKey"]
    assert str(error) == (
        "stack/on.call (PagerDuty, .pagerduty): secrets.routingKey: its variable would be called "
        'on_call_routing_key, as one of stack/on-call is. Name it yourself with Secret.variable("…"); '
        "connectors that give the same name share it"
    )


@pytest.mark.parametrize("named_first", [True, False], ids=["named-first", "derived-first"])
def test_a_given_name_must_not_collide_with_a_derived_one(stack: TerraformStack, named_first: bool) -> None:
    named = {"secrets": {"routing_key": Secret.variable("b_routing_key")}}
    first, second = (named, {}) if named_first else ({}, named)
    PagerDuty(stack, "a" if named_first else "b", name="A", **first)

    error = _refusal(lambda: PagerDuty(stack, "b" if named_first else "a", name="B", **second))

    assert [problem.where for problem in error.problems] == ["secrets.routingKey"]
    assert "b_routing_key" in str(error)


def test_two_secrets_of_one_connector_must_not_share_a_variable_by_accident(
    stack: TerraformStack, synth: Synth
) -> None:
    """The derived name of one field is the name that was given to another."""
    secrets = {"user": Secret.variable("it_password"), "password": Secret.variable()}

    Webhook(stack, "it", name="It", config=HOOK, secrets=secrets)

    variables = synth(stack, validations=False).variables
    assert {each.name for each in variables} == {"it_password", "it_password_2"}


@pytest.mark.parametrize("declared_first", [True, False], ids=["declared-first", "connector-first"])
def test_a_variable_that_the_user_declares_is_not_overwritten(
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

    error = _refusal(build, KibanaConnectorsError)

    assert "pager_routing_key" in str(error)
    assert "stack/pager" in str(error)


# -- the wire ------------------------------------------------------------------------------------------------


def _refused_vectors() -> list[Any]:
    return [
        pytest.param(vector, id=f"{vector['type']}-{index}")
        for index, vector in enumerate(classic_vectors())
        if not vector["ok"] and vector["type"] in (".jira", ".pagerduty", ".slack", ".teams", ".opsgenie")
    ]


@pytest.mark.parametrize("vector", _refused_vectors())
def test_from_wire_refuses(stack: TerraformStack, vector: dict[str, Any]) -> None:
    connector_type = connector_types()[vector["type"]]

    error = _refusal(
        lambda: connector_type.from_wire(
            stack, "it", name="It", config=vector["config"], secrets=vector["secrets"]
        )
    )

    assert str(error).startswith(f"stack/it ({connector_type.__name__}, {vector['type']}): ")
    assert error.problems


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({"secrets": {"routingKey": ""}}, "secrets.routingKey"),
        ({"secrets": {"routing_key": MARK}}, "secrets.routing_key"),
        ({"secrets": {"routingKey": {"a": MARK}}}, "secrets.routingKey"),
        ({"secrets": MARK}, "secrets"),
        ({"secrets": [MARK]}, "secrets"),
        ({"config": [MARK], "secrets": {"routingKey": "a"}}, "config"),
        ({"config": {"api_url": MARK}, "secrets": {"routingKey": "a"}}, "config.api_url"),
        ({"config": {"apiUrl": [MARK]}, "secrets": {"routingKey": "a"}}, "config.apiUrl"),
        ({"config": {"apiUrl": {}}, "secrets": {"routingKey": MARK}}, "config.apiUrl"),
        ({"secrets": {"routingKey": MARK, "other": MARK}}, "secrets.other"),
    ],
    ids=[
        "blank",
        "python-spelling",
        "object",
        "text",
        "list",
        "config-list",
        "config-python-spelling",
        "config-wrong",
        "config-wrong-secret-right",
        "unknown-secret",
    ],
)
def test_from_wire_hides_secrets(stack: TerraformStack, payload: dict[str, Any], field: str) -> None:
    error = _refusal(lambda: PagerDuty.from_wire(stack, "it", name="It", **payload))

    assert field in {problem.where for problem in error.problems}


def test_a_verdict_hides_secrets() -> None:
    verdict = validate(".pagerduty", {"apiUrl": [MARK]}, {"routingKey": [MARK], MARK.lower(): "a"})

    assert not verdict.ok
    assert MARK not in repr(verdict)


@pytest.mark.parametrize(
    ("type_id", "hint"),
    [
        ("pagerduty", "did you mean .pagerduty?"),
        (".pagerdutty", "did you mean .pagerduty?"),
        (".zzzzz", "`kibana-connectors types` lists them all"),
        (None, "expected a type id"),
        (["x"], "expected a type id"),
    ],
    ids=str,
)
def test_unknown_types(type_id: Any, hint: str) -> None:
    error = _refusal(lambda: validate(type_id, {}, {}), UnknownConnectorType)

    assert hint in str(error)


# -- what only a whole stack can tell ------------------------------------------------------------------------


def _failing(app: App) -> str:
    """Give what our `synth` says, after making sure that `app.synth()` fails too, and for the same reason."""
    error = _refusal(lambda: synth_app(app), SynthesisError)
    with pytest.raises(RuntimeError) as bare:
        app.synth()
    for line in str(error).splitlines():
        assert line in str(bare.value)
    assert not re.search(r"^\s+at ", str(error), re.MULTILINE)
    assert not re.search(r"\.js\b|node_modules|jsii", str(error))
    return str(error)


def _encrypted(stack: TerraformStack) -> None:
    EncryptedS3Backend(stack, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/k")


@pytest.mark.parametrize("spaces", [(None, None), ("ops", "sec")], ids=["one-space", "two-spaces"])
def test_the_same_connector_id_given_twice(
    stack: TerraformStack, synth: Synth, spaces: tuple[str | None, ...]
) -> None:
    """Told at synth: until then one of the two may still be moved to the other."""
    allow_unencrypted_state(stack, reason="a test")
    for name, space in zip("ab", spaces, strict=True):
        ServerLog(stack, name, name=name, connector_id=ID, space=space)

    error = _refusal(lambda: synth(stack), SynthesisError)

    assert "stack/b and stack/a have the same connector_id" in str(error)
    assert "unique across all spaces" in str(error)


@pytest.mark.parametrize("given_first", [True, False], ids=["given-first", "derived-first"])
@pytest.mark.parametrize("many", [True, False], ids=["many-spaces", "one-space"])
def test_a_given_connector_id_that_is_derived_elsewhere(
    cdk_app: App, stack: TerraformStack, given_first: bool, many: bool
) -> None:
    _encrypted(stack)
    elsewhere = TerraformStack(cdk_app, "elsewhere")
    KibanaProvider(elsewhere, id_namespace="stack")
    placed: dict[str, Any] = {"spaces": ["ops", "sec"]} if many else {}
    derived = ServerLog(elsewhere, "derived", name="D", **placed).known_ids()[-1]
    allow_unencrypted_state(elsewhere, reason="not what is tested")
    options: dict[str, dict[str, Any]] = {"given": {"connector_id": derived}, "derived": placed}
    for id in ("given", "derived") if given_first else ("derived", "given"):
        ServerLog(stack, id, name="It", **options[id])

    message = _failing(cdk_app)

    pair = ("derived", "given") if given_first else ("given", "derived")
    assert f"stack/{pair[0]} and stack/{pair[1]} have the same connector_id" in message
    assert "unique across all spaces" in message


def test_the_same_connector_id_by_two_providers(stack: TerraformStack, synth: Synth) -> None:
    """Two deployments may well hold the same id: that is what an id namespace is for."""
    _encrypted(stack)
    for name in ("east", "west"):
        provider = KibanaProvider(stack, name, endpoints=[f"https://{name}.example"], alias=name)
        ServerLog(stack, f"log-{name}", name="Log", connector_id=ID, provider=provider)

    assert synth(stack).count(resource(CONNECTOR, connector_id=ID)) == 2


def test_the_same_connector_id_by_a_named_provider_and_the_default(
    stack: TerraformStack, synth: Synth
) -> None:
    _encrypted(stack)
    KibanaProvider(stack)
    east = KibanaProvider(stack, "east", endpoints=["https://east.example"], alias="east")
    ServerLog(stack, "a", name="A", connector_id=ID, provider=east)
    ServerLog(stack, "b", name="B", connector_id=ID)

    assert synth(stack).count(resource(CONNECTOR, connector_id=ID)) == 2


def test_the_same_connector_id_by_one_provider_named_and_not(cdk_app: App, stack: TerraformStack) -> None:
    _encrypted(stack)
    provider = KibanaProvider(stack)
    ServerLog(stack, "a", name="A", connector_id=ID)
    ServerLog(stack, "b", name="B", connector_id=ID, provider=provider)

    assert "the same connector_id" in _failing(cdk_app)


def test_the_same_logical_id_twice(cdk_app: App, stack: TerraformStack) -> None:
    """CDKTF drops the dot, so that one of the two would be lost without a word."""
    _encrypted(stack)
    ServerLog(stack, "a.b", name="A")
    ServerLog(stack, "ab", name="B")

    message = _failing(cdk_app)

    assert "stack/a.b" in message
    assert "stack/ab" in message


@pytest.mark.parametrize("moved_first", [True, False], ids=["moved-first", "made-first"])
def test_a_moved_connector_does_not_count(stack: TerraformStack, synth: Synth, moved_first: bool) -> None:
    """Moving a connector whose id is given is the way to keep the id."""
    _encrypted(stack)
    old = ServerLog(stack, "old", name="Log", connector_id=ID)
    if moved_first:
        old.move_to("here")
    new = ServerLog(stack, "new", name="Log", connector_id=ID)
    new.add_move_target("here")
    if not moved_first:
        old.move_to("here")

    assert synth(stack).one(resource(CONNECTOR, connector_id=ID)).path == "stack/new"


def test_an_unencrypted_stack(cdk_app: App, stack: TerraformStack) -> None:
    ServerLog(stack, "log", name="Log")

    message = _failing(cdk_app)

    assert "stack" in message
    assert "not in an encrypted remote backend (found: local)" in message
    assert "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)" in message
    assert 'allow_unencrypted_state(self, reason="…")' in message


def test_a_stack_without_connectors_may_be_as_it_is(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)

    assert synth(stack).backend is None


@pytest.mark.parametrize("reason", ["", "  ", None, NUMBER, True], ids=str)
def test_a_reason_is_demanded(stack: TerraformStack, reason: Any) -> None:
    error = _refusal(lambda: allow_unencrypted_state(stack, reason=reason), InvalidBackend)

    assert str(error) == "stack: allow_unencrypted_state: reason: expected a text that says why"


@pytest.mark.parametrize("scope", ["construct", "app", "none"])
def test_a_reason_is_a_stacks(cdk_app: App, stack: TerraformStack, scope: str) -> None:
    given = {"construct": Construct(stack, "x"), "app": cdk_app, "none": None}[scope]

    error = _refusal(lambda: allow_unencrypted_state(given, reason="why"), InvalidBackend)

    assert "expected a TerraformStack" in str(error)


def test_a_reason_is_shown_at_each_synth(stack: TerraformStack, synth: Synth) -> None:
    allow_unencrypted_state(stack, reason="a laboratory")
    ServerLog(stack, "log", name="Log")

    assert synth(stack).warnings == [("stack", "State with Kibana connectors is not encrypted: a laboratory")]


def test_no_reason_allows_secrets_in_plain_state(cdk_app: App, stack: TerraformStack) -> None:
    allow_unencrypted_state(stack, reason="a laboratory")
    ServerLog(stack, "log", name="Log")
    PagerDuty(Construct(stack, "team"), "pager", name="On-call", secrets_mode=SecretsMode.STATE)

    message = _failing(cdk_app)

    assert "stack/team/pager keeps its secrets in the state (SecretsMode.STATE)" in message
    assert "SecretsMode.WRITE_ONLY" in message


BACKENDS: dict[str, tuple[Callable[[TerraformStack], object], str | None]] = {
    "ours": (_encrypted, None),
    "s3": (
        lambda stack: S3Backend(stack, bucket="b", key="k", region="r", encrypt=True, kms_key_id="alias/k"),
        None,
    ),
    "gcs": (lambda stack: GcsBackend(stack, bucket="b", kms_encryption_key="k"), None),
    "s3-without-key": (lambda stack: S3Backend(stack, bucket="b", key="k", region="r", encrypt=True), "s3"),
    "s3-without-encrypt": (
        lambda stack: S3Backend(stack, bucket="b", key="k", region="r", kms_key_id="alias/k"),
        "s3",
    ),
    "gcs-without-key": (lambda stack: GcsBackend(stack, bucket="b"), "gcs"),
    "local": (lambda stack: LocalBackend(stack, path="x.tfstate"), "local"),
    "ours-replaced": (lambda stack: [_encrypted(stack), stack.node.try_remove_child("backend")], "local"),
}


@pytest.mark.parametrize("mode", list(SecretsMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("backend", BACKENDS)
def test_backends(cdk_app: App, stack: TerraformStack, synth: Synth, backend: str, mode: SecretsMode) -> None:
    build, refused_as = BACKENDS[backend]
    build(stack)
    PagerDuty(stack, "pager", name="On-call", secrets_mode=mode)

    if refused_as is None:
        synth(stack).assert_encrypted_backend()
    else:
        assert f"(found: {refused_as})" in _failing(cdk_app)


def test_overriding_the_encryption_away_is_noticed(cdk_app: App, stack: TerraformStack) -> None:
    backend = EncryptedS3Backend(stack, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/k")
    backend.add_override("encrypt", False)
    ServerLog(stack, "log", name="Log")

    assert "not in an encrypted remote backend" in _failing(cdk_app)


def test_another_error_in_node_is_told_without_its_trace(cdk_app: App, stack: TerraformStack) -> None:
    _encrypted(stack)
    log = ServerLog(stack, "log", name="Log")
    log.move_to("nowhere")

    error = _refusal(lambda: synth_app(cdk_app), SynthesisError)

    assert "nowhere" in str(error)
    assert not re.search(r"^\s+at ", str(error), re.MULTILINE)
    assert error.__cause__ is None
    assert error.__context__ is None


# -- the encrypted backend's arguments -----------------------------------------------------------------------

S3 = {"bucket": "b", "key": "k", "region": "eu-west-1", "kms_key_id": "alias/k"}


@pytest.mark.parametrize("value", ["", "  ", None, NUMBER, "token"], ids=str)
@pytest.mark.parametrize("name", ["bucket", "key", "region", "kms_key_id", "endpoint", "profile"])
def test_backend_texts(stack: TerraformStack, name: str, value: Any) -> None:
    if value == "token":
        value = TerraformDataSource(stack, "it", terraform_resource_type="x").get_string_attribute("y")
    if value is None and name in ("endpoint", "profile"):
        EncryptedS3Backend(stack, **{**S3, name: None})
        return

    error = _refusal(lambda: EncryptedS3Backend(stack, **{**S3, name: value}), InvalidBackend)

    assert str(error).startswith(f"stack (EncryptedS3Backend): {name}: expected a text")


@pytest.mark.parametrize(
    "endpoint", [MARK, f"s3.{MARK}.example", f"ftp://{MARK}", f"{MARK}:9000", "https://"], ids=str
)
def test_backend_endpoint(stack: TerraformStack, endpoint: str) -> None:
    error = _refusal(lambda: EncryptedS3Backend(stack, **S3, endpoint=endpoint), InvalidBackend)

    assert str(error) == (
        "stack (EncryptedS3Backend): endpoint: expected a URL that starts with https:// or http://, without "
        "user and password"
    )


def test_backend_endpoint_holds_no_login(stack: TerraformStack) -> None:
    _refusal(lambda: EncryptedS3Backend(stack, **S3, endpoint=f"https://u:{MARK}@x.example"), InvalidBackend)


def test_backend_scope(cdk_app: App) -> None:
    error = _refusal(lambda: EncryptedS3Backend(cdk_app, **S3), KibanaConnectorsError)

    assert "expected a construct inside a TerraformStack" in str(error)


def test_backend_json(stack: TerraformStack, synth: Synth) -> None:
    EncryptedS3Backend(stack, **S3, endpoint="http://127.0.0.1:9000", profile="p")

    settings = {
        **S3,
        "profile": "p",
        "encrypt": True,
        "use_lockfile": True,
        "endpoints": {"s3": "http://127.0.0.1:9000"},
        "use_path_style": True,
        "skip_credentials_validation": True,
        "skip_metadata_api_check": True,
        "skip_region_validation": True,
        "skip_requesting_account_id": True,
        "skip_s3_checksum": True,
    }
    assert synth(stack).terraform["backend"] == {"s3": settings}


# -- the provider's arguments --------------------------------------------------------------------------------

PROVIDERS: dict[str, tuple[Mapping[str, Any], str]] = {
    "endpoints-text": ({"endpoints": f"https://{MARK}.example"}, "endpoints: expected a list of URLs"),
    "endpoints-empty": ({"endpoints": []}, "endpoints: expected a list of URLs.*KIBANA_ENDPOINT"),
    "endpoints-number": ({"endpoints": NUMBER}, "endpoints: expected a list of URLs"),
    "endpoints-map": ({"endpoints": {MARK: MARK}}, "endpoints: expected a list of URLs"),
    "endpoint-number": ({"endpoints": [NUMBER]}, "endpoints.0: expected a URL"),
    "endpoint-none": ({"endpoints": [None]}, "endpoints.0: expected a URL"),
    "endpoint-host": (
        {"endpoints": ["https://x.example", f"{MARK}:5601"]},
        "endpoints.1: expected a URL that starts with https://",
    ),
    "endpoint-ftp": ({"endpoints": [f"ftp://{MARK}"]}, "endpoints.0: expected a URL"),
    "endpoint-login": (
        {"endpoints": [f"https://elastic:{MARK}@x.example"]},
        "endpoints.0: expected a URL without user and password.*username and password",
    ),
    "endpoint-bad-host": ({"endpoints": [f"https://[{MARK}"]}, "endpoints.0: expected a URL"),
    "endpoint-login-by-backslash": (
        {"endpoints": [f"https:\\\\elastic:{MARK}@x.example"]},
        "endpoints.0: expected a URL without user and password",
    ),
    "ca-certs-text": ({"ca_certs": MARK}, "ca_certs: expected a list"),
    "ca-certs-number": ({"ca_certs": [NUMBER]}, "ca_certs.0: expected a"),
    "api-key-literal": ({"api_key": MARK}, r"api_key: expected the source of a secret.*Secret\.variable\(\)"),
    "api-key-number": ({"api_key": NUMBER}, "api_key: expected the source of a secret"),
    "password-literal": (
        {"username": "elastic", "password": MARK},
        "password: expected the source of a secret",
    ),
    "bearer-literal": ({"bearer_token": MARK}, "bearer_token: expected the source of a secret"),
    "two-kinds": (
        {"api_key": Secret.variable(), "bearer_token": Secret.variable()},
        "api_key and bearer_token exclude each other",
    ),
    "key-and-login": (
        {"api_key": Secret.variable(), "username": "u", "password": Secret.variable()},
        "api_key and password exclude each other",
    ),
    "user-alone": ({"username": "u"}, "username and password go together"),
    "password-alone": ({"password": Secret.variable()}, "username and password go together"),
    "user-blank": (
        {"username": " ", "password": Secret.variable()},
        "username: expected a value that is not",
    ),
    "insecure-text": ({"insecure": "yes", "insecure_reason": MARK}, "insecure: expected True or False"),
    "insecure-no-reason": ({"insecure": True}, "insecure: anybody on the way.*ca_certs.*insecure_reason"),
    "insecure-blank-reason": ({"insecure": True, "insecure_reason": " "}, "insecure: anybody on the way"),
    "reason-alone": ({"insecure_reason": MARK}, "insecure_reason: expected only with insecure=True"),
    "namespace-blank": ({"id_namespace": " "}, "id_namespace: expected a text"),
    "namespace-number": ({"id_namespace": NUMBER}, "id_namespace: expected a text"),
    "version-blank": ({"version": ""}, "version: expected a text"),
    "alias-number": ({"alias": NUMBER}, "alias: expected a text"),
    "mode-text": ({"secrets_mode": "state"}, "secrets_mode: expected"),
}


@pytest.mark.parametrize("case", PROVIDERS.values(), ids=PROVIDERS)
def test_provider(stack: TerraformStack, synth: Synth, case: tuple[Mapping[str, Any], str]) -> None:
    options, message = case

    error = _refusal(lambda: KibanaProvider(stack, **options), InvalidProvider)

    assert str(error).startswith("stack/kibana (KibanaProvider): ")
    assert re.search(message, str(error))
    assert synth(stack).stable == {}


def test_an_insecure_provider_warns_at_each_synth(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack, endpoints=["https://x.example"], insecure=True, insecure_reason="a laboratory")

    assert synth(stack).warnings == [("stack/kibana", "Kibana's certificate is not checked: a laboratory")]


@pytest.mark.parametrize("alias", [None, "east"], ids=["no-alias", "alias"])
def test_two_providers_of_the_same_alias(stack: TerraformStack, alias: str | None) -> None:
    """Terraform takes one of each only: told in the constructor, not at init."""
    KibanaProvider(stack, "a", endpoints=["https://a.example"], alias=alias)

    error = _refusal(
        lambda: KibanaProvider(stack, "b", endpoints=["https://b.example"], alias=alias), InvalidProvider
    )

    assert str(error).startswith("stack/b (KibanaProvider): alias: ")


def test_two_providers_of_different_aliases(stack: TerraformStack, synth: Synth) -> None:
    for id, alias in (("a", "east"), ("b", None), ("c", "west")):
        KibanaProvider(stack, id, endpoints=[f"https://{id}.example"], alias=alias)

    providers = synth(stack).providers.of_type("elasticstack")
    assert [each.get("alias") for each in providers] == ["east", None, "west"]


def test_a_plain_provider_is_a_provider(stack: TerraformStack, synth: Synth) -> None:
    _encrypted(stack)
    provider = TerraformProvider(
        stack, "p", terraform_resource_type="elasticstack", terraform_provider_source="elastic/elasticstack"
    )
    ServerLog(stack, "log", name="Log", provider=provider)

    assert synth(stack).one(resource(CONNECTOR)).name == "log"
