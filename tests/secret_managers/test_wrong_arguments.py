"""What managers refuse: with the path, the argument and the remedy, all at once, and never with a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from harness.cdk import Fn, TerraformProvider, TerraformStack, TerraformVariable, Token
from harness.refusals import MARK, refusal
from manager_samples import KEY_VAULT

from kibana_connectors import (
    AwsParameterStore,
    AwsSecretsManager,
    AzureKeyVault,
    GoogleSecretManager,
    InvalidSecretSource,
    OnePasswordSecrets,
    SopsFile,
    VaultSecrets,
)

MANAGERS: dict[str, tuple[Any, dict[str, Any]]] = {
    "vault": (VaultSecrets, {}),
    "aws": (AwsSecretsManager, {}),
    "ssm": (AwsParameterStore, {}),
    "google": (GoogleSecretManager, {"project": "ops"}),
    "azure": (AzureKeyVault, {"key_vault_id": KEY_VAULT}),
    "op": (OnePasswordSecrets, {"vault": "kcb2"}),
}
GOOD_PATHS = {
    "vault": "oncall/pager",
    "aws": "oncall/pager",
    "ssm": "/oncall/pager",
    "google": "oncall-pager",
    "azure": "oncall-pager",
    "op": "On-call pager",
}
CREDENTIALS = [
    ("vault", "token", "VAULT_TOKEN"),
    ("aws", "access_key", "AWS_ACCESS_KEY_ID"),
    ("aws", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("aws", "token", "AWS_SESSION_TOKEN"),
    ("ssm", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("google", "credentials", "GOOGLE_CREDENTIALS"),
    ("google", "access_token", "GOOGLE_OAUTH_ACCESS_TOKEN"),
    ("azure", "client_secret", "ARM_CLIENT_SECRET"),
    ("op", "service_account_token", "OP_SERVICE_ACCOUNT_TOKEN"),
    ("op", "connect_token", "OP_CONNECT_TOKEN"),
]


def made(stack: TerraformStack, name: str, **options: Any) -> Any:
    cls, needed = MANAGERS[name]
    return cls(stack, name, **{**needed, **options})


def refused(make: Callable[[], object]) -> str:
    return str(refusal(make, InvalidSecretSource))


@pytest.mark.parametrize(("name", "argument", "variable"), CREDENTIALS)
def test_a_credential_is_refused_with_the_variable_to_set(
    stack: TerraformStack, name: str, argument: str, variable: str
) -> None:
    message = refused(lambda: made(stack, name, **{argument: MARK}))

    assert message.startswith(f"stack/{name} (")
    assert f"{argument}: expected no credential in code" in message
    assert f"Set {variable} where Terraform runs" in message


@pytest.mark.parametrize("name", MANAGERS)
def test_an_unknown_argument_is_refused(stack: TerraformStack, name: str) -> None:
    assert "expected only" in refused(lambda: made(stack, name, tokenn=MARK))


@pytest.mark.parametrize(
    ("name", "options", "field"),
    [
        ("vault", {"address": f"vault.{MARK}"}, "address"),
        ("vault", {"address": ""}, "address"),
        ("vault", {"address": f"https://user:{MARK}@vault.example"}, "address"),
        ("vault", {"address": 7315917}, "address"),
        ("vault", {"namespace": " "}, "namespace"),
        ("vault", {"mount": "/kv"}, "mount"),
        ("vault", {"mount": None}, "mount"),
        ("aws", {"region": ""}, "region"),
        ("aws", {"region": "${var.region}"}, "region"),
        ("aws", {"profile": 7315917}, "profile"),
        ("ssm", {"region": " "}, "region"),
        ("google", {"project": ""}, "project"),
        ("azure", {"key_vault_id": f"https://{MARK}.vault.azure.net"}, "key_vault_id"),
        ("azure", {"key_vault_id": None}, "key_vault_id"),
        ("op", {"vault": ""}, "vault"),
        ("op", {"connect_url": f"connect.{MARK}"}, "connect_url"),
        ("vault", {"provider": "vault"}, "provider"),
    ],
)
def test_wrong_settings(stack: TerraformStack, name: str, options: dict[str, Any], field: str) -> None:
    message = refused(lambda: made(stack, name, **options))

    assert f": {field}: " in message
    assert made(stack, name), "what was refused leaves nothing behind"


@pytest.mark.parametrize("name", MANAGERS)
@pytest.mark.parametrize("path", ["", " ", None, 7315917, ["a"], "${var.path}", "a%{if true}b"])
def test_wrong_paths(stack: TerraformStack, name: str, path: Any) -> None:
    manager = made(stack, name)
    options = {"key": "k"} if name == "vault" else {}

    assert ": path: " in refused(lambda: manager.secret(path, **options))


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        ("vault", f"/{MARK}", "without a slash at its beginning"),
        ("vault", f"{MARK}//a", "two in a row"),
        ("vault", f"secret/data/{MARK}", "Leave secret/data/ out"),
        ("aws", f"{MARK} x", "expected a secret's name"),
        ("aws", "arn:aws:ssm:eu-west-1:123456789012:parameter/a", "expected a secret's name"),
        ("ssm", f"oncall/{MARK}", "A name with a slash in it starts with one"),
        ("google", f"projects/p/secrets/{MARK}/versions/3", "The version is not part of it"),
        ("google", f"{MARK}/x", "expected a secret's name"),
        ("azure", f"https://x.vault.azure.net/secrets/{MARK}", "without its vault and version"),
        ("azure", f"{MARK}_x", "without its vault and version"),
    ],
)
def test_paths_of_another_form(stack: TerraformStack, name: str, path: str, message: str) -> None:
    options = {"key": "k"} if name == "vault" else {}

    assert message in refused(lambda: made(stack, name).secret(path, **options))


@pytest.mark.parametrize("name", MANAGERS)
@pytest.mark.parametrize("key", ["", 7315917, "${var.key}", ["k"]])
def test_wrong_keys(stack: TerraformStack, name: str, key: Any) -> None:
    assert ": key: " in refused(lambda: made(stack, name).secret(GOOD_PATHS[name], key=key))


def test_a_field_that_items_of_1password_do_not_have(stack: TerraformStack) -> None:
    message = refused(lambda: made(stack, "op").secret("On-call pager", key="routing_key"))

    assert "expected one of password, credential" in message
    assert 'add section="…"' in message


VERSIONS = [True, 1.5, "", ["1"], "${ephemeral.x.y.version}", "${sha256(ephemeral.x.y.version)}", "a${var.b}"]


@pytest.mark.parametrize("name", MANAGERS)
@pytest.mark.parametrize("version", VERSIONS)
def test_wrong_versions(stack: TerraformStack, name: str, version: Any) -> None:
    options = {"key": "k"} if name == "vault" else {}
    manager = made(stack, name)

    assert ": version: " in refused(lambda: manager.secret(GOOD_PATHS[name], version=version, **options)) or (
        "- version: " in refused(lambda: manager.secret(GOOD_PATHS[name], version=version, **options))
    )


@pytest.mark.parametrize("version", [0, -1, "latest", "2"])
def test_a_version_of_vault_is_a_number_from_one(stack: TerraformStack, version: Any) -> None:
    manager = made(stack, "vault")

    assert "expected a whole number from 1" in refused(
        lambda: manager.secret("oncall/pager", key="k", version=version)
    )


def test_a_version_of_azure_is_the_last_part_of_an_identifier(stack: TerraformStack) -> None:
    manager = made(stack, "azure")

    assert "expected 32 hexadecimal digits" in refused(lambda: manager.secret("oncall-pager", version=MARK))


def test_a_parameter_with_a_version_is_named_by_arn(stack: TerraformStack) -> None:
    manager = made(stack, "ssm")

    assert "expected the parameter's ARN" in refused(lambda: manager.secret("/oncall/pager", version="2"))


def test_a_project_is_needed(stack: TerraformStack) -> None:
    manager = GoogleSecretManager(stack, "google")

    assert 'Give the class project="…"' in refused(lambda: manager.secret("oncall-pager"))
    assert manager.secret("projects/ops/secrets/oncall-pager").is_reference


@pytest.mark.parametrize("name", MANAGERS)
def test_a_path_that_only_terraform_knows_needs_a_name(stack: TerraformStack, name: str) -> None:
    path = TerraformVariable(stack, "path", type="string").string_value
    options = {"key": "k"} if name == "vault" else {}
    manager = made(stack, name)

    assert ": name: expected a name" in refused(lambda: manager.secret(path, **options))
    assert manager.secret(path, name="pager", **options).is_reference


def test_two_versions_of_one_secret(stack: TerraformStack) -> None:
    manager = made(stack, "vault")
    manager.secret("oncall/pager", key="a", version=2)
    manager.secret("oncall/pager", key="b", version=2)

    message = refused(lambda: manager.secret("oncall/pager", key="c", version=3))

    assert "another version of this secret was given before" in message


def test_everything_is_told_at_once(stack: TerraformStack) -> None:
    message = refused(lambda: made(stack, "vault", address=MARK, mount="", token=MARK))

    assert message.startswith("stack/vault (VaultSecrets): 3 problems")
    for argument in ("address", "mount", "token"):
        assert f"- {argument}: " in message


def test_settings_and_a_provider_exclude_each_other(stack: TerraformStack) -> None:
    provider = TerraformProvider(stack, "p", terraform_resource_type="vault")

    message = refused(lambda: made(stack, "vault", address="https://vault.example", provider=provider))

    assert "excludes address" in message
    assert "expected a provider construct of hashicorp/aws" in refused(
        lambda: made(stack, "aws", provider=provider)
    )


def test_a_provider_of_another_stack(stack: TerraformStack) -> None:
    other = TerraformStack(stack.node.scope, "other")  # type: ignore[arg-type]
    provider = TerraformProvider(other, "p", terraform_resource_type="vault")

    assert "expected a provider of the same stack" in refused(lambda: made(stack, "vault", provider=provider))


def test_an_id_is_taken_once(stack: TerraformStack) -> None:
    made(stack, "vault")

    assert "there is already a construct with this id" in refused(lambda: made(stack, "vault"))
    with pytest.raises(InvalidSecretSource, match="VaultSecrets: id: expected a text"):
        VaultSecrets(stack, "")


@pytest.mark.parametrize("path", ["", None, 7315917, "no/such/file.json", "${var.path}"])
def test_wrong_files(stack: TerraformStack, path: Any) -> None:
    assert "stack/sops (SopsFile): path: " in refused(lambda: SopsFile(stack, "sops", path=path))


def test_tokens_of_settings_are_taken(stack: TerraformStack) -> None:
    region = TerraformVariable(stack, "region", type="string").string_value

    assert made(stack, "aws", region=region)
    assert made(stack, "vault", address=Token.as_string(Fn.trimspace(region)))
