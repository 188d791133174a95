"""The assertion that a stack's state is encrypted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kibana_connectors.gate.state_encryption import encryption_of

_HINTS = {
    "s3": "give the backend encrypt=True and a kms_key_id",
    "gcs": "give the backend a kms_encryption_key",
}


def assert_encrypted_backend(terraform: Mapping[str, Any]) -> None:
    """Check that the backend or OpenTofu encrypts the state.

    Args:
        terraform: The `terraform` block of a stack's JSON.

    Raises:
        AssertionError: Neither does.
    """
    __tracebackhide__ = True
    state = encryption_of(terraform)
    if state.is_encrypted:
        return
    found = state.backend if "backend" in terraform else "a local file, for none is declared"
    obstacle = f", and {state.obstacle}" if state.obstacle else ""
    hint = _HINTS.get(
        state.backend,
        "use an s3 backend with encrypt and kms_key_id, gcs with a key, azurerm, or HCP Terraform",
    )
    raise AssertionError(
        f"the state is not encrypted: the backend is {found}{obstacle}. To encrypt it, {hint}; or, with "
        "OpenTofu, set terraform.encryption with a state.method and state.enforced"
    )
