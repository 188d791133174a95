"""What counts as an encrypted backend."""

from __future__ import annotations

from typing import Any

import pytest
from either_engine import GcsBackend, HttpBackend, LocalBackend, S3Backend, TerraformStack
from sample_stacks import Plain

from pytest_cdktf import Synth
from pytest_cdktf.encryption import assert_encrypted_backend

METHOD = {"aes_gcm": {"m": {"keys": "${key_provider.pbkdf2.k}"}}}
STATE = {"method": "method.aes_gcm.m", "enforced": True}


@pytest.mark.parametrize(
    "terraform",
    [
        {"backend": {"s3": {"encrypt": True, "kms_key_id": "alias/x"}}},
        {"backend": {"gcs": {"kms_encryption_key": "projects/x"}}},
        {"backend": {"azurerm": {}}},
        {"backend": {"remote": {}}},
        {"cloud": {}},
        {"encryption": {"method": METHOD, "state": STATE}},
        {"encryption": [{"method": METHOD, "state": [STATE]}], "backend": {"http": {}}},
    ],
)
def test_what_counts_as_encrypted(terraform: dict[str, Any]) -> None:
    assert_encrypted_backend(terraform)


WAY_OUT = "or, with OpenTofu, set terraform.encryption with a state.method and state.enforced"
ANY = "; a key of the storage's own is enough with level='any'"
OTHER = "use an s3 backend with encrypt and kms_key_id, gcs with a key, azurerm, or HCP Terraform"


@pytest.mark.parametrize(
    ("terraform", "found", "hint"),
    [
        ({}, "a local file, for none is declared", OTHER),
        ({"backend": {"local": {}}}, "local", OTHER),
        (
            {"backend": {"s3": {"encrypt": True}}},
            "s3",
            "give the backend encrypt=True and a kms_key_id" + ANY,
        ),
        ({"backend": {"s3": {"kms_key_id": "x"}}}, "s3", "give the backend encrypt=True and a kms_key_id"),
        (
            {"backend": {"gcs": {}}},
            "gcs",
            "give the backend a kms_encryption_key" + ANY,
        ),
        ({"backend": {"http": {}}, "encryption": {}}, "http, and terraform.encryption has no state", OTHER),
        (
            {"backend": {"http": {}}, "encryption": {"state": {"enforced": True}}},
            "http, and terraform.encryption.state has no method that encrypts",
            OTHER,
        ),
        (
            {
                "backend": {"http": {}},
                "encryption": {"state": {"method": "method.unencrypted.m", "enforced": True}},
            },
            "http, and terraform.encryption.state has no method that encrypts",
            OTHER,
        ),
        (
            {"backend": {"http": {}}, "encryption": {"state": {"method": "method.aes_gcm.m"}}},
            "http, and terraform.encryption.state is not enforced",
            OTHER,
        ),
    ],
)
def test_what_does_not_count_as_encrypted_is_told(terraform: dict[str, Any], found: str, hint: str) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_encrypted_backend(terraform)
    assert str(caught.value) == (
        f"the state is not encrypted: the backend is {found}. To encrypt it, {hint}; {WAY_OUT}"
    )


def test_backends_of_stacks(synth: Synth, stack: TerraformStack) -> None:
    synth(Plain).assert_encrypted_backend()
    synth(lambda stack: GcsBackend(stack, bucket="b", kms_encryption_key="k")).assert_encrypted_backend()
    for wrong in (
        lambda stack: LocalBackend(stack),
        lambda stack: HttpBackend(stack, address="https://state.example"),
        lambda stack: S3Backend(stack, bucket="b", key="k", encrypt=True),
    ):
        with pytest.raises(AssertionError, match="the state is not encrypted"):
            synth(wrong).assert_encrypted_backend()
