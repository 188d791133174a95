"""Secrets in Vault or OpenBao: what one line writes."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import App, TerraformStack, TerraformVariable
from manager_samples import base, connector, pager, secret_expression, told_version

from kibana_connectors import PagerDuty, Secret, SynthesisError, VaultSecrets
from kibana_connectors import synth as synth_app
from pytest_cdktf import Synth

EPHEMERAL = "ephemeral.vault_kv_secret_v2.vault_oncall_pager"


def test_one_line_writes_everything(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault", address="https://vault.example")
        secrets = {"routing_key": vault.secret("oncall/pager", key="routing_key")}
        PagerDuty(stack, "pager", name="On-call", secrets=secrets)

    document = synth(on_call).json

    assert document["ephemeral"] == {
        "vault_kv_secret_v2": {
            "vault_oncall_pager": {
                "mount": "secret",
                "name": "oncall/pager",
                "version": "${var.vault_oncall_pager_version}",
            }
        }
    }
    assert document["variable"] == {
        "vault_oncall_pager_version": {
            "type": "number",
            "description": "stack/vault (VaultSecrets): version of the secret oncall/pager to read "
            "and to send",
            "default": 1,
            "nullable": False,
            "validation": [
                {
                    "condition": "${var.vault_oncall_pager_version >= 1 && "
                    "floor(var.vault_oncall_pager_version) == var.vault_oncall_pager_version}",
                    "error_message": "stack/vault (VaultSecrets): version of oncall/pager: expected a whole "
                    "number from 1.",
                }
            ],
        }
    }
    assert document["provider"]["vault"] == [{"address": "https://vault.example", "skip_child_token": True}]
    required = document["terraform"]["required_providers"]["vault"]
    assert required == {"source": "hashicorp/vault", "version": ">= 5.0, < 6"}
    assert secret_expression(document) == f'{EPHEMERAL}.data["routing_key"]'
    assert told_version(document) == "${var.vault_oncall_pager_version}"
    assert connector(document)["lifecycle"]["precondition"] == [
        {
            "condition": f'${{try(trimspace({EPHEMERAL}.data["routing_key"]) != "", false)}}',
            "error_message": "stack/vault (VaultSecrets): the secret oncall/pager has no text in the field "
            '"routing_key" in this version.',
        }
    ]
    assert "data" not in document


def test_a_typed_class_takes_it_too(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault")
        secrets = PagerDuty.Secrets(routing_key=vault.secret("oncall/pager", key="routing_key"))
        PagerDuty(stack, "pager", name="On-call", secrets=secrets)

    assert secret_expression(synth(on_call).json) == f'{EPHEMERAL}.data["routing_key"]'


def test_several_connectors_share_one_block(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault")
        pager(stack, vault.secret("oncall/pager", key="first"), "first")
        pager(stack, vault.secret("oncall/pager", key="second"), "second", spaces=["ops", "sec"])

    document = synth(on_call).json

    assert list(document["ephemeral"]["vault_kv_secret_v2"]) == ["vault_oncall_pager"]
    assert secret_expression(document, "first") == f'{EPHEMERAL}.data["first"]'
    assert secret_expression(document, "second") == f'{EPHEMERAL}.data["second"]'
    assert told_version(document, "first") == told_version(document, "second")


def test_paths_that_look_alike_have_blocks_and_variables_of_their_own(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault")
        for id, path in {"a": "oncall/pager", "b": "oncall_pager", "c": "oncall-pager"}.items():
            pager(stack, vault.secret(path, key="k"), id)

    document = synth(on_call).json

    blocks = document["ephemeral"]["vault_kv_secret_v2"]
    assert sorted(body["name"] for body in blocks.values()) == [
        "oncall-pager",
        "oncall/pager",
        "oncall_pager",
    ]
    assert len({body["version"] for body in blocks.values()}) == 3
    assert len({secret_expression(document, id) for id in "abc"}) == 3
    assert len(document["variable"]) == 3


def test_two_managers_do_not_share(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, VaultSecrets(stack, "a", mount="kv").secret("b_c", key="k"), "first")
        pager(stack, VaultSecrets(stack, "a_b", mount="other").secret("c", key="k"), "second")

    document = synth(on_call).json

    mounts = {body["mount"] for body in document["ephemeral"]["vault_kv_secret_v2"].values()}
    assert mounts == {"kv", "other"}
    assert secret_expression(document, "first") != secret_expression(document, "second")
    assert told_version(document, "first") != told_version(document, "second")


def test_a_number_is_the_default_of_the_variable(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault")
        pager(stack, vault.secret("oncall/pager", key="a"), "first")
        pager(stack, vault.secret("oncall/pager", key="b", version=7), "second")

    document = synth(on_call).json

    assert document["variable"]["vault_oncall_pager_version"]["default"] == 7
    assert len(document["ephemeral"]["vault_kv_secret_v2"]) == 1


@pytest.mark.parametrize("kind", ["variable", "token", "expression"])
def test_a_variable_of_the_users_own_names_the_version(synth: Synth, kind: str) -> None:
    def on_call(stack: TerraformStack) -> None:
        mine: Any = TerraformVariable(stack, "mine", type="number", default=3)
        given = {"variable": mine, "token": mine.number_value, "expression": "${var.mine}"}[kind]
        source = VaultSecrets(stack, "vault").secret("oncall/pager", key="k", version=given)
        pager(stack, source)

    document = synth(on_call).json

    assert list(document["variable"]) == ["mine"]
    (block,) = document["ephemeral"]["vault_kv_secret_v2"].values()
    assert block["version"] == told_version(document) == "${var.mine}"


def test_a_path_that_only_terraform_knows_has_a_name(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        path = TerraformVariable(stack, "path", type="string").string_value
        vault = VaultSecrets(stack, "vault")
        pager(stack, vault.secret(path, key="k", name="pager"))
        pager(stack, vault.secret(path, key="k", name="pager"), "again")

    document = synth(on_call).json

    assert document["ephemeral"]["vault_kv_secret_v2"]["vault_pager"]["name"] == "${var.path}"
    assert len(document["ephemeral"]["vault_kv_secret_v2"]) == 1
    assert "vault_pager_version" in document["variable"]


def test_two_paths_of_one_name_are_two_secrets(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        vault = VaultSecrets(stack, "vault")
        for id in ("first", "second"):
            path = TerraformVariable(stack, f"{id}-path", type="string").string_value
            pager(stack, vault.secret(path, key="k", name="pager"), id)

    document = synth(on_call).json

    blocks = document["ephemeral"]["vault_kv_secret_v2"]
    assert sorted(each["name"] for each in blocks.values()) == ["${var.first-path}", "${var.second-path}"]
    assert secret_expression(document, "first") != secret_expression(document, "second")
    assert told_version(document, "first") != told_version(document, "second")


def test_a_connectors_variable_of_the_same_name_is_refused(app: App, stack: TerraformStack) -> None:
    base(stack)
    secrets = {"routing_key": Secret.variable("vault_oncall_pager_version")}
    PagerDuty(stack, "first", name="First", secrets=secrets)
    pager(stack, VaultSecrets(stack, "vault").secret("oncall/pager", key="k"))

    with pytest.raises(SynthesisError, match="its variable vault_oncall_pager_version has the name of one"):
        synth_app(app)


def test_odd_keys_are_quoted(synth: Synth) -> None:
    odd = 'a"b\\c${d}%{e}\n'

    def on_call(stack: TerraformStack) -> None:
        pager(stack, VaultSecrets(stack, "vault").secret("oncall/pager", key=odd))

    # `${` is refused, as everywhere where it would not be evaluated.
    with pytest.raises(Exception, match=r"key: expected a text without \$\{"):
        synth(on_call)

    def quoted(stack: TerraformStack) -> None:
        pager(stack, VaultSecrets(stack, "vault").secret("oncall/pager", key='a"b\\c{d}\n'))

    assert secret_expression(synth(quoted).json).endswith('.data["a\\"b\\\\c\\u007bd\\u007d\\n"]')


def test_nested_managers_have_names_after_their_place(synth: Synth) -> None:
    from constructs import Construct

    def on_call(stack: TerraformStack) -> None:
        team = Construct(stack, "team-a")
        pager(stack, VaultSecrets(team, "vault").secret("pager", key="k"))

    document = synth(on_call).json

    assert list(document["ephemeral"]["vault_kv_secret_v2"]) == ["team_a_vault_pager"]
    assert list(document["variable"]) == ["team_a_vault_pager_version"]
