"""Whether a stack's state is encrypted: one answer, for the check at synth and for the pytest plugin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from harness.cdk import (
    App,
    AzurermBackend,
    CloudBackend,
    GcsBackend,
    HttpBackend,
    LocalBackend,
    NamedCloudWorkspace,
    NamedRemoteWorkspace,
    RemoteBackend,
    S3Backend,
    TerraformStack,
)
from harness.stacks import encrypt_state

from kibana_connectors import ServerLog, SynthesisError
from kibana_connectors import synth as synth_app
from kibana_connectors.gate.state import StateEncryption, encryption_of
from pytest_cdktf import Synth

METHOD = {"aes_gcm": {"m": {"keys": "${key_provider.pbkdf2.k}"}}}
STATE = {"method": "${method.aes_gcm.m}", "enforced": True}
OPENTOFU = {"method": METHOD, "state": STATE}
KMS = {"encrypt": True, "kms_key_id": "alias/k"}
S3 = {"bucket": "b", "key": "k", "region": "eu-west-1"}


@pytest.mark.parametrize(
    ("terraform", "expected"),
    [
        pytest.param({}, StateEncryption("local", False, ""), id="nothing"),
        pytest.param({"backend": {}}, StateEncryption("local", False, ""), id="no-backend"),
        pytest.param({"backend": {"s3": KMS}}, StateEncryption("s3", True, ""), id="s3"),
        pytest.param(
            {"backend": {"s3": {**KMS, "encrypt": False}}}, StateEncryption("s3", False, ""), id="s3-off"
        ),
        pytest.param(
            {"backend": {"s3": {**KMS, "encrypt": "false"}}},
            StateEncryption("s3", False, ""),
            id="s3-off-as-text",
        ),
        pytest.param(
            {"backend": {"s3": {**KMS, "kms_key_id": " "}}},
            StateEncryption("s3", False, ""),
            id="s3-blank-key",
        ),
        pytest.param(
            {"backend": {"gcs": {"kms_encryption_key": "k"}}}, StateEncryption("gcs", True, ""), id="gcs"
        ),
        pytest.param(
            {"backend": {"gcs": {"encryption_key": "k"}}},
            StateEncryption("gcs", False, ""),
            id="gcs-with-a-key-in-the-file",
        ),
        pytest.param(
            {"backend": {"s3": KMS, "local": {}}},
            StateEncryption("s3 and local", False, ""),
            id="several-backends",
        ),
        pytest.param({"backend": {"s3": "x"}}, StateEncryption("s3", False, ""), id="no-object"),
        pytest.param(
            {"encryption": {**OPENTOFU, "method": {}}},
            StateEncryption(
                "local", False, "terraform.encryption does not declare the method that its state names"
            ),
            id="opentofu-undeclared-method",
        ),
        pytest.param(
            {
                "encryption": {
                    **OPENTOFU,
                    "state": {**STATE, "fallback": {"method": "${method.unencrypted.m}"}},
                }
            },
            StateEncryption(
                "local",
                False,
                "terraform.encryption.state has a fallback, which also reads what is not encrypted",
            ),
            id="opentofu-fallback",
        ),
        pytest.param({"backend": {"azurerm": {}}}, StateEncryption("azurerm", True, ""), id="azurerm"),
        pytest.param({"backend": {"remote": {}}}, StateEncryption("remote", True, ""), id="remote"),
        pytest.param({"cloud": {}}, StateEncryption("cloud", True, ""), id="cloud"),
        pytest.param({"encryption": OPENTOFU}, StateEncryption("local", True, ""), id="opentofu"),
        pytest.param(
            {"encryption": [{**OPENTOFU, "state": [STATE]}], "backend": {"http": {}}},
            StateEncryption("http", True, ""),
            id="opentofu-as-lists",
        ),
        pytest.param(
            {"encryption": {"method": METHOD}},
            StateEncryption("local", False, "terraform.encryption has no state"),
            id="opentofu-plan-alone",
        ),
        pytest.param(
            {"encryption": {"state": {"enforced": True}}},
            StateEncryption("local", False, "terraform.encryption.state has no method that encrypts"),
            id="opentofu-no-method",
        ),
        pytest.param(
            {"encryption": {"state": {**STATE, "method": "method.unencrypted.m"}}},
            StateEncryption("local", False, "terraform.encryption.state has no method that encrypts"),
            id="opentofu-unencrypted",
        ),
        pytest.param(
            {"encryption": {"state": {**STATE, "method": "${method.unencrypted.m}"}}},
            StateEncryption("local", False, "terraform.encryption.state has no method that encrypts"),
            id="opentofu-unencrypted-as-expression",
        ),
        pytest.param(
            {"encryption": {"state": {"method": "method.aes_gcm.m"}}},
            StateEncryption("local", False, "terraform.encryption.state is not enforced"),
            id="opentofu-not-enforced",
        ),
        pytest.param(
            {"backend": {"s3": KMS}, "encryption": {}},
            StateEncryption("s3", True, ""),
            id="s3-decides-before-opentofu",
        ),
    ],
)
def test_what_counts_as_encrypted(terraform: dict[str, Any], expected: StateEncryption) -> None:
    assert encryption_of(terraform) == expected


STACKS: dict[str, tuple[Callable[[TerraformStack], object], bool]] = {
    "nothing": (lambda stack: None, False),
    "local": (LocalBackend, False),
    "ours": (encrypt_state, True),
    "s3": (lambda stack: S3Backend(stack, **S3, **KMS), True),
    "s3-without-key": (lambda stack: S3Backend(stack, **S3, encrypt=True), False),
    "s3-turned-off": (lambda stack: S3Backend(stack, **S3, **KMS).add_override("encrypt", False), False),
    "s3-turned-off-in-the-stack": (
        lambda stack: [
            S3Backend(stack, **S3, **KMS),
            stack.add_override("terraform.backend.s3.encrypt", False),
        ],
        False,
    ),
    "s3-turned-on-in-the-stack": (
        lambda stack: [
            S3Backend(stack, **S3, encrypt=True),
            stack.add_override("terraform.backend.s3.kms_key_id", "alias/k"),
        ],
        True,
    ),
    "gcs": (lambda stack: GcsBackend(stack, bucket="b", kms_encryption_key="k"), True),
    "gcs-without-key": (lambda stack: GcsBackend(stack, bucket="b"), False),
    "azurerm": (
        lambda stack: AzurermBackend(stack, storage_account_name="a", container_name="c", key="k"),
        True,
    ),
    "remote": (
        lambda stack: RemoteBackend(stack, organization="o", workspaces=NamedRemoteWorkspace("w")),
        True,
    ),
    "cloud": (
        lambda stack: CloudBackend(stack, organization="o", workspaces=NamedCloudWorkspace("w")),
        True,
    ),
    "http": (lambda stack: HttpBackend(stack, address="https://state.example"), False),
    "opentofu": (lambda stack: stack.add_override("terraform.encryption", OPENTOFU), True),
    "opentofu-as-a-list": (lambda stack: stack.add_override("terraform.encryption", [OPENTOFU]), True),
    "opentofu-with-http": (
        lambda stack: [
            HttpBackend(stack, address="https://state.example"),
            stack.add_override("terraform.encryption", OPENTOFU),
        ],
        True,
    ),
    "opentofu-not-enforced": (
        lambda stack: stack.add_override(
            "terraform.encryption", {**OPENTOFU, "state": {"method": "${method.aes_gcm.m}"}}
        ),
        False,
    ),
    "opentofu-unencrypted": (
        lambda stack: stack.add_override(
            "terraform.encryption",
            {"method": {"unencrypted": {"m": {}}}, "state": {**STATE, "method": "method.unencrypted.m"}},
        ),
        False,
    ),
}
"""How a stack keeps its state, and whether it is encrypted there."""

each_stack = pytest.mark.parametrize(
    ("build", "is_encrypted"), [pytest.param(*case, id=name) for name, case in STACKS.items()]
)


@each_stack
def test_the_check_at_synth(
    cdk_app: App, stack: TerraformStack, build: Callable[[TerraformStack], object], is_encrypted: bool
) -> None:
    ServerLog(stack, "log", name="Log")
    build(stack)

    if is_encrypted:
        synth_app(cdk_app)
    else:
        with pytest.raises(SynthesisError, match="its state is not in an encrypted remote backend"):
            synth_app(cdk_app)


@each_stack
def test_the_assertion_of_the_pytest_plugin(
    stack: TerraformStack, synth: Synth, build: Callable[[TerraformStack], object], is_encrypted: bool
) -> None:
    ServerLog(stack, "log", name="Log")
    build(stack)

    out = synth(stack, validations=False)

    if is_encrypted:
        out.assert_encrypted_backend()
    else:
        with pytest.raises(AssertionError, match="the state is not encrypted"):
            out.assert_encrypted_backend()
