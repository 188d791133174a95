"""What a connector becomes in Terraform's JSON: attributes, ids, secrets, variables, providers."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from cdktf import (
    App,
    TerraformDataSource,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
)
from constructs import Construct
from harness.synthesized import resource, resources, synthesized, variables

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
    ServiceNowITOM,
    Slack,
    SlackApi,
    Webhook,
)

ID = "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"
REQUIRED_PROVIDERS = {
    "elasticstack": {"source": "elastic/elasticstack", "version": ">= 0.16.1, < 0.17"},
}
OAUTH = {"isOAuth": True, "userIdentifierValue": "u", "clientId": "c", "jwtKeyId": "k"}


def _postcondition(path: str) -> dict[str, str]:
    return {
        "condition": "${!self.is_missing_secrets}",
        "error_message": f"{path}: Kibana reports that this connector is missing its secrets: "
        "give it a new secrets_version.",
    }


def _uuid(namespace: str, space: str, path: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://{namespace}/{space}/{path}"))


def _evaluated(expression: str, space: str) -> str:
    """Do what Terraform does with an id's expression, for one space."""
    found = re.fullmatch(r'\$\{uuidv5\("url", "([^"]+)"\)\}', expression)
    assert found, expression
    return str(uuid.uuid5(uuid.NAMESPACE_URL, found[1].replace("${each.key}", space)))


# -- the whole -----------------------------------------------------------------------------------------------


def test_without_secrets(stack: TerraformStack) -> None:
    ServerLog(stack, "log", name="Log")

    assert synthesized(stack) == {
        "terraform": {"required_providers": REQUIRED_PROVIDERS},
        "resource": {
            "elasticstack_kibana_action_connector": {
                "log": {
                    "connector_type_id": ".server-log",
                    "name": "Log",
                    "connector_id": _uuid("stack", "default", "log"),
                    "config": "{}",
                    "lifecycle": {"postcondition": [_postcondition("stack/log")]},
                }
            }
        },
    }


def test_with_a_secret(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call")

    assert synthesized(stack) == {
        "terraform": {"required_providers": REQUIRED_PROVIDERS},
        "resource": {
            "elasticstack_kibana_action_connector": {
                "pager": {
                    "connector_type_id": ".pagerduty",
                    "name": "On-call",
                    "connector_id": _uuid("stack", "default", "pager"),
                    "config": "{}",
                    "secrets_wo": '${jsonencode({"routingKey" = var.pager_routing_key})}',
                    "secrets_wo_version": "fields-839ce608",
                    "lifecycle": {"postcondition": [_postcondition("stack/pager")]},
                }
            }
        },
        "variable": {
            "pager_routing_key": {
                "type": "string",
                "description": "PagerDuty connector stack/pager: secret routingKey",
                "nullable": False,
                "sensitive": True,
                "ephemeral": True,
                "validation": [
                    {
                        "condition": '${trimspace(var.pager_routing_key) != ""}',
                        "error_message": "stack/pager: secret routingKey: "
                        "expected a value that is not blank.",
                    }
                ],
            }
        },
    }


def test_a_stack_without_connectors_gets_nothing(stack: TerraformStack) -> None:
    KibanaProvider(stack)

    assert set(synthesized(stack)) == {"provider", "terraform"}


def test_synthesis_can_be_repeated(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call")

    assert synthesized(stack) == synthesized(stack)


# -- config --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("connector_type", "config", "settled"),
    [
        pytest.param(Index, {"index": "a"}, {"index": "a", "refresh": False}, id="default-written-out"),
        pytest.param(
            Index,
            {"index": "a", "execution_time_field": None},
            {"index": "a", "refresh": False},
            id="none-left-out",
        ),
        pytest.param(
            Index,
            Index.Config(index="a", refresh=True, execution_time_field="@timestamp"),
            {"index": "a", "refresh": True, "executionTimeField": "@timestamp"},
            id="config-object",
        ),
        pytest.param(
            Index,
            {"index": "a", "executionTimeField": "@timestamp"},
            {"index": "a", "refresh": False, "executionTimeField": "@timestamp"},
            id="kibana-spelling",
        ),
        pytest.param(PagerDuty, None, {}, id="nothing-given"),
        pytest.param(
            Email,
            {"from_": "a@example.com", "host": "smtp.example.com", "port": 587},
            {
                "service": "other",
                "host": "smtp.example.com",
                "port": 587,
                "from": "a@example.com",
                "hasAuth": True,
            },
            id="email-python-from",
        ),
        pytest.param(
            ServiceNow,
            {"api_url": "https://x.example"},
            {"apiUrl": "https://x.example", "isOAuth": False, "usesTableApi": True},
            id="servicenow-basic",
        ),
        pytest.param(
            ServiceNowITOM,
            {"apiUrl": "https://x.example", **OAUTH},
            {"apiUrl": "https://x.example", **OAUTH},
            id="servicenow-itom-oauth",
        ),
        pytest.param(SlackApi, {}, {}, id="slack-any-channel"),
        pytest.param(
            SlackApi,
            {"allowed_channels": [{"name": "#a"}, {"name": "#b", "id": "C1"}]},
            {"allowedChannels": [{"name": "#a"}, {"name": "#b", "id": "C1"}]},
            id="slack-channels",
        ),
        pytest.param(
            Webhook,
            {"url": "https://x.example"},
            {
                "url": "https://x.example",
                "method": "post",
                "hasAuth": True,
                "authType": "webhook-authentication-basic",
            },
            id="webhook-basic",
        ),
        pytest.param(
            Webhook,
            {"url": "https://x.example", "has_auth": False, "headers": {"A": "b"}},
            {"url": "https://x.example", "method": "post", "hasAuth": False, "headers": {"A": "b"}},
            id="webhook-no-auth",
        ),
    ],
)
def test_config_is_settled(
    stack: TerraformStack, connector_type: Any, config: Any, settled: dict[str, Any]
) -> None:
    connector_type(stack, "it", name="It", config=config)

    assert json.loads(resource(stack)["config"]) == settled


def test_literal_templates_are_escaped(stack: TerraformStack) -> None:
    Index(stack, "it", name="100%{x} ${y}", config={"index": "${a}%{b}"})

    assert resource(stack)["name"] == "100%%{x} $${y}"
    assert resource(stack)["config"] == '{"index": "$${a}%%{b}", "refresh": false}'


# -- where it lives ------------------------------------------------------------------------------------------


def test_the_default_space_is_left_to_the_provider(stack: TerraformStack) -> None:
    ServerLog(stack, "a", name="A")
    ServerLog(stack, "b", name="B", space="default")
    ServerLog(stack, "c", name="C", space="ops")

    written = resources(stack)
    assert {id: each.get("space_id") for id, each in written.items()} == {
        "a": None,
        "b": "default",
        "c": "ops",
    }
    assert {id: each["connector_id"] for id, each in written.items()} == {
        "a": _uuid("stack", "default", "a"),
        "b": _uuid("stack", "default", "b"),
        "c": _uuid("stack", "ops", "c"),
    }


@pytest.mark.parametrize("spaces", [["ops", "sec"], ("ops", "sec"), ["only"]], ids=str)
def test_many_spaces_are_one_block(stack: TerraformStack, spaces: Any) -> None:
    team = Construct(stack, "team")
    pager = PagerDuty(team, "pager", name="On-call", spaces=spaces)

    (written,) = resources(stack).values()
    assert written["for_each"] == "${toset(" + json.dumps(list(spaces)) + ")}"
    assert written["space_id"] == "${each.key}"
    ids = [_evaluated(written["connector_id"], space) for space in spaces]
    assert ids == [_uuid("stack", space, "team/pager") for space in spaces]
    assert ids == list(pager.known_ids())
    assert list(variables(stack)) == ["team_pager_routing_key"]


def test_a_space_has_the_same_id_alone_and_among_many(app: App) -> None:
    alone, among = (TerraformStack(app, id) for id in ("alone", "among"))
    for stack in (alone, among):
        KibanaProvider(stack, id_namespace="shared")
    ServerLog(alone, "log", name="Log", space="ops")
    ServerLog(among, "log", name="Log", spaces=["ops", "sec"])

    assert _evaluated(resource(among)["connector_id"], "ops") == resource(alone)["connector_id"]


def test_an_id_can_be_given(stack: TerraformStack) -> None:
    given = ServerLog(stack, "log", name="Log", connector_id=ID, space="ops")

    assert resource(stack)["connector_id"] == ID
    assert given.known_ids() == (ID,)


def test_ids_are_pinned(stack: TerraformStack) -> None:
    """Changing how ids are made would replace every connector of every user."""
    ServerLog(stack, "log", name="Log")

    assert resource(stack)["connector_id"] == "f260331c-6ecf-51bd-9c5f-26f377911f3e"


@pytest.mark.parametrize(
    ("stack_id", "space", "path", "url"),
    [
        pytest.param("prod", None, ("a",), "prod/default/a", id="plain"),
        pytest.param("prod", "ops", ("a",), "prod/ops/a", id="another-space"),
        pytest.param("dev", None, ("a",), "dev/default/a", id="another-stack"),
        pytest.param("prod", None, ("a", "b"), "prod/default/a/b", id="nested"),
        pytest.param("prod", None, ("a/b",), "prod/default/a--b", id="slash"),
        pytest.param("prod", None, ("a.b",), "prod/default/a.b", id="dot"),
        pytest.param("prod", None, ('ä"%',), "prod/default/%C3%A4%22%25", id="odd-characters"),
    ],
)
def test_an_id_depends_on_stack_space_and_path(
    app: App, stack_id: str, space: str | None, path: tuple[str, ...], url: str
) -> None:
    stack = TerraformStack(app, stack_id)
    scope: Construct = stack
    for part in path[:-1]:
        scope = Construct(scope, part)
    ServerLog(scope, path[-1], name="Log", space=space)

    assert resource(stack)["connector_id"] == str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://{url}"))


def test_an_id_namespace_makes_stacks_alike(app: App) -> None:
    ids = []
    for name, namespace in (("dev", "oncall"), ("prod", "oncall"), ("other", "else"), ("plain", None)):
        stack = TerraformStack(app, name)
        ServerLog(Construct(stack, "team"), "log", name="Log")
        KibanaProvider(stack, id_namespace=namespace)  # after the connector: the order must not matter
        ids.append(resource(stack)["connector_id"])

    dev, prod, other, plain = ids
    assert dev == prod == _uuid("oncall", "default", "team/log")
    assert other == _uuid("else", "default", "team/log")
    assert plain == _uuid("plain", "default", "team/log")


def test_an_id_namespace_is_one_part_of_the_url(app: App) -> None:
    """`a/b` with path `c` must not give the id of `a` with path `b/c`."""
    ids = set()
    for name, namespace, path in (("x", "a/ops", ("log",)), ("y", "a", ("ops", "log"))):
        stack = TerraformStack(app, name)
        KibanaProvider(stack, id_namespace=namespace)
        scope: Construct = stack
        for part in path[:-1]:
            scope = Construct(scope, part)
        ServerLog(scope, path[-1], name="Log", space="ops")
        ids.add(resource(stack)["connector_id"])

    assert len(ids) == 2


# -- secrets -------------------------------------------------------------------------------------------------

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
    stack: TerraformStack, connector_type: Any, config: dict[str, Any], names: list[str]
) -> None:
    connector_type(stack, "it", name="It", config=config)

    assert set(variables(stack)) == {f"it_{name}" for name in names}
    wire = [re.sub(r"_(\w)", lambda found: found[1].upper(), name) for name in names]
    pairs = dict(zip(wire, names, strict=True))
    written = resource(stack).get("secrets_wo")
    found = dict(re.findall(r'"(\w+)" = var\.it_(\w+)', written or ""))
    assert found == pairs
    assert (written is None) == (not names)


def _version(app: App, id: str, **options: Any) -> str:
    stack = TerraformStack(app, id)
    connector_type = options.pop("type", Webhook)
    connector_type(stack, "it", **{"name": "It", **options})
    return resource(stack)["secrets_wo_version"]


def test_the_default_version_follows_the_set_of_secrets(app: App) -> None:
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

    versions = [_version(app, f"stack{index}", **options) for index, options in enumerate(sets)]

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
def test_the_default_version_stays_otherwise(app: App, options: dict[str, Any]) -> None:
    plain = _version(app, "plain", config=WEBHOOK)

    assert _version(app, "changed", **{"config": WEBHOOK, **options}) == plain


def test_a_version_can_be_given(stack: TerraformStack) -> None:
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
    PagerDuty(stack, "literal", name="A", secrets_version="2026-11")
    PagerDuty(stack, "token", name="B", secrets_version=vault.get_string_attribute("version"))
    PagerDuty(stack, "odd", name="C", secrets_version="${x}%{y}")

    assert {id: each["secrets_wo_version"] for id, each in resources(stack).items()} == {
        "literal": "2026-11",
        "token": "${data.vault_secret.vault.version}",
        "odd": "$${x}%%{y}",
    }


def test_state_mode(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call", secrets_mode=SecretsMode.STATE)

    written = resource(stack)
    assert written["secrets"] == '${jsonencode({"routingKey" = var.pager_routing_key})}'
    assert not {"secrets_wo", "secrets_wo_version"} & set(written)
    variable = variables(stack)["pager_routing_key"]
    assert "ephemeral" not in variable
    assert variable["sensitive"] is True
    assert variable["nullable"] is False


@pytest.mark.parametrize("provider_first", [True, False], ids=["provider-first", "connector-first"])
def test_the_mode_comes_from_the_provider(stack: TerraformStack, provider_first: bool) -> None:
    if provider_first:
        KibanaProvider(stack, secrets_mode=SecretsMode.STATE)
    PagerDuty(stack, "pager", name="On-call")
    PagerDuty(stack, "other", name="Other", secrets_mode=SecretsMode.WRITE_ONLY)
    if not provider_first:
        KibanaProvider(stack, secrets_mode=SecretsMode.STATE)

    written = resources(stack)
    assert {"secrets", "secrets_wo"} & set(written["pager"]) == {"secrets"}
    assert {"secrets", "secrets_wo"} & set(written["other"]) == {"secrets_wo"}


def test_protect(stack: TerraformStack) -> None:
    ServerLog(stack, "log", name="Log", protect=True)

    assert resource(stack)["lifecycle"] == {
        "postcondition": [_postcondition("stack/log")],
        "prevent_destroy": True,
    }


# -- variables -----------------------------------------------------------------------------------------------


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
def test_variable_names(stack: TerraformStack, path: tuple[str, ...], name: str) -> None:
    scope: Construct = stack
    for part in path[:-1]:
        scope = Construct(scope, part)
    pager = PagerDuty(scope, path[-1], name="On-call")

    assert list(variables(stack)) == [name]
    assert resource(stack)["secrets_wo"] == '${jsonencode({"routingKey" = var.' + name + "})}"
    assert pager.secret_variables == {name: ("routingKey",)}
    assert re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name), "a shell must be able to set TF_VAR_<name>"


def test_headers_that_differ_in_odd_characters_get_variables_of_their_own(stack: TerraformStack) -> None:
    headers = {"X-Key": Secret.variable(), "x_key": Secret.variable(), "X.Key": Secret.variable()}
    hook = Webhook(
        stack,
        "hook",
        name="Hook",
        config={**WEBHOOK, "has_auth": False},
        secrets={"secret_headers": headers},
    )

    assert hook.secret_variables == {
        "hook_secret_headers_x_key": ("secretHeaders", "X-Key"),
        "hook_secret_headers_x_key_2": ("secretHeaders", "x_key"),
        "hook_secret_headers_x_key_3": ("secretHeaders", "X.Key"),
    }
    assert resource(stack)["secrets_wo"] == (
        '${jsonencode({"secretHeaders" = {"X-Key" = var.hook_secret_headers_x_key, '
        '"x_key" = var.hook_secret_headers_x_key_2, "X.Key" = var.hook_secret_headers_x_key_3}})}'
    )


def test_a_variable_for_a_url_is_checked_as_one(stack: TerraformStack) -> None:
    Slack(stack, "chat", name="Chat")

    assert variables(stack)["chat_webhook_url"]["validation"] == [
        {
            "condition": '${trimspace(var.chat_webhook_url) != ""}',
            "error_message": "stack/chat: secret webhookUrl: expected a value that is not blank.",
        },
        {
            "condition": '${can(regex("^[[:space:]]*[A-Za-z][A-Za-z0-9+.-]*:.", var.chat_webhook_url))}',
            "error_message": "stack/chat: secret webhookUrl: expected a URL, such as https://example.com/path.",
        },
    ]


def test_odd_construct_ids_are_literal_text_in_messages(stack: TerraformStack) -> None:
    """Terraform reads error messages as templates; a construct's id is no template."""
    PagerDuty(stack, "a${b}%{c}", name="On-call")

    message = "stack/a$${b}%%{c}"
    assert resource(stack)["lifecycle"]["postcondition"][0]["error_message"].startswith(f"{message}: ")
    (variable,) = variables(stack).values()
    assert variable["validation"][0]["error_message"].startswith(f"{message}: ")


def test_a_description_can_be_given(stack: TerraformStack) -> None:
    PagerDuty(
        stack,
        "pager",
        name="On-call",
        secrets={"routing_key": Secret.variable(description="Ask Ann")},
    )

    assert variables(stack)["pager_routing_key"]["description"] == "Ask Ann"


def test_a_name_is_shared_by_those_who_give_it(stack: TerraformStack) -> None:
    for id in ("first", "second"):
        PagerDuty(stack, id, name=id, secrets={"routing_key": Secret.variable("pager_key")})

    assert list(variables(stack)) == ["pager_key"]
    assert (
        variables(stack)["pager_key"]["description"] == "PagerDuty connector stack/first: secret routingKey"
    )
    assert {each["secrets_wo"] for each in resources(stack).values()} == {
        '${jsonencode({"routingKey" = var.pager_key})}'
    }


def test_a_shared_variable_is_checked_for_all_who_share_it(stack: TerraformStack) -> None:
    """The URL rule of the second must not be lost because the first has none."""
    PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": Secret.variable("shared")})
    Slack(stack, "chat", name="Chat", secrets={"webhook_url": Secret.variable("shared")})

    conditions = [each["condition"] for each in variables(stack)["shared"]["validation"]]
    assert any("regex" in condition for condition in conditions)


def test_a_variable_shared_with_state_mode_is_not_ephemeral(stack: TerraformStack) -> None:
    """Terraform refuses an ephemeral value in an attribute that the state keeps."""
    shared = {"routing_key": Secret.variable("shared")}
    PagerDuty(stack, "a", name="A", secrets=shared)
    PagerDuty(stack, "b", name="B", secrets=shared, secrets_mode=SecretsMode.STATE)

    assert "ephemeral" not in variables(stack)["shared"]


# -- references ----------------------------------------------------------------------------------------------


def _sources(stack: TerraformStack) -> dict[str, Any]:
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
    made = TerraformResource(stack, "made", terraform_resource_type="random_password")
    key = TerraformVariable(stack, "key", type="string", sensitive=True)
    return {
        "data-source": (vault.get_string_attribute("key"), "data.vault_secret.vault.key"),
        "resource": (made.get_string_attribute("result"), "random_password.made.result"),
        "variable": (key, "var.key"),
        "variable-token": (key.string_value, "var.key"),
        "variable-resolvable": (key.value, "var.key"),
        "expression": ('${ephemeral.vault.x.data["key"]}', 'ephemeral.vault.x.data["key"]'),
        "expression-spaced": ("${ data.vault.x.key }", "data.vault.x.key"),
        "call": ("${trimspace(data.vault.x.key)}", "trimspace(data.vault.x.key)"),
    }


_TOKENS = ("data-source", "resource", "variable", "variable-token", "variable-resolvable")
_EXPRESSIONS = ("expression", "expression-spaced", "call")


@pytest.mark.parametrize(
    ("kind", "wrap"),
    [
        *(pytest.param(kind, Secret.ref, id=f"{kind}-ref") for kind in (*_TOKENS, *_EXPRESSIONS)),
        *(pytest.param(kind, lambda source: source, id=f"{kind}-bare") for kind in _TOKENS),
    ],
)
def test_references(stack: TerraformStack, kind: str, wrap: Any) -> None:
    source, expression = _sources(stack)[kind]
    PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": wrap(source)})

    assert resource(stack)["secrets_wo"] == '${jsonencode({"routingKey" = ' + expression + "})}"
    assert "pager_routing_key" not in variables(stack)


def test_text_beside_a_token_in_a_secret_is_escaped(stack: TerraformStack) -> None:
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
    source = 'Bear"er\\ ${x} ' + vault.get_string_attribute("key")
    PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": Secret.ref(source)})

    assert resource(stack)["secrets_wo"] == (
        r"""${jsonencode({"routingKey" = "Bear\"er\\ $\u007bx\u007d ${data.vault_secret.vault.key}"})}"""
    )


def test_references_and_variables_mix(stack: TerraformStack) -> None:
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
    hook = Webhook(
        stack,
        "hook",
        name="Hook",
        config=WEBHOOK,
        secrets=Webhook.Secrets(
            user=Secret.ref(vault.get_string_attribute("user")),
            password=Secret.variable(),
            secret_headers={"X-A": Secret.ref("${data.vault.x.a}"), 'X-"B': Secret.variable("b_key")},
        ),
    )

    assert resource(stack)["secrets_wo"] == (
        '${jsonencode({"user" = data.vault_secret.vault.user, "password" = var.hook_password, '
        '"secretHeaders" = {"X-A" = data.vault.x.a, "X-\\"B" = var.b_key}})}'
    )
    assert hook.secret_variables == {"hook_password": ("password",), "b_key": ("secretHeaders", 'X-"B')}
    assert set(variables(stack)) == {"hook_password", "b_key"}


# -- providers -----------------------------------------------------------------------------------------------


def test_a_plain_provider_keeps_its_own_requirement(stack: TerraformStack) -> None:
    TerraformProvider(
        stack,
        "elastic",
        terraform_resource_type="elasticstack",
        terraform_provider_source="elastic/elasticstack",
        terraform_generator_metadata={
            "provider_name": "elasticstack",
            "provider_version_constraint": "0.16.2",
        },
    )
    ServerLog(stack, "log", name="Log")

    assert synthesized(stack)["terraform"]["required_providers"] == {
        "elasticstack": {"source": "elastic/elasticstack", "version": "0.16.2"}
    }


def test_another_plain_provider_does_not_count(stack: TerraformStack) -> None:
    TerraformProvider(
        stack, "null", terraform_resource_type="null", terraform_provider_source="hashicorp/null"
    )
    ServerLog(stack, "log", name="Log")

    assert synthesized(stack)["terraform"]["required_providers"] == {
        **REQUIRED_PROVIDERS,
        "null": {"source": "hashicorp/null"},
    }


def test_kibana_provider(stack: TerraformStack) -> None:
    KibanaProvider(stack, endpoints=["https://kibana.example:5601"])
    ServerLog(stack, "log", name="Log")

    written = synthesized(stack)
    assert written["terraform"]["required_providers"] == REQUIRED_PROVIDERS
    assert written["provider"] == {
        "elasticstack": [
            {"kibana": [{"endpoints": ["https://kibana.example:5601"], "api_key": "${var.kibana_api_key}"}]}
        ]
    }
    assert written["variable"] == {
        "kibana_api_key": {
            "type": "string",
            "description": "API key with which Terraform reaches Kibana",
            "nullable": False,
            "sensitive": True,
            "ephemeral": True,
            "validation": [
                {
                    "condition": '${trimspace(var.kibana_api_key) != ""}',
                    "error_message": "API key with which Terraform reaches Kibana: "
                    "expected a value that is not blank.",
                }
            ],
        }
    }


def _vault_token(stack: TerraformStack) -> Any:
    return TerraformDataSource(stack, "vault", terraform_resource_type="vault").get_string_attribute("key")


@pytest.mark.parametrize(
    ("options", "kibana", "variable_names"),
    [
        pytest.param({}, {}, set(), id="environment-decides"),
        pytest.param(
            {"api_key": Secret.variable("the_key")},
            {"api_key": "${var.the_key}"},
            {"the_key"},
            id="named-variable",
        ),
        pytest.param({"api_key": _vault_token}, {"api_key": "${data.vault.vault.key}"}, set(), id="token"),
        pytest.param(
            {"bearer_token": Secret.ref("${data.v.x.key}")},
            {"bearer_token": "${data.v.x.key}"},
            set(),
            id="bearer-expression",
        ),
        pytest.param(
            {"username": "elastic${x}", "password": Secret.variable()},
            {"username": "elastic$${x}", "password": "${var.kibana_password}"},
            {"kibana_password"},
            id="user-and-password",
        ),
        pytest.param(
            {"username": Secret.variable(), "password": Secret.variable()},
            {"username": "${var.kibana_username}", "password": "${var.kibana_password}"},
            {"kibana_username", "kibana_password"},
            id="both-variables",
        ),
        pytest.param({"ca_certs": ["/ca.pem"]}, {"ca_certs": ["/ca.pem"]}, set(), id="ca-certs"),
        pytest.param(
            {"insecure": True, "insecure_reason": "a laboratory"}, {"insecure": True}, set(), id="insecure"
        ),
    ],
)
def test_kibana_provider_options(
    stack: TerraformStack, options: dict[str, Any], kibana: dict[str, Any], variable_names: set[str]
) -> None:
    KibanaProvider(
        stack, **{name: value(stack) if value is _vault_token else value for name, value in options.items()}
    )

    written = synthesized(stack)
    assert written["provider"]["elasticstack"] == [{"kibana": [kibana]}]
    assert set(written.get("variable", {})) == variable_names


def test_providers_with_aliases(stack: TerraformStack) -> None:
    east = KibanaProvider(stack, "east", endpoints=["https://east.example"], alias="east", id_namespace="e")
    west = KibanaProvider(stack, "west", endpoints=["https://west.example"], alias="west")
    ServerLog(stack, "a", name="A", provider=east)
    ServerLog(stack, "b", name="B", provider=west)
    ServerLog(stack, "c", name="C")

    written = synthesized(stack)
    assert [
        (each["alias"], each["kibana"][0]["endpoints"]) for each in written["provider"]["elasticstack"]
    ] == [
        ("east", ["https://east.example"]),
        ("west", ["https://west.example"]),
    ]
    assert set(written["variable"]) == {"east_api_key", "west_api_key"}
    made = written["resource"]["elasticstack_kibana_action_connector"]
    assert {id: each.get("provider") for id, each in made.items()} == {
        "a": "elasticstack.east",
        "b": "elasticstack.west",
        "c": None,
    }
    assert {id: each["connector_id"] for id, each in made.items()} == {
        "a": _uuid("e", "default", "a"),
        "b": _uuid("stack", "default", "b"),
        "c": _uuid("stack", "default", "c"),
    }


def test_two_providers_with_odd_ids_have_variables_of_their_own_names(stack: TerraformStack) -> None:
    KibanaProvider(stack, "kibana.east", endpoints=["https://east.example"], alias="east")

    (name,) = variables(stack)
    assert re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name)
