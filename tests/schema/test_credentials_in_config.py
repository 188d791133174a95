"""A credential in the open part of a connector is warned of, with the secret field to use instead."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable
from harness.examples import EXAMPLES, Example

from kibana_connectors import (
    CasesWebhook,
    Connector,
    GenAi,
    GraphQL,
    Http,
    Index,
    Inference,
    Jira,
    Mcp,
    Okta,
    Torq,
    Webhook,
    XMatters,
    allow_unencrypted_state,
)
from kibana_connectors.schema.credential_names import is_credential, is_credential_in_url
from kibana_connectors.schema.credentials_in_config import credentials_in_config
from kibana_connectors.types.catalog import TYPES
from pytest_cdktf import Synth

VALUE = "Hunter2Hunter2Hunter2"
OPEN = "would be kept in the open"
HOOK = {"url": "https://x.example", "hasAuth": False}
CHAT = {"provider": "openai", "taskType": "chat_completion", "inferenceId": "x"}
CASES = {
    "createIncidentUrl": f"https://x.example/?token={VALUE}",
    "createIncidentJson": f'{{"apiKey": "{VALUE}"}}',
    "createIncidentResponseKey": "id",
    "getIncidentUrl": "https://x.example/{{{external.system.id}}}?key={{{external.system.id}}}",
    "getIncidentResponseExternalTitleKey": "title",
    "viewIncidentUrl": "https://x.example",
    "updateIncidentUrl": "https://x.example",
    "updateIncidentJson": '{"title": {{{case.title}}}}',
    "hasAuth": False,
}


@pytest.fixture
def told(stack: TerraformStack, synth: Synth) -> Any:
    """A function that builds a connector and gives the warnings of synth about its credentials."""

    def build(connector_type: type[Connector[Any, Any]], config: dict[str, Any], **options: Any) -> list[str]:
        allow_unencrypted_state(stack, reason="a test")
        connector_type(stack, "it", name="It", config=config, **options)
        messages = [each.message for each in synth(stack).warnings]
        assert not any(VALUE in message for message in messages)
        return [message for message in messages if OPEN in message]

    return build


@pytest.mark.parametrize(
    ("connector_type", "config", "where", "instead"),
    [
        pytest.param(
            Webhook,
            {"url": f"https://me:{VALUE}@x.example", "hasAuth": False},
            "config.url: the login in the URL",
            "Move it into secrets, to user or password,",
            id="login",
        ),
        pytest.param(
            Jira,
            {"apiUrl": f"https://{VALUE}@x.example", "projectKey": "K"},
            "config.apiUrl: the login in the URL",
            "Move it into secrets, to email or apiToken (api_token),",
            id="login-without-password",
        ),
        pytest.param(
            Http,
            {"url": f"https://x.example/a?b=c&api%5Fkey={VALUE}#d", "hasAuth": False},
            "config.url: the parameter api_key is a credential",
            "to secretQueryParams (secret_query_params),",
            id="parameter",
        ),
        pytest.param(
            Http,
            {"url": "https://x.example", "hasAuth": False, "proxyUrl": f"http://a:{VALUE}@proxy.example"},
            "config.proxyUrl: the login in the URL",
            "to user or password,",
            id="proxy",
        ),
        pytest.param(
            Webhook,
            {"url": f"https://x.example/hook?key={VALUE}", "hasAuth": False},
            "config.url: the parameter key is a credential",
            "to secretHeaders (secret_headers),",
            id="key-parameter",
        ),
        pytest.param(
            Jira,
            {"apiUrl": f"x.example/?token={VALUE}", "projectKey": "K"},
            "config.apiUrl: the parameter token is a credential",
            "to email or apiToken (api_token),",
            id="url-without-scheme",
        ),
        pytest.param(
            Webhook,
            {
                **HOOK,
                "hasAuth": True,
                "authType": "webhook-oauth2-client-credentials",
                "clientId": "me",
                "accessTokenUrl": f"https://login.example/token?client_secret={VALUE}",
            },
            "config.accessTokenUrl: the parameter client_secret is a credential",
            "to secretHeaders (secret_headers),",
            id="token-url",
        ),
        pytest.param(
            Torq,
            {"webhookIntegrationUrl": f"https://hooks.torq.io/v1?auth={VALUE}"},
            "config.webhookIntegrationUrl: the parameter auth is a credential",
            "Move it into secrets, to token,",
            id="torq",
        ),
        pytest.param(
            XMatters,
            {"configUrl": f"https://x.example/?apiKey={VALUE}"},
            "config.configUrl: the parameter apiKey is a credential",
            "to secretsUrl (secrets_url),",
            id="xmatters",
        ),
        pytest.param(
            Webhook,
            {**HOOK, "headers": {"X-Api-Key": VALUE}},
            "config.headers.X-Api-Key: a credential",
            "to secretHeaders (secret_headers),",
            id="header",
        ),
        pytest.param(
            Http,
            {**HOOK, "headers": {"Cookie": f"session={VALUE}"}},
            "config.headers.Cookie: a credential",
            "to secretHeaders (secret_headers),",
            id="cookie",
        ),
        pytest.param(
            Mcp,
            {"serverUrl": "https://x.example", "hasAuth": False, "headers": {"authorization": VALUE}},
            "config.headers.authorization: a credential",
            "to secretHeaders (secret_headers),",
            id="mcp",
        ),
        pytest.param(
            GenAi,
            {"apiProvider": "OpenAI", "apiUrl": "https://x.example", "headers": {"api-key": VALUE}},
            "config.headers.api-key: a credential",
            "to apiKey (api_key),",
            id="gen-ai",
        ),
        pytest.param(
            Inference,
            {**CHAT, "headers": {"X-Auth-Token": VALUE}},
            "config.headers.X-Auth-Token: a credential",
            "to providerSecrets (provider_secrets),",
            id="inference-header",
        ),
        pytest.param(
            Inference,
            {**CHAT, "providerConfig": {"model_id": "m", "api_key": VALUE}},
            "config.providerConfig.api_key: a credential",
            "to providerSecrets (provider_secrets),",
            id="inference",
        ),
        pytest.param(
            Inference,
            {**CHAT, "taskTypeConfig": {"a": [{"credentials": {"b": VALUE, "c": VALUE}}]}},
            "config.taskTypeConfig.a.0.credentials: a credential",
            "to providerSecrets (provider_secrets),",
            id="deeper",
        ),
        pytest.param(
            Inference,
            {**CHAT, "providerConfig": {"url": f"https://me:{VALUE}@x.example"}},
            "config.providerConfig.url: the login in the URL",
            "to providerSecrets (provider_secrets),",
            id="url-inside",
        ),
        pytest.param(
            Webhook,
            {**HOOK, "hasAuth": True, "additionalFields": f'{{"a": "b", "client_secret": "{VALUE}"}}'},
            "config.additionalFields: the field client_secret is a credential",
            "to clientSecret (client_secret),",
            id="additional-fields",
        ),
        pytest.param(
            Index,
            {"index": f"https://me:{VALUE}@x.example"},
            "config.index: the login in the URL",
            "Take it out: this type keeps no secrets",
            id="no-secrets",
        ),
    ],
)
def test_a_credential_is_warned_of(
    told: Any, connector_type: Any, config: dict[str, Any], where: str, instead: str
) -> None:
    (warning,) = told(connector_type, config)

    assert warning.startswith(where), warning
    assert instead in warning


def test_a_type_that_is_not_known(told: Any) -> None:
    config = {"url": "https://x.example", "apiKey": VALUE, "context": {"headers": {"X-Secret": VALUE}}}

    assert told(Connector, config, type_id=".brand-new") == [
        f"config.apiKey: a credential {OPEN}. Move it into secrets, where its value becomes a variable",
        f"config.context.headers.X-Secret: a credential {OPEN}. Move it into secrets, where its value "
        "becomes a variable",
    ]


def test_a_name_that_may_itself_be_a_secret_is_not_shown(told: Any) -> None:
    headers = {"A": "b", f"token-{VALUE}": VALUE}
    warnings = told(Webhook, {**HOOK, "url": f"https://x.example/?token{VALUE}={VALUE}", "headers": headers})

    assert [warning.partition(" would be")[0] for warning in warnings] == [
        "config.headers.<key 2>: a credential",
        "config.url: the parameter <key> is a credential, and",
    ]


def test_a_type_that_kibana_defines_as_data(told: Any) -> None:
    (warning,) = told(GraphQL, {"url": f"https://me:{VALUE}@x.example"}, auth=GraphQL.NoAuth())

    assert warning == (
        f"config.url: the login in the URL {OPEN}. Move it into auth, to username or password, where its "
        "value becomes a variable"
    )


def test_a_field_of_an_auth_type(told: Any) -> None:
    auth = Okta.OAuthClientCredentialsPrivateKeyJwt(
        token_url=f"https://x.example/token?client_secret={VALUE}", client_id="me"
    )

    (warning,) = told(Okta, {"orgUrl": "https://x.example"}, auth=auth)

    assert warning.startswith("secrets.tokenUrl: the parameter client_secret is a credential")


def test_every_url_and_json_text_of_a_type(told: Any) -> None:
    assert [warning.partition(":")[0] for warning in told(CasesWebhook, CASES)] == [
        "config.createIncidentUrl",
        "config.createIncidentJson",
    ]


def test_a_token_is_a_credential_too(stack: TerraformStack, told: Any) -> None:
    """Where it stands in a config, what it yields lies in the state, and Kibana shows it."""
    key = TerraformVariable(stack, "key", type="string").string_value

    headers = {"X-Api-Key": key, "X-Env": key}
    warnings = told(Webhook, {"url": f"https://x.example/?token={key}", "hasAuth": False, "headers": headers})

    assert sorted(warning.partition(":")[0] for warning in warnings) == [
        "config.headers.X-Api-Key",
        "config.url",
    ]


@pytest.mark.parametrize(
    ("connector_type", "config"),
    [
        pytest.param(
            Webhook, {**HOOK, "headers": {"X-Atlassian-Token": "no-check", "A": "b"}}, id="harmless"
        ),
        pytest.param(Webhook, {**HOOK, "headers": {"Idempotency-Key": VALUE}}, id="another-key"),
        pytest.param(
            Webhook, {"url": "https://x.example/?key=OPS&code=1&page=2", "hasAuth": False}, id="short"
        ),
        pytest.param(Webhook, {"url": "https://x.example/a@b?c=d@e", "hasAuth": False}, id="at-sign"),
        pytest.param(Webhook, {**HOOK, "additionalFields": '{"audience": "x"}'}, id="other-fields"),
        pytest.param(Webhook, {**HOOK, "ca": "{not JSON", "scope": "token"}, id="no-json"),
        pytest.param(Inference, {**CHAT, "taskTypeConfig": {"max_tokens": 5, "tokens": "5"}}, id="number"),
        pytest.param(Inference, {**CHAT, "providerConfig": {"token_url": "https://x.example"}}, id="about"),
    ],
)
def test_what_is_no_credential(told: Any, connector_type: Any, config: dict[str, Any]) -> None:
    assert told(connector_type, config) == []


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "X-Api-Key",
        "x-apikey",
        "Ocp-Apim-Subscription-Key",
        "x-functions-key",
        "Private-Token",
        "X-Auth",
        "access_key",
        "secret_key",
        "service_account_json",
        "privateKey",
        "userPassword",
        "passwd",
        "client_secret",
    ],
)
def test_names_of_credentials(name: str) -> None:
    assert is_credential(name, VALUE)
    assert is_credential_in_url(name, VALUE)
    assert not is_credential(name, " ")
    assert not is_credential(name, "{{secret}}")


@pytest.mark.parametrize(
    "name",
    [
        "Content-Type",
        "X-Request-Id",
        "max_tokens",
        "tokenizer",
        "tokenUrl",
        "secret_name",
        "access_key_id",
        "",
    ],
)
def test_names_of_other_things(name: str) -> None:
    assert not is_credential(name, VALUE)
    assert not is_credential_in_url(name, VALUE)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.label)
def test_a_good_payload_has_none(example: Example) -> None:
    kind = TYPES[example.type_id]

    for config in (example.config, example.changed):
        read_config, read_secrets, problems = kind.read_wire(config, example.secrets, hints=False)
        assert problems == []
        assert list(credentials_in_config(read_config, read_secrets, kind.Secrets)) == []
