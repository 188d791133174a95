"""EncryptedGcsBackend: its block, its two kinds of key, and the arguments that it refuses."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from backend_kinds import KMS_OF_GOOGLE
from harness.cdk import App, TerraformStack
from harness.refusals import MARK, NUMBER, refusal, synth_refusal

from kibana_connectors import EncryptedGcsBackend, InvalidBackend, ServerLog
from pytest_cdktf import Synth

OWN_KEY = base64.b64encode(bytes(32)).decode()


def test_the_block(stack: TerraformStack, synth: Synth) -> None:
    settings = {
        "bucket": "b",
        "prefix": "kibana",
        "kms_encryption_key": KMS_OF_GOOGLE,
        "impersonate_service_account": "deploy@p.iam.gserviceaccount.com",
        "impersonate_service_account_delegates": ["a@p.iam.gserviceaccount.com"],
    }
    EncryptedGcsBackend(stack, **settings, endpoint="https://storage.example/storage/v1/b")

    assert synth(stack).terraform["backend"] == {
        "gcs": {**settings, "storage_custom_endpoint": "https://storage.example/storage/v1/b"}
    }


@pytest.mark.parametrize(
    "key", [MARK, f"projects/{MARK}", f"/{KMS_OF_GOOGLE}", f"{KMS_OF_GOOGLE}/cryptoKeyVersions/1", "", NUMBER]
)
def test_the_key_must_be_one_of_cloud_kms(stack: TerraformStack, key: Any) -> None:
    error = refusal(lambda: EncryptedGcsBackend(stack, bucket="b", kms_encryption_key=key), InvalidBackend)

    assert "kms_encryption_key: expected" in str(error)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, "kms_encryption_key or key_from_environment: expected one of them"),
        ({"key_from_environment": False}, "expected one of them"),
        (
            {"kms_encryption_key": KMS_OF_GOOGLE, "key_from_environment": True},
            "kms_encryption_key and key_from_environment: exclude each other",
        ),
        ({"key_from_environment": "yes"}, "key_from_environment: expected True or False"),
    ],
)
def test_there_must_be_one_key(stack: TerraformStack, keys: dict[str, Any], expected: str) -> None:
    assert expected in str(refusal(lambda: EncryptedGcsBackend(stack, bucket="b", **keys), InvalidBackend))


@pytest.mark.parametrize(
    ("value", "is_key"),
    [(OWN_KEY, True), (f" {OWN_KEY}\n", True), ("c2hvcnQ=", False), (MARK, False), ("", False)],
)
def test_a_key_from_the_environment_must_be_there(
    cdk_app: App,
    stack: TerraformStack,
    synth: Synth,
    monkeypatch: pytest.MonkeyPatch,
    value: str,
    is_key: bool,
) -> None:
    monkeypatch.setenv("GOOGLE_ENCRYPTION_KEY", value)
    EncryptedGcsBackend(stack, bucket="b", key_from_environment=True)
    ServerLog(stack, "log", name="Log")

    if is_key:
        synth(stack).assert_encrypted_backend()
    else:
        assert "GOOGLE_ENCRYPTION_KEY" in synth_refusal(cdk_app)
