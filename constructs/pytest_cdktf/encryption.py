"""Whether a stack keeps its state encrypted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kibana_connectors.terraform.state_encryption import encryption_of

_HINTS = {
    "s3": "give the backend encrypt=True and a kms_key_id",
    "gcs": "give the backend a kms_encryption_key",
}


def assert_encrypted_backend(terraform: Mapping[str, Any]) -> None:
    """Demand that the backend encrypts the state, or OpenTofu does.

    Args:
        terraform: The `terraform` block of a stack's JSON.

    Raises:
        AssertionError: Neither does.
    """
    __tracebackhide__ = True
    kind, encrypted = encryption_of(terraform)
    if encrypted:
        return
    problem = _opentofu_problem(terraform)
    if problem is None:
        return
    found = kind if "backend" in terraform else "a local file, for none is declared"
    hint = _HINTS.get(
        kind, "use an s3 backend with encrypt and kms_key_id, gcs with a key, azurerm, or HCP Terraform"
    )
    raise AssertionError(
        f"the state is not encrypted: the backend is {found}{problem}. To encrypt it, {hint}; or, with "
        "OpenTofu, set terraform.encryption with a state.method and state.enforced"
    )


def _opentofu_problem(terraform: Mapping[str, Any]) -> str | None:
    """Tell what keeps OpenTofu from encrypting the state: None if nothing does."""
    encryption = _only(terraform.get("encryption"))
    if encryption is None:
        return ""
    state = _only(encryption.get("state"))
    if state is None:
        return ", and terraform.encryption has no state"
    method = str(state.get("method", ""))
    if not method or method.startswith("method.unencrypted"):
        return ", and terraform.encryption.state has no method that encrypts"
    if state.get("enforced") is not True:
        return ", and terraform.encryption.state is not enforced"
    return None


def _only(block: Any) -> Mapping[str, Any] | None:
    """Give a block that may be written as a list of one."""
    if isinstance(block, list):
        block = block[0] if len(block) == 1 else None
    return block if isinstance(block, Mapping) else None
