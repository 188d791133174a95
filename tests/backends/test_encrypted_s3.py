"""EncryptedS3Backend: its block, and the arguments that it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import App, TerraformDataSource, TerraformStack
from harness.refusals import MARK, NUMBER, refusal

from kibana_connectors import EncryptedS3Backend, InvalidBackend, KibanaConnectorsError
from pytest_cdktf import Synth

S3 = {"bucket": "b", "key": "k", "region": "eu-west-1", "kms_key_id": "alias/k"}


def test_the_block(stack: TerraformStack, synth: Synth) -> None:
    EncryptedS3Backend(stack, **S3, endpoint="http://127.0.0.1:9000", profile="p")

    settings = {
        **S3,
        "profile": "p",
        "encrypt": True,
        "use_lockfile": True,
        "endpoints": {"s3": "http://127.0.0.1:9000"},
        "use_path_style": True,
        "skip_credentials_validation": True,
        "skip_metadata_api_check": True,
        "skip_region_validation": True,
        "skip_requesting_account_id": True,
        "skip_s3_checksum": True,
    }
    assert synth(stack).terraform["backend"] == {"s3": settings}


@pytest.mark.parametrize("value", ["", "  ", None, NUMBER, "token"], ids=str)
@pytest.mark.parametrize("name", ["bucket", "key", "region", "kms_key_id", "endpoint", "profile"])
def test_each_argument_must_be_a_text_that_is_known_at_synth(
    stack: TerraformStack, name: str, value: Any
) -> None:
    if value == "token":
        value = TerraformDataSource(stack, "it", terraform_resource_type="x").get_string_attribute("y")
    if value is None and name in ("endpoint", "profile"):
        EncryptedS3Backend(stack, **{**S3, name: None})
        return

    error = refusal(lambda: EncryptedS3Backend(stack, **{**S3, name: value}), InvalidBackend)

    assert str(error).startswith(f"stack (EncryptedS3Backend): {name}: expected a text")


@pytest.mark.parametrize(
    "endpoint", [MARK, f"s3.{MARK}.example", f"ftp://{MARK}", f"{MARK}:9000", "https://"], ids=str
)
def test_the_endpoint_must_be_a_web_url(stack: TerraformStack, endpoint: str) -> None:
    error = refusal(lambda: EncryptedS3Backend(stack, **S3, endpoint=endpoint), InvalidBackend)

    assert str(error) == (
        "stack (EncryptedS3Backend): endpoint: expected a URL that starts with https:// or http://, without "
        "user and password"
    )


def test_the_endpoint_must_hold_no_login(stack: TerraformStack) -> None:
    refusal(lambda: EncryptedS3Backend(stack, **S3, endpoint=f"https://u:{MARK}@x.example"), InvalidBackend)


def test_the_backend_must_be_in_a_stack(cdk_app: App) -> None:
    error = refusal(lambda: EncryptedS3Backend(cdk_app, **S3), KibanaConnectorsError)

    assert "expected a construct inside a TerraformStack" in str(error)
