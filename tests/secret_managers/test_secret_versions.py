"""What becomes of the versions that the sources of secrets tell, and which sources cannot be."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, Fn, TerraformResource, TerraformStack, TerraformVariable, Token
from harness.refusals import MARK, refusal
from harness.stacks import encrypt_state
from manager_samples import SECRETS, base, connector, pager, told_version

import kibana_connectors
from kibana_connectors import (
    AwsSecretsManager,
    InvalidConnector,
    InvalidSecretSource,
    KibanaProvider,
    LiteralSecret,
    PagerDuty,
    Secret,
    SecretsMode,
    ServerLog,
    SynthesisError,
    VaultSecrets,
    Webhook,
    allow_unencrypted_state,
    key_in_state,
    synth,
)
from pytest_cdktf import Synth

OWN = '${ephemeral.vault_kv_secret_v2.mine.data["key"]}'
EPHEMERAL_TOKEN = "${ephemeral.vault_kv_secret_v2.mine.created_time}"


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("2026-11", "2026-11"),
        (7, "7"),
        ("${var.v}", "${var.v}"),
        ("${sha256(var.v)}", "${sha256(var.v)}"),
        ("${data.a.b.version}", "${data.a.b.version}"),
    ],
)
def test_a_version_of_the_users_own(synth: Synth, version: Any, expected: str) -> None:
    document = synth(lambda stack: pager(stack, Secret.ref(OWN, version=version))).json

    assert told_version(document) == expected


def test_versions_that_are_variables_and_tokens(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        number = TerraformVariable(stack, "mine", type="number")
        pager(stack, Secret.ref(OWN, version=number), "variable")
        pager(stack, Secret.ref(OWN, version=number.number_value), "number")
        pager(stack, Secret.ref(OWN, version=number.value), "any")
        pager(stack, Secret.ref(OWN, version=Token.as_string(Fn.sha256(number.string_value))), "call")

    document = synth(on_call).json

    for id in ("variable", "number", "any"):
        assert told_version(document, id) == "${var.mine}"
    assert told_version(document, "call") == "${sha256(var.mine)}"


def test_a_version_without_a_source_of_its_own_is_as_before(synth: Synth) -> None:
    assert told_version(synth(lambda stack: pager(stack, Secret.ref(OWN))).json) == ""


def test_a_version_is_put_to_a_source(synth: Synth) -> None:
    document = synth(lambda stack: pager(stack, Secret.ref(Secret.ref(OWN), version="2"))).json

    assert told_version(document) == "2"


def test_a_version_is_put_to_a_variable(synth: Synth) -> None:
    document = synth(lambda stack: pager(stack, Secret.ref(Secret.variable(), version="2"))).json

    assert told_version(document) == "2"
    assert list(document["variable"]) == ["pager_routing_key"]


def test_conditions_of_the_users_own_stay(synth: Synth) -> None:
    mine = importlib.import_module(App.__module__).Precondition(condition="${var.mine}", error_message="mine")

    def on_call(stack: TerraformStack) -> None:
        source = VaultSecrets(stack, "vault").secret("oncall/pager", key="k")
        pager(stack, source, lifecycle={"precondition": [mine], "prevent_destroy": True})

    lifecycle = connector(synth(on_call).json)["lifecycle"]

    conditions = [each["condition"] for each in lifecycle["precondition"]]
    assert "${var.mine}" in conditions
    assert any("ephemeral.vault_kv_secret_v2" in each for each in conditions)
    assert lifecycle["prevent_destroy"] is True


def test_versions_are_combined_and_each_is_told_once(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault")
        secrets = {
            "user": vault.secret("hook", key="user"),
            "password": vault.secret("hook", key="password"),
            "secret_headers": {"X-A": AwsSecretsManager(stack, "aws").secret("a"), "X-B": Secret.variable()},
        }
        Webhook(stack, "pager", name="Hook", config={"url": "https://x.example"}, secrets=secrets)

    told = told_version(synth(on_call).json)

    assert told.startswith("${var.vault_hook_version},${one([")
    assert told.count("var.vault_hook_version") == 1


def test_a_secrets_version_of_the_users_own_wins(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        source = VaultSecrets(stack, "vault").secret("oncall/pager", key="k")
        pager(stack, source, secrets_version="2026-11")

    assert connector(synth(on_call).json)["secrets_wo_version"] == "2026-11"


@pytest.mark.parametrize(
    "version", ["", " ", True, 1.5, ["1"], {"a": 1}, f"a${{var.{MARK}}}", f"%{{if true}}{MARK}%{{endif}}"]
)
def test_versions_of_another_kind(version: Any) -> None:
    error = refusal(lambda: Secret.ref(OWN, version=version), InvalidSecretSource)

    assert str(error).startswith("Secret.ref(version=…): expected a text or a number")


@pytest.mark.parametrize(
    "version",
    [
        EPHEMERAL_TOKEN,
        "${sha256(ephemeral.a.b.c)}",
        "${ ephemeral . a.b.c }",
        '${format("%s", ephemeral.a.b.c)}',
    ],
)
def test_an_ephemeral_version_is_refused_at_once(version: str) -> None:
    error = refusal(lambda: Secret.ref(OWN, version=version), InvalidSecretSource)

    assert "expected nothing ephemeral" in str(error)


def test_a_literal_with_a_version_is_still_refused() -> None:
    refusal(lambda: Secret.ref(MARK, version="1"), LiteralSecret)


# -- what shows only in the file -----------------------------------------------------------------------------


def synthesis_refusal(app: App) -> str:
    return str(refusal(lambda: synth(app), SynthesisError))


def token(expression: str) -> Any:
    return Token.as_string(Token.as_any(expression))


@pytest.mark.parametrize(
    "inside", ["{}", "sha256({})", "nonsensitive({})", 'join(",", ["a", {}])', "local.l"]
)
@pytest.mark.parametrize("way", ["secrets_version", "version", "override"])
def test_an_ephemeral_version_is_refused(app: App, stack: TerraformStack, way: str, inside: str) -> None:
    base(stack)
    stack.add_override("ephemeral.vault_kv_secret_v2.mine", {"mount": "secret", "name": "a"})
    stack.add_override("locals.l", EPHEMERAL_TOKEN)
    version = token("${" + inside.format(EPHEMERAL_TOKEN[2:-1]) + "}")
    if way == "secrets_version":
        pager(stack, Secret.ref(OWN), secrets_version=version)
    elif way == "version":
        pager(stack, Secret.ref(OWN, version=version))
    else:
        pager(stack, Secret.ref(OWN)).add_override("secrets_wo_version", version)

    message = synthesis_refusal(app)

    assert "stack/pager: secrets_version: expected nothing ephemeral" in message
    assert "ephemeral.vault_kv_secret_v2.mine" in message
    assert "also inside a function" in message


def test_an_ephemeral_variable_as_version_is_refused(app: App, stack: TerraformStack) -> None:
    base(stack)
    mine = TerraformVariable(stack, "mine", type="string")
    mine.add_override("ephemeral", True)
    pager(stack, Secret.ref(OWN), secrets_version=mine.string_value)

    assert "stack/pager: secrets_version: expected nothing ephemeral, found var.mine" in synthesis_refusal(
        app
    )


def test_what_is_ephemeral_and_null_may_be_a_version(app: App, stack: TerraformStack) -> None:
    base(stack)
    pager(stack, Secret.ref(OWN), secrets_version=token("${ephemeralasnull(ephemeral.a.b.c)}"))

    synth(app)


def test_an_ephemeral_name_is_refused(app: App, stack: TerraformStack) -> None:
    base(stack)
    PagerDuty(stack, "pager", name=token(EPHEMERAL_TOKEN))

    assert "stack/pager: name: expected nothing ephemeral" in synthesis_refusal(app)


@pytest.mark.parametrize("manager", SECRETS)
def test_state_mode_takes_nothing_ephemeral(stack: TerraformStack, tmp_path: Path, manager: str) -> None:
    encrypt_state(stack)
    source = SECRETS[manager](stack, tmp_path)

    error = refusal(lambda: pager(stack, source, secrets_mode=SecretsMode.STATE), InvalidConnector)

    assert "secrets.routingKey: expected a source that is not ephemeral" in str(error)
    assert "Use SecretsMode.WRITE_ONLY" in str(error)


def test_state_mode_of_the_provider_takes_nothing_ephemeral(app: App, stack: TerraformStack) -> None:
    encrypt_state(stack)
    pager(stack, VaultSecrets(stack, "vault").secret("oncall/pager", key="k"))
    KibanaProvider(stack, secrets_mode=SecretsMode.STATE)

    message = synthesis_refusal(app)

    assert "stack/pager: secrets: expected a source that is not ephemeral" in message
    assert "Use SecretsMode.WRITE_ONLY" in message


def test_a_manager_serves_its_own_stack_alone(app: App, stack: TerraformStack) -> None:
    other = TerraformStack(app, "other")
    source = VaultSecrets(other, "vault").secret("oncall/pager", key="k")

    error = refusal(lambda: pager(stack, source))

    assert "secrets.routingKey: its source is a secret manager of the stack other" in str(error)
    assert "make such a manager in this one too" in str(error)


def test_a_provider_takes_its_credential_from_a_manager_of_its_stack(app: App, stack: TerraformStack) -> None:
    allow_unencrypted_state(stack, reason="a test")
    vault = VaultSecrets(stack, "vault")
    KibanaProvider(stack, endpoints=["https://x.example"], api_key=vault.secret("kibana", key="api_key"))
    ServerLog(stack, "log", name="Log")
    synth(app)

    other = VaultSecrets(TerraformStack(app, "other"), "vault").secret("kibana", key="api_key")
    error = refusal(
        lambda: KibanaProvider(stack, "second", alias="b", api_key=other), kibana_connectors.InvalidProvider
    )
    assert "its source is a secret manager of the stack other" in str(error)


_KEEPING = {
    "vault": ("vault_kv_secret_v2", {"mount": "secret", "name": "a"}, True),
    "aws": ("aws_secretsmanager_secret_version", {"secret_id": "a"}, True),
    "ssm": ("aws_ssm_parameter", {"name": "a"}, True),
    "ssm-encrypted": ("aws_ssm_parameter", {"name": "a", "with_decryption": False}, False),
    "google": ("google_secret_manager_secret_version", {"secret": "a"}, True),
    "google-alone": (
        "google_secret_manager_secret_version",
        {"secret": "a", "fetch_secret_data": False},
        False,
    ),
    "no-secret": ("aws_secretsmanager_secret_versions", {"secret_id": "a"}, False),
}


@pytest.mark.parametrize("kind", _KEEPING)
def test_a_data_source_that_keeps_the_value_is_warned_of(
    app: App, stack: TerraformStack, kind: str, recwarn: pytest.WarningsRecorder
) -> None:
    base(stack)
    type_, arguments, is_keeping = _KEEPING[kind]
    stack.add_override(f"data.{type_}.mine", arguments)
    pager(stack, Secret.ref(OWN, version=f"${{data.{type_}.mine.version}}"))
    synth(app)

    found = [str(each.message) for each in recwarn if "tells the version" in str(each.message)]
    assert [each.partition(", which")[0] for each in found] == (
        [f"stack/pager: secrets_version: data.{type_}.mine"] if is_keeping else []
    )


def test_data_json_of_vault_is_refused(app: App, stack: TerraformStack) -> None:
    """The provider answers it as `{}`, whatever the secret holds."""
    base(stack)
    pager(stack, Secret.ref("${ephemeral.vault_kv_secret_v2.mine.data_json}"), "whole")
    pager(stack, Secret.ref('${jsondecode(ephemeral.vault_kv_secret_v2.mine.data_json)["key"]}'), "decoded")

    message = synthesis_refusal(app)

    for id in ("whole", "decoded"):
        assert f"stack/{id}: secrets.routingKey" in message
    assert 'Write data["key"], with the name of the field that holds the secret' in message


@pytest.mark.parametrize(
    ("provider", "argument", "variable"),
    [
        ("vault", "token", "VAULT_TOKEN"),
        ("aws", "secret_key", "AWS_SECRET_ACCESS_KEY"),
        ("azurerm", "client_secret", "ARM_CLIENT_SECRET"),
        ("google", "credentials", "GOOGLE_CREDENTIALS"),
        ("onepassword", "service_account_token", "OP_SERVICE_ACCOUNT_TOKEN"),
    ],
)
def test_a_literal_credential_in_a_providers_block_is_refused(
    app: App, stack: TerraformStack, provider: str, argument: str, variable: str
) -> None:
    base(stack)
    PagerDuty(stack, "pager", name="On-call")
    stack.add_override(f"provider.{provider}", [{argument: MARK}])

    message = synthesis_refusal(app)

    assert f"provider.{provider}: {argument}: expected no credential in the file" in message
    assert f"Set {variable} where Terraform runs" in message


def test_a_credential_from_a_variable_is_taken(app: App, stack: TerraformStack) -> None:
    base(stack)
    PagerDuty(stack, "pager", name="On-call")
    TerraformVariable(stack, "token", type="string", sensitive=True).add_override("ephemeral", True)
    stack.add_override("provider.vault", [{"token": "${var.token}"}])

    synth(app)


# -- a key that a vendor's resource makes --------------------------------------------------------------------


def integration(stack: TerraformStack) -> TerraformResource:
    return TerraformResource(stack, "made", terraform_resource_type="pagerduty_service_integration")


def test_a_vendors_key_needs_a_reason_and_tells_its_version(
    app: App, stack: TerraformStack, recwarn: pytest.WarningsRecorder
) -> None:
    base(stack)
    made = integration(stack).get_string_attribute("integration_key")
    pager(stack, key_in_state(made, reason="the state is in a bucket of our own"), "token")
    raw = "${pagerduty_service_integration.made.integration_key}"
    pager(stack, key_in_state(raw, reason="the state is in a bucket of our own"), "raw")
    synth(app)

    document = json.loads((Path(app.outdir) / "stacks/stack/cdk.tf.json").read_text())
    for id in ("token", "raw"):
        assert told_version(document, id) == "${sha256(pagerduty_service_integration.made.integration_key)}"
    assert not [each for each in recwarn if "lies in the state" in str(each.message)]


def test_the_reason_shows_at_each_synth(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        made = integration(stack).get_string_attribute("integration_key")
        pager(stack, key_in_state(made, reason="a bucket of our own"))

    warnings = [str(each) for each in synth(on_call).warnings]

    assert any("secrets.routingKey: its value lies in the state" in each for each in warnings)
    assert any("a bucket of our own" in each for each in warnings)


@pytest.mark.parametrize("reason", ["", " ", None, 1])
def test_a_vendors_key_without_a_reason_is_refused(stack: TerraformStack, reason: Any) -> None:
    made = integration(stack).get_string_attribute("integration_key")

    refusal(lambda: key_in_state(made, reason=reason), InvalidSecretSource)


def test_a_vendors_key_is_no_literal_and_not_ephemeral() -> None:
    refusal(lambda: key_in_state(MARK, reason="a test"), LiteralSecret)
    refusal(lambda: key_in_state(OWN, reason="a test"), InvalidSecretSource)
