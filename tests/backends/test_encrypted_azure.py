"""EncryptedAzureBackend: its block, what only one tool knows of it, and the arguments that it refuses."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from harness.cdk import App, TerraformStack
from harness.refusals import MARK, NUMBER, refusal, synth_refusal

from kibana_connectors import EncryptedAzureBackend, InvalidBackend, KibanaProvider, Target
from pytest_cdktf import Synth

LEAST = {"storage_account_name": "acct", "container_name": "tfstate", "key": "k"}


@pytest.fixture(autouse=True)
def no_tool_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERRAFORM_BINARY_NAME", raising=False)


def test_the_block(stack: TerraformStack, synth: Synth) -> None:
    settings = {
        **LEAST,
        "resource_group_name": "rg",
        "subscription_id": "s",
        "tenant_id": "t",
        "client_id": "c",
        "use_oidc": True,
        "use_cli": False,
        "oidc_token_file_path": "/run/token",
        "environment": "public",
        "snapshot": True,
    }
    EncryptedAzureBackend(stack, **settings)

    assert synth(stack).terraform["backend"] == {"azurerm": {**settings, "use_azuread_auth": True}}


def test_an_access_key_may_be_used_instead(stack: TerraformStack, synth: Synth) -> None:
    EncryptedAzureBackend(stack, **LEAST, use_azuread_auth=False)

    assert synth(stack).terraform["backend"]["azurerm"]["use_azuread_auth"] is False


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"storage_account_name": MARK}, "storage_account_name"),
        ({"storage_account_name": "ab"}, "storage_account_name"),
        ({"container_name": MARK}, "container_name"),
        ({"container_name": "a--b"}, "container_name"),
        ({"container_name": "c"}, "container_name"),
        ({"environment": MARK}, "environment"),
        ({"environment": "public", "metadata_host": "h"}, "environment and metadata_host"),
        ({"use_azuread_auth": None}, "use_azuread_auth"),
        ({"use_oidc": "true"}, "use_oidc"),
        ({"timeout_seconds": 0}, "timeout_seconds"),
        ({"timeout_seconds": True}, "timeout_seconds"),
        ({"msi_endpoint": f"http://{MARK}@x.example"}, "msi_endpoint"),
        ({"encryption_scope": NUMBER}, "encryption_scope"),
    ],
)
def test_what_is_refused(stack: TerraformStack, arguments: dict[str, Any], name: str) -> None:
    error = refusal(lambda: EncryptedAzureBackend(stack, **{**LEAST, **arguments}), InvalidBackend)

    assert str(error).startswith(f"stack (EncryptedAzureBackend): {name}: ")


@pytest.mark.parametrize(
    ("name", "value", "knows"),
    [
        ("encryption_scope", "scope1", "opentofu"),
        ("timeout_seconds", 30, "opentofu"),
        ("lookup_blob_endpoint", True, "terraform"),
    ],
)
@pytest.mark.parametrize("by", ["target", "environment"])
def test_what_only_one_tool_knows(
    stack: TerraformStack,
    cdk_app: App,
    monkeypatch: pytest.MonkeyPatch,
    by: str,
    name: str,
    value: Any,
    knows: Any,
) -> None:
    other: Any = {"opentofu": "terraform", "terraform": "opentofu"}[knows]
    if by == "target":
        KibanaProvider(stack, target=Target(tool=other))
    else:
        monkeypatch.setenv("TERRAFORM_BINARY_NAME", f"/opt/{other.replace('opentofu', 'tofu')}")
    EncryptedAzureBackend(stack, **LEAST, **{name: value})

    message = synth_refusal(cdk_app)

    assert f"terraform.backend.azurerm: {name}: only " in message
    assert f'Target(tool="{knows}")' in message


@pytest.mark.parametrize("tool", ["opentofu", None])
def test_it_is_taken_or_noted_otherwise(stack: TerraformStack, synth: Synth, tool: Any) -> None:
    KibanaProvider(stack, target=Target(tool=tool))
    EncryptedAzureBackend(stack, **LEAST, encryption_scope="scope1")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        written = synth(stack).terraform["backend"]["azurerm"]

    assert written["encryption_scope"] == "scope1"
    noted = [str(each.message) for each in caught if "encryption_scope" in str(each.message)]
    assert len(noted) == (0 if tool else 1)
