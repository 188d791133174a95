"""The example of each kind of backend: synthesized without a credential, and encrypted."""

from __future__ import annotations

import pytest
from harness.cdk import App
from stacks import states

from pytest_cdktf import Synth


@pytest.mark.parametrize(
    ("keep_state", "kind"),
    [
        (states.in_s3, "s3"),
        (states.in_google_cloud, "gcs"),
        (states.in_azure, "azurerm"),
        (states.in_hcp_terraform, "cloud"),
        (states.in_postgres, "pg"),
    ],
)
def test_the_state_is_encrypted(cdk_app: App, synth: Synth, keep_state: object, kind: str) -> None:
    out = synth(states.OnCall(cdk_app, "oncall", keep_state))  # type: ignore[arg-type]

    out.assert_encrypted_backend()
    assert kind in {*out.terraform.get("backend", {}), *(["cloud"] if "cloud" in out.terraform else [])}
