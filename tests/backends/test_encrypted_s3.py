"""EncryptedS3Backend: its block, and the arguments that it refuses."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from harness.cdk import App, TerraformDataSource, TerraformStack
from harness.refusals import MARK, NUMBER, refusal, synth_refusal

from kibana_connectors import EncryptedS3Backend, InvalidBackend, KibanaConnectorsError, ServerLog
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


@pytest.mark.parametrize(
    "key",
    [
        "alias/k",
        "alias/a/b_c-d",
        "1234abcd-12ab-34cd-86ef-1234567890ab",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
        "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab",
        "arn:aws-cn:kms:cn-north-1:123456789012:alias/k",
        "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    ],
)
def test_forms_of_a_kms_key(stack: TerraformStack, synth: Synth, key: str) -> None:
    EncryptedS3Backend(stack, **{**S3, "kms_key_id": key})

    assert synth(stack).terraform["backend"]["s3"]["kms_key_id"] == key


@pytest.mark.parametrize(
    "key",
    [
        MARK,
        "1234abcd-12ab-34cd-56ef-1234567890ab",  # the placeholder of many examples
        "1234ABCD-12AB-34CD-86EF-1234567890AB",
        "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws:s3:::bucket",
        "alias/",
        "alias/a b",
        "mrk-12",
    ],
)
def test_other_forms_of_a_kms_key_are_refused(stack: TerraformStack, key: str) -> None:
    error = refusal(lambda: EncryptedS3Backend(stack, **{**S3, "kms_key_id": key}), InvalidBackend)

    assert "kms_key_id: expected a KMS key as Terraform and OpenTofu take it" in str(error)


ROLE = "arn:aws:iam::123456789012:role/deploy"


def test_a_role_and_more(stack: TerraformStack, synth: Synth) -> None:
    more = {
        "assume_role": {
            "role_arn": ROLE,
            "session_name": "ci",
            "external_id": "e1",
            "duration": "1h30m",
            "tags": {"CostCenter": "x"},
            "transitive_tag_keys": ["CostCenter"],
        },
        "endpoints": {"sts": "https://sts.example", "iam": "https://iam.example"},
        "workspace_key_prefix": "spaces",
        "allowed_account_ids": ["123456789012"],
        "custom_ca_bundle": "/etc/ca.pem",
    }
    EncryptedS3Backend(stack, **S3, **more)

    assert synth(stack).terraform["backend"] == {"s3": {**S3, **more, "encrypt": True, "use_lockfile": True}}


def test_a_web_identity(stack: TerraformStack, synth: Synth) -> None:
    role = {"role_arn": ROLE, "web_identity_token_file": "/run/token", "duration": "15m"}
    EncryptedS3Backend(stack, **S3, assume_role_with_web_identity=role)

    assert synth(stack).terraform["backend"]["s3"]["assume_role_with_web_identity"] == role


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"assume_role": MARK}, "assume_role"),
        ({"assume_role": {}}, "assume_role.role_arn"),
        ({"assume_role": {"role_arn": MARK}}, "assume_role.role_arn"),
        ({"assume_role": {"role_arn": ROLE, "session_name": "a"}}, "assume_role.session_name"),
        ({"assume_role": {"role_arn": ROLE, "duration": "5m"}}, "assume_role.duration"),
        ({"assume_role": {"role_arn": ROLE, "duration": "13h"}}, "assume_role.duration"),
        ({"assume_role": {"role_arn": ROLE, "duration": 900}}, "assume_role.duration"),
        ({"assume_role": {"role_arn": ROLE, "policy": MARK}}, "assume_role.policy"),
        ({"assume_role": {"role_arn": ROLE, "policy_arns": MARK}}, "assume_role.policy_arns"),
        ({"assume_role": {"role_arn": ROLE, "tags": {"a": NUMBER}}}, "assume_role.tags"),
        ({"assume_role": {"role_arn": ROLE, "sesion_name": "ab"}}, "assume_role.sesion_name"),
        ({"assume_role": {"role_arn": ROLE, "token": MARK}}, "assume_role.token"),
        (
            {"assume_role_with_web_identity": {"role_arn": ROLE, "web_identity_token": MARK}},
            "assume_role_with_web_identity.web_identity_token",
        ),
        ({"endpoints": {"sts": MARK}}, "endpoints.sts"),
        ({"endpoints": {"kms": "https://x.example"}}, "endpoints.kms"),
        (
            {"endpoint": "https://x.example", "endpoints": {"s3": "https://y.example"}},
            "endpoint and endpoints.s3",
        ),
        ({"allowed_account_ids": []}, "allowed_account_ids"),
        ({"key_from_environment": True}, "kms_key_id and key_from_environment"),
        ({"key_from_environment": "yes"}, "key_from_environment"),
    ],
)
def test_what_is_refused(stack: TerraformStack, more: dict[str, Any], field: str) -> None:
    error = refusal(lambda: EncryptedS3Backend(stack, **S3, **more), InvalidBackend)

    assert f"{field}: " in str(error)


OWN = {name: value for name, value in S3.items() if name != "kms_key_id"}


def test_a_key_from_the_environment(
    stack: TerraformStack, synth: Synth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SSE_CUSTOMER_KEY", base64.b64encode(bytes(32)).decode())
    EncryptedS3Backend(stack, **OWN, key_from_environment=True)
    ServerLog(stack, "log", name="Log")

    out = synth(stack)

    assert out.terraform["backend"] == {"s3": {**OWN, "encrypt": True, "use_lockfile": True}}
    out.assert_encrypted_backend()


@pytest.mark.parametrize("value", [None, "", MARK, "c2hvcnQ="])
def test_a_key_from_the_environment_must_be_there(
    cdk_app: App, stack: TerraformStack, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("AWS_SSE_CUSTOMER_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("AWS_SSE_CUSTOMER_KEY", value)
    EncryptedS3Backend(stack, **OWN, key_from_environment=True)
    ServerLog(stack, "log", name="Log")

    assert "set AWS_SSE_CUSTOMER_KEY (32 bytes in base64)" in synth_refusal(cdk_app)
