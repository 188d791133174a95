"""Whether a stack's state is encrypted where it is kept; the one definition of that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class StateEncryption(NamedTuple):
    """How a stack keeps its state.

    Attributes:
        backend: The kind of backend: `s3`, `local`, `cloud`, …
        is_encrypted: Whether the backend, or OpenTofu, encrypts the state.
        obstacle: Why OpenTofu does not encrypt it although `terraform.encryption` is there, else empty.
    """

    backend: str
    is_encrypted: bool
    obstacle: str


def encryption_of(terraform: Mapping[str, Any]) -> StateEncryption:
    """Return how a stack keeps its state.

    Args:
        terraform: The `terraform` block of a stack's JSON.
    """
    kind, by_backend = _by_backend(terraform)
    encryption = _only(terraform.get("encryption"))
    if by_backend or encryption is None:
        return StateEncryption(kind, by_backend, "")
    obstacle = _opentofu_obstacle(encryption)
    return StateEncryption(kind, not obstacle, obstacle)


def _by_backend(terraform: Mapping[str, Any]) -> tuple[str, bool]:
    if "cloud" in terraform:
        return "cloud", True
    backends: Mapping[str, Any] = terraform.get("backend") or {"local": {}}
    kind, settings = next(iter(backends.items()))
    encrypted = {
        "s3": bool(settings.get("encrypt")) and bool(settings.get("kms_key_id")),
        "gcs": bool(settings.get("kms_encryption_key") or settings.get("encryption_key")),
        "azurerm": True,  # Azure Storage encrypts everything it holds, and that cannot be turned off
        "remote": True,  # HCP Terraform and Terraform Enterprise encrypt all state
    }
    return kind, encrypted.get(kind, False)


def _opentofu_obstacle(encryption: Mapping[str, Any]) -> str:
    state = _only(encryption.get("state"))
    if state is None:
        return "terraform.encryption has no state"
    method = str(state.get("method", ""))
    if not method or method.startswith("method.unencrypted"):
        return "terraform.encryption.state has no method that encrypts"
    if state.get("enforced") is not True:
        return "terraform.encryption.state is not enforced"
    return ""


def _only(block: Any) -> Mapping[str, Any] | None:
    """Return a block that may be written as a list of one."""
    if isinstance(block, list):
        block = block[0] if len(block) == 1 else None
    return block if isinstance(block, Mapping) else None
