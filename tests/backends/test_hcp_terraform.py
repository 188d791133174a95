"""HcpTerraformBackend: its block, and the arguments that it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import App, TerraformStack
from harness.refusals import MARK, refusal, synth_refusal

from kibana_connectors import HcpTerraformBackend, InvalidBackend, KibanaProvider, Target
from pytest_cdktf import Synth


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"workspace": "w"}, {"hostname": "app.terraform.io", "workspaces": {"name": "w"}}),
        (
            {"workspace": "w", "project": "p", "hostname": "tfe.example"},
            {"hostname": "tfe.example", "workspaces": {"name": "w", "project": "p"}},
        ),
        ({"tags": ["a", "b"]}, {"hostname": "app.terraform.io", "workspaces": {"tags": ["a", "b"]}}),
        ({"workspace": "w", "hostname": None}, {"workspaces": {"name": "w"}}),
    ],
)
def test_the_block(
    stack: TerraformStack,
    synth: Synth,
    arguments: Any,
    expected: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # OpenTofu needs a hostname; the tests run with either tool.
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", "terraform")
    HcpTerraformBackend(stack, organization="o", **arguments)

    assert synth(stack).terraform["cloud"] == {"organization": "o", **expected}


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({}, "workspace or tags"),
        ({"workspace": "w", "tags": ["a"]}, "workspace and tags"),
        ({"workspace": f"{MARK} x"}, "workspace"),
        ({"tags": []}, "tags"),
        ({"tags": MARK}, "tags"),
        ({"tags": [""]}, "tags"),
        ({"workspace": "w", "hostname": f"https://{MARK}.example"}, "hostname"),
        ({"workspace": "w", "project": ""}, "project"),
    ],
)
def test_what_is_refused(stack: TerraformStack, arguments: dict[str, Any], name: str) -> None:
    error = refusal(lambda: HcpTerraformBackend(stack, organization="o", **arguments), InvalidBackend)

    assert f"stack (HcpTerraformBackend): {name}: " in str(error) or f"  - {name}: " in str(error)


def test_the_token_of_another_host_is_named(stack: TerraformStack) -> None:
    error = refusal(
        lambda: HcpTerraformBackend(
            stack, organization="o", workspace="w", hostname="tf-e.example", token=MARK
        ),
        InvalidBackend,
    )
    assert "Set TF_TOKEN_tf__e_example in the environment instead" in str(error)


@pytest.mark.parametrize("from_environment", [True, False])
def test_opentofu_needs_a_host(
    cdk_app: App, stack: TerraformStack, synth: Synth, monkeypatch: pytest.MonkeyPatch, from_environment: bool
) -> None:
    KibanaProvider(stack, target=Target(tool="opentofu"))
    HcpTerraformBackend(stack, organization="o", workspace="w", hostname=None)
    if from_environment:
        monkeypatch.setenv("TF_CLOUD_HOSTNAME", "tfe.example")
        synth(stack).assert_encrypted_backend()
    else:
        monkeypatch.delenv("TF_CLOUD_HOSTNAME", raising=False)
        assert "terraform.cloud: hostname: OpenTofu needs it" in synth_refusal(cdk_app)
