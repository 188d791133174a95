"""What looks like an encrypted state and is none, in every form of Terraform's JSON; and the level `any`."""

from __future__ import annotations

from typing import Any

import pytest
from either_engine import S3Backend, TerraformStack

from pytest_cdktf import Synth
from pytest_cdktf.encryption import Level, assert_encrypted_backend

KMS = {"encrypt": True, "kms_key_id": "alias/k"}
PBKDF2 = {"pbkdf2": {"k": {"passphrase": "${var.passphrase}"}}}
METHOD = {"aes_gcm": {"m": {"keys": "${key_provider.pbkdf2.k}"}}}
STATE = {"method": "${method.aes_gcm.m}", "enforced": True}


def opentofu(**more: Any) -> dict[str, Any]:
    return {
        "backend": {"http": {}},
        "encryption": {"key_provider": PBKDF2, "method": METHOD, "state": STATE, **more},
    }


def told(terraform: Any, level: Level) -> str:
    with pytest.raises(AssertionError) as caught:
        assert_encrypted_backend(terraform, level)
    return str(caught.value)


LOOKS_ENCRYPTED: dict[str, tuple[Any, str]] = {
    "text-true": (
        {"backend": {"s3": {**KMS, "encrypt": "true"}}},
        "encrypt is the text 'true', where true or false is expected",
    ),
    "expression-true": ({"backend": {"s3": {**KMS, "encrypt": "${true}"}}}, "encrypt is the text '${true}'"),
    "number": ({"backend": {"s3": {**KMS, "encrypt": 1}}}, "encrypt is of the type int"),
    "false-in-a-list": ({"backend": [{"s3": [{**KMS, "encrypt": False}]}]}, "the backend is s3"),
    "blank-key": ({"backend": {"s3": {**KMS, "kms_key_id": " "}}}, "kms_key_id is blank"),
    "no-key-name": ({"backend": {"gcs": {"kms_encryption_key": True}}}, "kms_encryption_key is of the type"),
    "two-backends": ({"backend": {"s3": KMS, "http": {}}}, "the backend is s3 and http"),
    "two-blocks": ({"backend": {"s3": [KMS, KMS]}}, "s3 is not one block"),
    "two-terraform-blocks": ([{"backend": {"s3": KMS}}, {"backend": {"http": {}}}], "s3 and http"),
    "unknown-method": (
        opentofu(method={"rot13": {"m": {}}}, state={**STATE, "method": "method.rot13.m"}),
        "terraform.encryption.state has a method that OpenTofu lacks: rot13",
    ),
    "unknown-key-provider": (
        opentofu(method={"aes_gcm": {"m": {"keys": "${key_provider.static.k}"}}}),
        "terraform.encryption has keys of a provider that OpenTofu lacks: static",
    ),
    "half-an-expression": (
        opentofu(state={**STATE, "method": "${method.aes_gcm.m"}),
        "no method that encrypts",
    ),
    "enforced-as-text": (opentofu(state={**STATE, "enforced": "true"}), "enforced is the text 'true'"),
    "plan-alone": (opentofu(state=None, plan=STATE), "terraform.encryption has no state"),
    "text-for-a-block": ({"backend": {"s3": "encrypt"}}, "s3 is not one block"),
}


@pytest.mark.parametrize("level", ["kms", "any"])
@pytest.mark.parametrize("name", LOOKS_ENCRYPTED)
def test_it_is_refused_and_the_reason_told(name: str, level: Level) -> None:
    terraform, reason = LOOKS_ENCRYPTED[name]
    if level == "any" and name in ("blank-key", "no-key-name"):
        assert_encrypted_backend(terraform, level)  # the storage has a key of its own
    else:
        assert reason in told(terraform, level)


BY_THE_STORAGE: dict[str, Any] = {
    "s3": {"s3": {"encrypt": True}},
    "s3-with-the-customer-s-key": {"s3": {"encrypt": True, "sse_customer_key": "k"}},
    "cos": {"cos": {"encrypt": True}},
    "cos-by-default": {"cos": {}},
    "oss": {"oss": {"encrypt": True}},
    "gcs": {"gcs": {}},
    "oci": {"oci": {}},
    "as-lists": [{"s3": [{"encrypt": True}]}],
}


@pytest.mark.parametrize("backend", BY_THE_STORAGE.values(), ids=BY_THE_STORAGE)
def test_a_key_of_the_storage_counts_for_the_level_any_alone(backend: Any) -> None:
    assert_encrypted_backend({"backend": backend}, "any")
    assert "; a key of the storage's own is enough with level='any'" in told({"backend": backend}, "kms")


@pytest.mark.parametrize(
    "backend",
    [
        {"s3": {}},
        {"s3": {"encrypt": False}},
        {"oss": {}},
        {"cos": {"encrypt": False}},
        {"pg": {}},
        {"http": {}},
    ],
)
def test_what_no_level_takes(backend: Any) -> None:
    assert "a key of the storage's own" not in told({"backend": backend}, "any")
    told({"backend": backend}, "kms")


@pytest.mark.parametrize("level", ["kms", "any"])
@pytest.mark.parametrize(
    "terraform",
    [
        {"backend": [{"s3": [KMS]}]},
        [{"backend": {"s3": KMS}}],
        {"cloud": [{}]},
        opentofu(),
        [opentofu()],
        opentofu(method=[{"aes_gcm": [{"m": [{"keys": "${key_provider.pbkdf2.k}"}]}]}]),
        opentofu(method={"external": {"m": {}}}, state={**STATE, "method": "${method.external.m}"}),
    ],
)
def test_what_every_level_takes_in_every_form(terraform: Any, level: Level) -> None:
    assert_encrypted_backend(terraform, level)


def test_a_level_that_does_not_exist(synth: Synth) -> None:
    out = synth(lambda stack: S3Backend(stack, bucket="b", key="k", encrypt=True))
    out.assert_encrypted_backend("any")
    out.assert_encrypted_backend(level="any")
    with pytest.raises(ValueError, match="level: expected 'kms' or 'any', got 'high'"):
        out.assert_encrypted_backend("high")  # type: ignore[arg-type]


def test_a_backend_in_a_list_by_an_override(synth: Synth) -> None:
    def stack(stack: TerraformStack) -> None:
        stack.add_override("terraform", [{"backend": [{"s3": [{"bucket": "b", **KMS}]}]}])

    synth(stack).assert_encrypted_backend()
