"""Which provider serves a manager: the user's own, or one block that is written."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformProvider, TerraformStack
from manager_samples import pager

from kibana_connectors import AwsParameterStore, AwsSecretsManager, VaultSecrets
from pytest_cdktf import Synth


class VaultProvider(TerraformProvider):
    """What a generated binding is: a class that knows its source and its alias."""

    def __init__(self, stack: TerraformStack, *, alias: str | None = None, **settings: Any) -> None:
        super().__init__(
            stack,
            f"users-{alias}",
            terraform_resource_type="vault",
            terraform_provider_source="hashicorp/vault",
            terraform_generator_metadata={
                "provider_name": "vault",
                "provider_version_constraint": "5.4.0",
            },
        )
        self._alias = alias
        for name, value in {"alias": alias, **settings}.items():
            if value is not None:
                self.add_override(name, value)

    @property
    def alias(self) -> str | None:
        return self._alias


def secret(manager: Any, path: str = "oncall/pager") -> Any:
    return manager.secret(path, key="k")


def only(document: dict[str, Any], type_: str = "vault_kv_secret_v2") -> dict[str, Any]:
    (block,) = document["ephemeral"][type_].values()
    return dict(block)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_provider_of_the_users_own_is_used(synth: Synth, is_first: bool) -> None:
    def on_call(stack: TerraformStack) -> None:
        if is_first:
            VaultProvider(stack, address="https://mine.example")
        pager(stack, secret(VaultSecrets(stack, "vault")))
        if not is_first:
            VaultProvider(stack, address="https://mine.example")

    document = synth(on_call).json

    assert document["provider"]["vault"] == [{"address": "https://mine.example"}]
    assert document["terraform"]["required_providers"]["vault"]["version"] == "5.4.0"
    assert "provider" not in only(document)


def test_settings_beside_a_provider_of_the_users_own_make_another(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        VaultProvider(stack, address="https://mine.example")
        pager(stack, secret(VaultSecrets(stack, "vault", address="https://other.example")))

    document = synth(on_call).json

    assert sorted(document["provider"]["vault"], key=len) == [
        {"address": "https://mine.example"},
        {"address": "https://other.example", "skip_child_token": True, "alias": "vault"},
    ]
    assert only(document)["provider"] == "vault.vault"
    assert document["terraform"]["required_providers"]["vault"]["version"] == "5.4.0"


def test_a_provider_with_an_alias_can_be_given(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        provider = VaultProvider(stack, alias="team")
        pager(stack, secret(VaultSecrets(stack, "vault", provider=provider)))

    document = synth(on_call).json

    assert only(document)["provider"] == "vault.team"
    assert document["provider"]["vault"] == [{"alias": "team"}]


def test_managers_with_the_same_settings_share_a_provider(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, AwsSecretsManager(stack, "aws", region="eu-west-1").secret("a"), "first")
        pager(stack, AwsParameterStore(stack, "ssm", region="eu-west-1").secret("/a"), "second")
        pager(stack, AwsSecretsManager(stack, "us", region="us-east-1").secret("a"), "third")

    document = synth(on_call).json

    assert document["provider"]["aws"] == [{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "us"}]
    blocks = document["ephemeral"]["aws_secretsmanager_secret_version"]
    assert "provider" not in blocks["aws_a"]
    assert blocks["us_a"]["provider"] == "aws.us"
    assert document["data"]["aws_secretsmanager_secret_versions"]["us_a"]["provider"] == "aws.us"
    assert "provider" not in document["ephemeral"]["aws_ssm_parameter"]["ssm_a"]


def test_a_manager_without_settings_keeps_the_default_provider(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, AwsSecretsManager(stack, "us", region="us-east-1").secret("a"), "first")
        pager(stack, AwsSecretsManager(stack, "aws").secret("a"), "second")

    document = synth(on_call).json

    assert document["provider"]["aws"] == [{"region": "us-east-1", "alias": "us"}]
    blocks = document["ephemeral"]["aws_secretsmanager_secret_version"]
    assert blocks["us_a"]["provider"] == "aws.us"
    assert "provider" not in blocks["aws_a"]


def test_a_manager_that_nobody_asks_writes_nothing(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        VaultSecrets(stack, "vault", address="https://vault.example")

    document = synth(on_call).json

    assert "provider" not in document
    assert "ephemeral" not in document
