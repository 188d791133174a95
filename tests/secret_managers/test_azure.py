"""Secrets in Azure Key Vault: what one line writes. None can be read here; Terraform checks the form."""

from __future__ import annotations

from harness.cdk import TerraformStack
from manager_samples import KEY_VAULT, pager, secret_expression, told_version

from kibana_connectors import AzureKeyVault
from pytest_cdktf import Synth

VERSION = "0123456789abcdef0123456789abcdef"


def test_one_line_writes_everything(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, AzureKeyVault(stack, "azure", key_vault_id=KEY_VAULT).secret("oncall-pager"))

    document = synth(on_call).json

    assert document["ephemeral"] == {
        "azurerm_key_vault_secret": {
            "azure_oncall_pager": {
                "name": "oncall-pager",
                "key_vault_id": KEY_VAULT,
                "version": "${var.azure_oncall_pager_version}",
            }
        }
    }
    variable = document["variable"]["azure_oncall_pager_version"]
    assert variable["type"] == "string"
    assert variable["nullable"] is False
    assert "default" not in variable
    condition = '${can(regex("^[0-9a-f]{32}$", var.azure_oncall_pager_version))}'
    assert variable["validation"][0]["condition"] == condition
    assert secret_expression(document) == "ephemeral.azurerm_key_vault_secret.azure_oncall_pager.value"
    assert told_version(document) == "${var.azure_oncall_pager_version}"
    assert document["provider"]["azurerm"] == [
        {
            "features": {},
            "resource_provider_registrations": "none",
            "subscription_id": "0f1e2d3c-0000-0000-0000-000000000000",
        }
    ]


def test_a_version_that_is_given_is_the_default_of_the_variable(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        manager = AzureKeyVault(stack, "azure", key_vault_id=KEY_VAULT)
        pager(stack, manager.secret("oncall-pager", version=VERSION))

    assert synth(on_call).json["variable"]["azure_oncall_pager_version"]["default"] == VERSION
