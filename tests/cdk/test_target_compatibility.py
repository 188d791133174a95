"""What the target's version, license and kibana.yml do not allow fails at synth, with the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from harness.cdk import TerraformStack, TerraformVariable

from kibana_connectors import (
    Connector,
    CrowdStrike,
    Email,
    GitHub,
    Http,
    InvalidProvider,
    Jira,
    KibanaProvider,
    Okta,
    PagerDuty,
    Secret,
    ServerLog,
    SharePointOnline,
    SlackApi,
    Target,
    Torq,
    Webhook,
    XMatters,
)
from pytest_cdktf import Synth, SynthesisError

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

JIRA = {"apiUrl": "https://jira.example.com/x", "projectKey": "OPS"}


@pytest.fixture
def into(stack: TerraformStack, synth: Synth) -> Any:
    """A function that aims the stack at a target and gives what synthesis refuses."""

    def aim(**known: Any) -> list[str]:
        KibanaProvider(stack, target=Target(**known))
        try:
            synth(stack)
        except SynthesisError as error:
            return [line.strip() for line in str(error).splitlines()[1:]]
        return []

    return aim


@pytest.mark.parametrize(
    ("version", "refused"),
    [("8.13", True), ("8.13.4", True), ("8.14", False), ("8.14.0", False), ("9.0", False)],
)
def test_a_type_newer_than_the_target_is_refused(
    stack: TerraformStack, into: Any, version: str, refused: bool
) -> None:
    CrowdStrike(stack, "edr", name="EDR", config={"url": "https://api.crowdstrike.com"})

    message = f"[stack] stack/edr: CrowdStrike needs Kibana 8.14 or later, and the target is {version}"
    assert into(version=version) == ([message] if refused else [])


@pytest.mark.parametrize(
    ("license", "refused"),
    [("basic", True), ("standard", True), ("gold", False), ("enterprise", False), ("trial", False)],
)
def test_a_type_that_needs_a_higher_license_is_refused(
    stack: TerraformStack, into: Any, license: str, refused: bool
) -> None:
    ServerLog(stack, "log", name="Log")
    PagerDuty(stack, "pager", name="On-call")

    message = f"[stack] stack/pager: PagerDuty needs a gold license or higher, and the target's is {license}"
    assert into(license=license) == ([message] if refused else [])


def test_a_type_that_is_not_enabled_is_refused(stack: TerraformStack, into: Any) -> None:
    ServerLog(stack, "log", name="Log")
    PagerDuty(stack, "pager", name="On-call")

    assert into(enabled_types=[".server-log"]) == [
        "[stack] stack/pager: .pagerduty is not in the target's xpack.actions.enabledActionTypes"
    ]


def test_a_star_allows_all_types_and_hosts(stack: TerraformStack, into: Any) -> None:
    PagerDuty(stack, "pager", name="On-call")

    assert into(enabled_types=["*"], allowed_hosts=["*"]) == []


def test_a_host_that_is_not_allowed_is_refused(stack: TerraformStack, into: Any) -> None:
    host = TerraformVariable(stack, "host", type="string").string_value
    Jira(stack, "allowed", name="It", config=JIRA)
    Jira(stack, "known-to-terraform", name="It", config={**JIRA, "apiUrl": f"https://{host}"})
    Jira(stack, "part", name="It", config={**JIRA, "apiUrl": "https://example.com"})
    Email(stack, "mail", name="It", config={"from": "a@b.c", "host": "smtp.example.org", "port": 25})
    Email(stack, "service", name="It", config={"from": "a@b.c", "service": "gmail"})
    PagerDuty(stack, "pager", name="It")
    SlackApi(stack, "chat", name="It")
    Webhook(stack, "hook", name="It", config={"url": "HTTPS://Hook.Example.net:8443/x", "hasAuth": False})

    where = "which is not in the target's xpack.actions.allowedHosts"
    assert into(allowed_hosts=["jira.example.com"]) == [
        f"[stack] stack/part: config.apiUrl points at example.com, {where}",
        f"[stack] stack/mail: config.host points at smtp.example.org, {where}",
        f"[stack] stack/service: config.service points at smtp.gmail.com, {where}",
        f"[stack] stack/pager: config.apiUrl points at events.pagerduty.com, {where}",
        f"[stack] stack/chat: the connector points at slack.com, {where}",
        f"[stack] stack/hook: config.url points at hook.example.net, {where}",
    ]


HOOK = {"url": "https://x.example", "hasAuth": False}
OAUTH2 = {
    "url": "https://x.example",
    "authType": "webhook-oauth2-client-credentials",
    "clientId": "me",
    "accessTokenUrl": "https://login.example/token",
}
MAIL = {"from": "a@b.c", "host": "x.example", "port": 25, "hasAuth": False}


@pytest.mark.parametrize(
    ("connector_type", "options", "field", "host"),
    [
        pytest.param(Webhook, {"config": OAUTH2}, "config.accessTokenUrl", "login.example", id="token-url"),
        pytest.param(
            Email,
            {"config": {**MAIL, "oauthTokenUrl": "https://login.example/token"}},
            "config.oauthTokenUrl",
            "login.example",
            id="email-token-url",
        ),
        pytest.param(
            Email,
            {"config": {"from": "a@b.c", "service": "elastic_cloud", "hasAuth": False}},
            "config.service",
            "dockerhost",
            id="elastic-cloud",
        ),
        pytest.param(
            Email,
            {"config": {"from": "a@b.c", "service": "Outlook 365", "hasAuth": False}},
            "config.service",
            "smtp.office365.com",
            id="mail-service",
        ),
        pytest.param(
            Http,
            {"config": {"url": "https://api.example", "hasAuth": False}},
            "config.url",
            "api.example",
            id="http",
        ),
        pytest.param(
            Torq,
            {"config": {"webhookIntegrationUrl": "https://hooks.torq.io/v1"}},
            "config.webhookIntegrationUrl",
            "hooks.torq.io",
            id="torq",
        ),
        pytest.param(
            XMatters,
            {"config": {"configUrl": "https://flow.example"}},
            "config.configUrl",
            "flow.example",
            id="xmatters",
        ),
        pytest.param(
            Okta,
            {
                "config": {"orgUrl": "https://x.example"},
                "auth": Okta.OAuthClientCredentialsPrivateKeyJwt(
                    token_url="https://login.example/token", client_id="me"
                ),
            },
            "secrets.tokenUrl",
            "login.example",
            id="auth",
        ),
    ],
)
def test_every_url_that_kibana_looks_at(
    stack: TerraformStack, into: Any, connector_type: Any, options: dict[str, Any], field: str, host: str
) -> None:
    connector_type(stack, "it", name="It", **options)

    assert into(allowed_hosts=["x.example"]) == [
        f"[stack] stack/it: {field} points at {host}, which is not in the target's xpack.actions.allowedHosts"
    ]


@pytest.mark.parametrize(
    ("connector_type", "options"),
    [
        pytest.param(Webhook, {"config": {**OAUTH2, "authType": "webhook-authentication-basic"}}, id="basic"),
        pytest.param(
            Http,
            {"config": {**OAUTH2, "proxyUrl": "https://proxy.example"}},
            id="http-token-and-proxy",
        ),
        pytest.param(
            Email,
            {
                "config": {"from": "a@b.c", "service": "exchange_server", "clientId": "c", "tenantId": "t"},
            },
            id="exchange",
        ),
        pytest.param(Email, {"config": {"from": "a@b.c", "service": "__json", "hasAuth": False}}, id="json"),
        pytest.param(
            Okta,
            {
                "config": {"orgUrl": "https://x.example"},
                "auth": Okta.OAuthClientCredentialsPrivateKeyJwt(token_url=Secret.variable(), client_id="me"),
            },
            id="auth-by-variable",
        ),
    ],
)
def test_urls_that_kibana_does_not_look_at(
    stack: TerraformStack, into: Any, connector_type: Any, options: dict[str, Any]
) -> None:
    connector_type(stack, "it", name="It", **options)

    assert into(allowed_hosts=["x.example"]) == []


def test_a_url_without_a_host_is_not_allowed(stack: TerraformStack, into: Any) -> None:
    Jira(stack, "bare", name="It", config={**JIRA, "apiUrl": "jira.example.com/x"})
    Jira(stack, "slashes", name="It", config={**JIRA, "apiUrl": "//jira.example.com/x"})

    assert into(allowed_hosts=["jira.example.com"]) == [
        "[stack] stack/bare: config.apiUrl names no host that Kibana can read, and the target's "
        "xpack.actions.allowedHosts allows only some"
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, []),
        ({"space": "default"}, []),
        ({"space": "ops"}, []),
        ({"space": "op"}, ['the target has no space op; did you mean "ops"?']),
        ({"space": "elsewhere"}, ["the target has no space elsewhere; its spaces: ops, security, default"]),
        ({"spaces": ["ops", "securty"]}, ['the target has no space securty; did you mean "security"?']),
    ],
    ids=json.dumps,
)
def test_a_space_that_the_target_does_not_have_is_refused(
    stack: TerraformStack, into: Any, options: dict[str, Any], told: list[str]
) -> None:
    ServerLog(stack, "log", name="Log", **options)

    assert into(spaces=["ops", "security"]) == [f"[stack] stack/log: {message}" for message in told]


def test_a_space_that_only_terraform_knows_is_not_looked_up(stack: TerraformStack, into: Any) -> None:
    space = TerraformVariable(stack, "space", type="string").string_value
    ServerLog(stack, "alone", name="Log", space=space)
    ServerLog(stack, "beside", name="Log", spaces=["opz", space])

    assert into(spaces=["ops"]) == ['[stack] stack/beside: the target has no space opz; did you mean "ops"?']


@pytest.mark.parametrize(
    ("sender", "allowed", "refused"),
    [
        ("a@example.com", ["example.com"], False),
        ("A <a@example.com>, b@example.org", ["example.org", "example.com"], False),
        ('"x@other.example" <a@example.com>', ["example.com"], False),
        ("undisclosed:;", ["example.com"], False),
        ("a@mail.example.com", ["example.com"], True),
        ("a@Example.com", ["example.com"], True),
        ("a@example.com, Team: b@example.com, c@other.example;", ["example.com"], True),
        ("a@example.com", [], True),
    ],
)
def test_a_sender_outside_the_allowlist_is_refused(
    stack: TerraformStack, into: Any, sender: str, allowed: list[str], refused: bool
) -> None:
    Email(stack, "mail", name="Mail", config={**MAIL, "from": sender})

    message = (
        "[stack] stack/mail: config.from has a domain that is not in the target's "
        f"xpack.actions.email.domain_allowlist: {', '.join(allowed) or 'it is empty'}"
    )
    assert into(email_domain_allowlist=allowed) == ([message] if refused else [])


def test_a_sender_that_only_terraform_knows_is_not_looked_up(stack: TerraformStack, into: Any) -> None:
    sender = TerraformVariable(stack, "sender", type="string").string_value
    Email(stack, "mail", name="Mail", config={**MAIL, "from": f"{sender}@example.com"})

    assert into(email_domain_allowlist=[], version="9.5") == []


@pytest.mark.parametrize("sender", ["-a@b.c", "a-@b.c", "a@-b.c", "a@b.c-", "A <a@b-.c>, d@e.f"])
@pytest.mark.parametrize(
    ("known", "refused"),
    [
        ({"version": "9.5"}, True),
        ({"version": "10.0.1"}, True),
        ({"flavor": "serverless"}, True),
        ({"version": "9.4.9"}, False),
        ({"license": "gold"}, False),
    ],
    ids=json.dumps,
)
def test_a_hyphen_at_an_end_is_refused_by_newer_kibanas(
    stack: TerraformStack, into: Any, sender: str, known: dict[str, Any], refused: bool
) -> None:
    Email(stack, "mail", name="Mail", config={**MAIL, "from": sender})

    message = (
        "[stack] stack/mail: config.from has an address with a part that begins or ends with a hyphen, which "
        "Kibana 9.5 and later refuses"
    )
    assert into(**known) == ([message] if refused else [])


@pytest.mark.parametrize("sender", ['"-a"@b.c', "a-b@c-d.e", "-A- <a@b.c>"])
def test_other_hyphens_are_taken(stack: TerraformStack, into: Any, sender: str) -> None:
    Email(stack, "mail", name="Mail", config={**MAIL, "from": sender})

    assert into(version="9.5") == []


@pytest.mark.parametrize("allow_html", [True, False])
@pytest.mark.parametrize(
    ("known", "refused"),
    [
        ({"version": "9.4"}, True),
        ({"version": "9.5"}, False),
        ({"flavor": "serverless"}, False),
        ({"license": "gold"}, False),
    ],
    ids=json.dumps,
)
def test_html_is_refused_where_it_is_not_known(
    stack: TerraformStack, into: Any, allow_html: bool, known: dict[str, Any], refused: bool
) -> None:
    Email(stack, "mail", name="Mail", config={**MAIL, "allow_html": allow_html})

    message = (
        "[stack] stack/mail: config.allowHtml needs Kibana 9.5 or later, and the target is "
        f"{known.get('version')}"
    )
    assert into(**known) == ([message] if refused else [])


def test_without_a_target_nothing_is_checked(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)
    PagerDuty(stack, "pager", name="On-call")

    synth(stack)


def test_a_target_is_for_the_connectors_of_its_provider(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack, "plain")
    small = KibanaProvider(stack, "small", alias="small", target=Target(license="basic"))
    PagerDuty(stack, "a", name="On-call")
    PagerDuty(stack, "b", name="On-call", provider=small)

    with pytest.raises(SynthesisError) as refusal:
        synth(stack)

    assert "stack/b: PagerDuty needs a gold license" in str(refusal.value)
    assert "stack/a" not in str(refusal.value)


def test_a_type_that_is_not_known_is_checked_by_its_id_alone(stack: TerraformStack, into: Any) -> None:
    Connector(stack, "new", name="It", type_id=".brand-new", config={"url": "https://x.example"})

    assert into(version="7.0", license="basic", enabled_types=[".pagerduty"]) == [
        "[stack] stack/new: .brand-new is not in the target's xpack.actions.enabledActionTypes"
    ]


def test_a_provider_takes_nothing_but_a_target(stack: TerraformStack) -> None:
    with pytest.raises(InvalidProvider, match="target: expected a Target"):
        KibanaProvider(stack, target={"version": "9.2"})  # type: ignore[arg-type]


def test_a_field_and_an_auth_type_that_are_newer_than_the_target(stack: TerraformStack, into: Any) -> None:
    config = {"graphqlApiUrl": "https://github.example/graphql"}
    GitHub(stack, "set", name="set", config=config, auth=GitHub.Bearer())
    GitHub(stack, "left-out", name="left out", auth=GitHub.Bearer())
    auth = SharePointOnline.OAuthClientCredentialsPrivateKeyJwt(token_url="https://x.example/token")
    SharePointOnline(stack, "jwt", name="jwt", auth=auth)

    jwt = "oauth_client_credentials_private_key_jwt"
    assert into(version="9.4") == [
        "[stack] stack/set: config.graphqlApiUrl needs Kibana 9.6 or later, and the target is 9.4",
        f"[stack] stack/jwt: the auth type {jwt} needs Kibana 9.5, and the target is 9.4",
    ]
