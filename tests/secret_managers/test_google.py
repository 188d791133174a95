"""Secrets in Google Secret Manager: what one line writes. None can be read here; the form is checked."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformStack
from manager_samples import pager, secret_expression, told_version

from kibana_connectors import GoogleSecretManager
from pytest_cdktf import Synth

VERSION = "${data.google_secret_manager_secret_version.google_oncall_pager.version}"


@pytest.mark.parametrize("path", ["oncall-pager", "projects/ops/secrets/oncall-pager"])
def test_one_line_writes_everything(synth: Synth, path: str) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, GoogleSecretManager(stack, "google", project="ops").secret(path, key="routing_key"))

    document = synth(on_call).json

    whole = "projects/ops/secrets/oncall-pager"
    assert document["data"] == {
        "google_secret_manager_secret_version": {
            "google_oncall_pager": {"secret": whole, "fetch_secret_data": False}
        }
    }
    assert document["ephemeral"] == {
        "google_secret_manager_secret_version": {"google_oncall_pager": {"secret": whole, "version": VERSION}}
    }
    assert secret_expression(document) == (
        "jsondecode(ephemeral.google_secret_manager_secret_version.google_oncall_pager.secret_data)"
        '["routing_key"]'
    )
    assert told_version(document) == VERSION
    required = document["terraform"]["required_providers"]["google"]
    assert required == {"source": "hashicorp/google", "version": ">= 7.10, < 8"}


def test_a_version_that_is_given_is_read_without_a_data_source(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, GoogleSecretManager(stack, "google", project="ops").secret("pager", version="3"))

    document = synth(on_call).json

    (block,) = document["ephemeral"]["google_secret_manager_secret_version"].values()
    assert block["version"] == told_version(document) == "3"
    assert "data" not in document
