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
    allow_unencrypted_state,
)
from pytest_cdktf import (
    Synth,
    absent,
    anything,
    has_items,
    json_equal,
    partial,
    provider,
    ref,
    regex,
    resource,
    variable,
)

CONNECTOR = "elasticstack_kibana_action_connector"
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


def _around(stack: TerraformStack, path: tuple[str, ...]) -> Construct:
    """Make the constructs around the last one of a path."""
    scope: Construct = stack
    for part in path[:-1]:
        scope = Construct(scope, part)
    return scope


def _evaluated(expression: str, space: str) -> str:
    """Do what Terraform does with an id's expression, for one space."""
    found = re.fullmatch(r'\$\{uuidv5\("url", "([^"]+)"\)\}', expression)
    assert found, expression
    return str(uuid.uuid5(uuid.NAMESPACE_URL, found[1].replace("${each.key}", space)))


# -- the whole -----------------------------------------------------------------------------------------------


def test_without_secrets(synth: Synth) -> None:
    out = synth(lambda stack: ServerLog(stack, "log", name="Log"))

    assert out.at("log") == {
        "connector_type_id": ".server-log",
        "name": "Log",
        "connector_id": _uuid("stack", "default", "log"),
        "config": "{}",
        "lifecycle": {"postcondition": [_postcondition("stack/log")]},
    }
    assert out.terraform == {"required_providers": REQUIRED_PROVIDERS}
    assert out.json.keys() == {"//", "terraform", "resource"}
    assert [block.address for block in out.blocks] == [f"{CONNECTOR}.log"]


def test_with_a_secret(synth: Synth) -> None:
    out = synth(lambda stack: PagerDuty(stack, "pager", name="On-call"))

    assert out.at("pager") == {
        "connector_type_id": ".pagerduty",
        "name": "On-call",
        "connector_id": _uuid("stack", "default", "pager"),
        "config": "{}",
        "secrets_wo": '${jsonencode({"routingKey" = var.pager_routing_key})}',
        "secrets_wo_version": "fields-839ce608",
        "lifecycle": {"postcondition": [_postcondition("stack/pager")]},
    }
    assert out.variables.named("pager_routing_key") == {
        "type": "string",
        "description": "PagerDuty connector stack/pager: secret routingKey",
        "nullable": False,
        "sensitive": True,
        "ephemeral": True,
        "validation": [
            {
                "condition": '${trimspace(var.pager_routing_key) != ""}',
                "error_message": "stack/pager: secret routingKey: expected a value that is not blank.",
            }
        ],
    }
    assert out.terraform == {"required_providers": REQUIRED_PROVIDERS}
    assert out.json.keys() == {"//", "terraform", "resource", "variable"}
    assert [block.address for block in out.blocks] == [f"{CONNECTOR}.pager", "var.pager_routing_key"]


def test_a_stack_without_connectors_gets_nothing(synth: Synth) -> None:
    assert synth(KibanaProvider).json.keys() == {"//", "provider", "terraform"}


def test_synthesis_can_be_repeated(synth: Synth, cdk_app: App) -> None:
    stack = TerraformStack(cdk_app, "stack")
    allow_unencrypted_state(stack, reason="a test")
    PagerDuty(stack, "pager", name="On-call")

    assert synth(stack).text == synth(stack).text


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
def test_config_is_settled(synth: Synth, connector_type: Any, config: Any, settled: dict[str, Any]) -> None:
    out = synth(connector_type, name="It", config=config)

    written = out.one(resource(CONNECTOR, config=json_equal(settled)))
    assert written["config"].startswith("{"), "literals need no jsonencode(…)"


def test_literal_templates_are_escaped(synth: Synth) -> None:
    out = synth(Index, name="100%{x} ${y}", config={"index": "${a}%{b}"})

    written = out.one(resource(CONNECTOR, name="100%%{x} $${y}"))
    assert written["config"] == '{"index": "$${a}%%{b}", "refresh": false}'


# -- where it lives ------------------------------------------------------------------------------------------


def test_the_default_space_is_left_to_the_provider(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        ServerLog(stack, "a", name="A")
        ServerLog(stack, "b", name="B", space="default")
        ServerLog(stack, "c", name="C", space="ops")

    out = synth(logs)

    for id, space_id, space in (("a", absent(), "default"), ("b", "default", "default"), ("c", "ops", "ops")):
        connector_id = _uuid("stack", space, id)
        assert out.at(id) == resource(CONNECTOR, space_id=space_id, connector_id=connector_id)
    assert out.count(resource(CONNECTOR)) == 3


@pytest.mark.parametrize("spaces", [["ops", "sec"], ("ops", "sec"), ["only"]], ids=str)
def test_many_spaces_are_one_block(synth: Synth, spaces: Any) -> None:
    expected = tuple(_uuid("stack", space, "team/pager") for space in spaces)

    def team(stack: TerraformStack) -> None:
        pager = PagerDuty(Construct(stack, "team"), "pager", name="On-call", spaces=spaces)
        assert pager.known_ids() == expected

    out = synth(team)

    for_each = "${toset(" + json.dumps(list(spaces)) + ")}"
    written = out.one(resource(CONNECTOR))
    assert written == resource(CONNECTOR, for_each=for_each, space_id="${each.key}")
    assert tuple(_evaluated(written["connector_id"], space) for space in spaces) == expected
    assert [each.name for each in out.variables] == ["team_pager_routing_key"]


def test_a_space_has_the_same_id_alone_and_among_many(synth: Synth) -> None:
    def log(stack: TerraformStack, **where: Any) -> None:
        KibanaProvider(stack, id_namespace="shared")
        ServerLog(stack, "log", name="Log", **where)

    alone = synth(log, stack_id="alone", space="ops").at("log")
    among = synth(log, stack_id="among", spaces=["ops", "sec"]).at("log")

    assert _evaluated(among["connector_id"], "ops") == alone["connector_id"]


def test_an_id_can_be_given(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        given = ServerLog(stack, "log", name="Log", connector_id=ID, space="ops")
        assert given.known_ids() == (ID,)

    assert synth(log).one(resource(CONNECTOR))["connector_id"] == ID


def test_ids_are_pinned(synth: Synth) -> None:
    """Changing how ids are made would replace every connector of every user."""
    out = synth(lambda stack: ServerLog(stack, "log", name="Log"))

    assert out.at("log") == resource(CONNECTOR, connector_id="f260331c-6ecf-51bd-9c5f-26f377911f3e")


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
    synth: Synth, stack_id: str, space: str | None, path: tuple[str, ...], url: str
) -> None:
    out = synth(
        lambda stack: ServerLog(_around(stack, path), path[-1], name="Log", space=space), stack_id=stack_id
    )

    connector_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://{url}"))
    assert resource(CONNECTOR, connector_id=connector_id) in out


@pytest.mark.parametrize(
    ("stack_id", "namespace", "used"),
    [
        ("dev", "oncall", "oncall"),
        ("prod", "oncall", "oncall"),
        ("other", "else", "else"),
        ("plain", None, "plain"),
    ],
)
def test_an_id_namespace_makes_stacks_alike(
    synth: Synth, stack_id: str, namespace: str | None, used: str
) -> None:
    def team(stack: TerraformStack) -> None:
        ServerLog(Construct(stack, "team"), "log", name="Log")
        KibanaProvider(stack, id_namespace=namespace)  # after the connector: the order must not matter

    out = synth(team, stack_id=stack_id)

    assert out.at("team/log") == resource(CONNECTOR, connector_id=_uuid(used, "default", "team/log"))


def test_an_id_namespace_is_one_part_of_the_url(synth: Synth) -> None:
    """`a/b` with path `c` must not give the id of `a` with path `b/c`."""

    def log(stack: TerraformStack, namespace: str, path: tuple[str, ...]) -> None:
        KibanaProvider(stack, id_namespace=namespace)
        ServerLog(_around(stack, path), path[-1], name="Log", space="ops")

    one = synth(log, namespace="a/ops", path=("log",)).at("log")
    other = synth(log, namespace="a", path=("ops", "log")).at("ops/log")

    assert one["connector_id"] != other["connector_id"]


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
        PagerDuty(stack, "odd", name="C", secrets_version="${x}%{y}")

    out = synth(pagers)

    assert {each.name: each["secrets_wo_version"] for each in out.resources} == {
        "literal": "2026-11",
        "token": "${data.vault_secret.vault.version}",
        "odd": "$${x}%%{y}",
    }


def test_state_mode(synth: Synth) -> None:
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


def test_protect(synth: Synth) -> None:
    out = synth(lambda stack: ServerLog(stack, "log", name="Log", protect=True))

    lifecycle = {"postcondition": [_postcondition("stack/log")], "prevent_destroy": True}
    assert resource(CONNECTOR, lifecycle=lifecycle) in out


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
def test_variable_names(synth: Synth, path: tuple[str, ...], name: str) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager = PagerDuty(_around(stack, path), path[-1], name="On-call")
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


def test_a_variable_for_a_url_is_checked_as_one(synth: Synth) -> None:
    out = synth(lambda stack: Slack(stack, "chat", name="Chat"))

    not_blank = {
        "condition": '${trimspace(var.chat_webhook_url) != ""}',
        "error_message": "stack/chat: secret webhookUrl: expected a value that is not blank.",
    }
    url = {
        "condition": '${can(regex("^[[:space:]]*[A-Za-z][A-Za-z0-9+.-]*:.", var.chat_webhook_url))}',
        "error_message": "stack/chat: secret webhookUrl: expected a URL, such as https://example.com/path.",
    }
    assert variable("chat_webhook_url", validation=[not_blank, url]) in out


def test_odd_construct_ids_are_literal_text_in_messages(synth: Synth) -> None:
    """Terraform reads error messages as templates; a construct's id is no template."""
    out = synth(lambda stack: PagerDuty(stack, "a${b}%{c}", name="On-call"))

    told = [partial(error_message=regex("^" + re.escape("stack/a$${b}%%{c}: ")))]
    assert resource(CONNECTOR, lifecycle=partial(postcondition=told)) in out
    (key,) = out.variables
    assert key == variable(anything(), validation=told)


def test_a_description_can_be_given(synth: Synth) -> None:
    secrets = {"routing_key": Secret.variable(description="Ask Ann")}
    out = synth(lambda stack: PagerDuty(stack, "pager", name="On-call", secrets=secrets))

    assert variable("pager_routing_key", description="Ask Ann") in out


def test_a_name_is_shared_by_those_who_give_it(synth: Synth) -> None:
    def pagers(stack: TerraformStack) -> None:
        for id in ("first", "second"):
            PagerDuty(stack, id, name=id, secrets={"routing_key": Secret.variable("pager_key")})

    out = synth(pagers)

    assert [each.name for each in out.variables] == ["pager_key"]
    assert variable("pager_key", description="PagerDuty connector stack/first: secret routingKey") in out
    for id in ("first", "second"):
        assert out.at(id)["secrets_wo"] == '${jsonencode({"routingKey" = var.pager_key})}'


def test_a_shared_variable_is_checked_for_all_who_share_it(synth: Synth) -> None:
    """The URL rule of the second must not be lost because the first has none."""

    def shared(stack: TerraformStack) -> None:
        PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": Secret.variable("shared")})
        Slack(stack, "chat", name="Chat", secrets={"webhook_url": Secret.variable("shared")})

    out = synth(shared)

    assert variable("shared", validation=has_items(partial(condition=regex("regex")))) in out


def test_a_variable_shared_with_state_mode_is_not_ephemeral(synth: Synth) -> None:
    """Terraform refuses an ephemeral value in an attribute that the state keeps."""

    def shared(stack: TerraformStack) -> None:
        secrets = {"routing_key": Secret.variable("shared")}
        PagerDuty(stack, "a", name="A", secrets=secrets)
        PagerDuty(stack, "b", name="B", secrets=secrets, secrets_mode=SecretsMode.STATE)

    out = synth(shared)

    assert variable("shared", ephemeral=absent()) in out


# -- references ----------------------------------------------------------------------------------------------


def _sources(stack: TerraformStack) -> dict[str, Any]:
    vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
    made = TerraformResource(stack, "made", terraform_resource_type="random_password")
    key = TerraformVariable(stack, "key", type="string", sensitive=True)
    return {
        "data-source": vault.get_string_attribute("key"),
        "resource": made.get_string_attribute("result"),
        "variable": key,
        "variable-token": key.string_value,
        "variable-resolvable": key.value,
        "expression": '${ephemeral.vault.x.data["key"]}',
        "expression-spaced": "${ data.vault.x.key }",
        "call": "${trimspace(data.vault.x.key)}",
    }


_TOKENS = {
    "data-source": "data.vault_secret.vault.key",
    "resource": "random_password.made.result",
    "variable": "var.key",
    "variable-token": "var.key",
    "variable-resolvable": "var.key",
}
_EXPRESSIONS = {
    "expression": 'ephemeral.vault.x.data["key"]',
    "expression-spaced": "data.vault.x.key",
    "call": "trimspace(data.vault.x.key)",
}


@pytest.mark.parametrize(
    ("kind", "wrap", "expression"),
    [
        *(
            pytest.param(kind, Secret.ref, expression, id=f"{kind}-ref")
            for kind, expression in {**_TOKENS, **_EXPRESSIONS}.items()
        ),
        *(
            pytest.param(kind, lambda source: source, expression, id=f"{kind}-bare")
            for kind, expression in _TOKENS.items()
        ),
    ],
)
def test_references(synth: Synth, kind: str, wrap: Any, expression: str) -> None:
    def on_call(stack: TerraformStack) -> None:
        secrets = {"routing_key": wrap(_sources(stack)[kind])}
        PagerDuty(stack, "pager", name="On-call", secrets=secrets)

    out = synth(on_call)

    assert out.at("pager")["secrets_wo"] == '${jsonencode({"routingKey" = ' + expression + "})}"
    assert variable("pager_routing_key") not in out


def test_text_beside_a_token_in_a_secret_is_escaped(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = TerraformDataSource(stack, "vault", terraform_resource_type="vault_secret")
        source = 'Bear"er\\ ${x} ' + vault.get_string_attribute("key")
        PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": Secret.ref(source)})

    assert synth(on_call).at("pager")["secrets_wo"] == (
        r"""${jsonencode({"routingKey" = "Bear\"er\\ $\u007bx\u007d ${data.vault_secret.vault.key}"})}"""
    )


def test_references_and_variables_mix(synth: Synth) -> None:
    def hooks(stack: TerraformStack) -> None:
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
        assert hook.secret_variables == {"hook_password": ("password",), "b_key": ("secretHeaders", 'X-"B')}

    out = synth(hooks)

    assert out.at("hook")["secrets_wo"] == (
        '${jsonencode({"user" = data.vault_secret.vault.user, "password" = var.hook_password, '
        '"secretHeaders" = {"X-A" = data.vault.x.a, "X-\\"B" = var.b_key}})}'
    )
    assert {each.name for each in out.variables} == {"hook_password", "b_key"}


# -- providers -----------------------------------------------------------------------------------------------


def test_a_plain_provider_keeps_its_own_requirement(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
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

    assert synth(log).terraform["required_providers"] == {
        "elasticstack": {"source": "elastic/elasticstack", "version": "0.16.2"}
    }


def test_another_plain_provider_does_not_count(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        null = {"terraform_resource_type": "null", "terraform_provider_source": "hashicorp/null"}
        TerraformProvider(stack, "null", **null)
        ServerLog(stack, "log", name="Log")

    assert synth(log).terraform["required_providers"] == {
        **REQUIRED_PROVIDERS,
        "null": {"source": "hashicorp/null"},
    }


def test_kibana_provider(synth: Synth) -> None:
    def log(stack: TerraformStack) -> None:
        KibanaProvider(stack, endpoints=["https://kibana.example:5601"])
        ServerLog(stack, "log", name="Log")

    out = synth(log)

    assert out.terraform["required_providers"] == REQUIRED_PROVIDERS
    assert out.json["provider"] == {
        "elasticstack": [
            {"kibana": [{"endpoints": ["https://kibana.example:5601"], "api_key": "${var.kibana_api_key}"}]}
        ]
    }
    assert out.json["variable"] == {
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
    synth: Synth, options: dict[str, Any], kibana: dict[str, Any], variable_names: set[str]
) -> None:
    def provide(stack: TerraformStack) -> None:
        given = {name: value(stack) if value is _vault_token else value for name, value in options.items()}
        KibanaProvider(stack, **given)

    out = synth(provide)

    assert out.one(provider("elasticstack")) == {"kibana": [kibana]}
    assert {each.name for each in out.variables} == variable_names


def test_providers_with_aliases(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        east = KibanaProvider(
            stack, "east", endpoints=["https://east.example"], alias="east", id_namespace="e"
        )
        west = KibanaProvider(stack, "west", endpoints=["https://west.example"], alias="west")
        ServerLog(stack, "a", name="A", provider=east)
        ServerLog(stack, "b", name="B", provider=west)
        ServerLog(stack, "c", name="C")

    out = synth(logs)

    assert [(each["alias"], each["kibana"][0]["endpoints"]) for each in out.providers] == [
        ("east", ["https://east.example"]),
        ("west", ["https://west.example"]),
    ]
    assert {each.name for each in out.variables} == {"east_api_key", "west_api_key"}
    for id, used, namespace in (
        ("a", "elasticstack.east", "e"),
        ("b", "elasticstack.west", "stack"),
        ("c", absent(), "stack"),
    ):
        connector_id = _uuid(namespace, "default", id)
        assert out.at(id) == resource(CONNECTOR, provider=used, connector_id=connector_id)
    assert out.count(resource(CONNECTOR)) == 3


def test_two_providers_with_odd_ids_have_variables_of_their_own_names(synth: Synth) -> None:
    east = {"endpoints": ["https://east.example"], "alias": "east"}
    out = synth(lambda stack: KibanaProvider(stack, "kibana.east", **east))

    (key,) = out.variables
    assert re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", key.name)
