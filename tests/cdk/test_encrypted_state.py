"""The state of a stack with connectors must be encrypted; told at synth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, GcsBackend, LocalBackend, S3Backend, TerraformStack
from harness.refusals import NUMBER, refusal, synth_refusal
from harness.stacks import encrypt_state

from kibana_connectors import (
    EncryptedS3Backend,
    InvalidBackend,
    KibanaProvider,
    PagerDuty,
    SecretsMode,
    ServerLog,
    allow_unencrypted_state,
)
from pytest_cdktf import Synth


def test_unencrypted_state_is_refused_with_the_remedy(cdk_app: App, stack: TerraformStack) -> None:
    ServerLog(stack, "log", name="Log")

    message = synth_refusal(cdk_app)

    assert "stack" in message
    assert "not in an encrypted remote backend (found: local)" in message
    assert "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)" in message
    assert 'allow_unencrypted_state(self, reason="…")' in message


def test_a_stack_without_connectors_needs_no_encryption(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)

    assert synth(stack).backend is None


@pytest.mark.parametrize("reason", ["", "  ", None, NUMBER, True], ids=str)
def test_allowing_it_demands_a_reason(stack: TerraformStack, reason: Any) -> None:
    error = refusal(lambda: allow_unencrypted_state(stack, reason=reason), InvalidBackend)

    assert str(error) == "stack: allow_unencrypted_state: reason: expected a text that says why"


@pytest.mark.parametrize("scope", ["construct", "app", "none"])
def test_allowing_it_demands_a_stack(cdk_app: App, stack: TerraformStack, scope: str) -> None:
    given = {"construct": Construct(stack, "x"), "app": cdk_app, "none": None}[scope]

    error = refusal(lambda: allow_unencrypted_state(given, reason="why"), InvalidBackend)

    assert "expected a TerraformStack" in str(error)


def test_the_reason_is_a_warning_at_each_synth(stack: TerraformStack, synth: Synth) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a laboratory")
    ServerLog(stack, "log", name="Log")

    assert synth(stack).warnings == [("stack", "State with Kibana connectors is not encrypted: a laboratory")]


def test_no_reason_allows_secrets_in_unencrypted_state(cdk_app: App, stack: TerraformStack) -> None:
    allow_unencrypted_state(stack, reason="a laboratory")
    ServerLog(stack, "log", name="Log")
    PagerDuty(Construct(stack, "team"), "pager", name="On-call", secrets_mode=SecretsMode.STATE)

    message = synth_refusal(cdk_app)

    assert "stack/team/pager: secrets.routingKey: it is kept in the state (SecretsMode.STATE)" in message
    assert "SecretsMode.WRITE_ONLY" in message


BACKENDS: dict[str, tuple[Callable[[TerraformStack], object], str | None]] = {
    "ours": (encrypt_state, None),
    "s3": (
        lambda stack: S3Backend(stack, bucket="b", key="k", region="r", encrypt=True, kms_key_id="alias/k"),
        None,
    ),
    "gcs": (lambda stack: GcsBackend(stack, bucket="b", kms_encryption_key="k"), None),
    "s3-without-key": (lambda stack: S3Backend(stack, bucket="b", key="k", region="r", encrypt=True), "s3"),
    "s3-without-encrypt": (
        lambda stack: S3Backend(stack, bucket="b", key="k", region="r", kms_key_id="alias/k"),
        "s3",
    ),
    "gcs-without-key": (lambda stack: GcsBackend(stack, bucket="b"), "gcs"),
    "local": (lambda stack: LocalBackend(stack, path="x.tfstate"), "local"),
    "ours-replaced": (lambda stack: [encrypt_state(stack), stack.node.try_remove_child("backend")], "local"),
}


@pytest.mark.parametrize("mode", list(SecretsMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("backend", BACKENDS)
def test_which_backends_count_as_encrypted(
    cdk_app: App, stack: TerraformStack, synth: Synth, backend: str, mode: SecretsMode
) -> None:
    build, refused_as = BACKENDS[backend]
    build(stack)
    PagerDuty(stack, "pager", name="On-call", secrets_mode=mode)

    if refused_as is None:
        synth(stack).assert_encrypted_backend()
    else:
        assert f"(found: {refused_as})" in synth_refusal(cdk_app)


def test_an_override_that_turns_encryption_off_is_noticed(cdk_app: App, stack: TerraformStack) -> None:
    backend = EncryptedS3Backend(stack, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/k")
    backend.add_override("encrypt", False)
    ServerLog(stack, "log", name="Log")

    assert "not in an encrypted remote backend" in synth_refusal(cdk_app)
