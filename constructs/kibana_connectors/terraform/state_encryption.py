"""Which backends keep the state encrypted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def encryption_of(terraform: Mapping[str, Any]) -> tuple[str, bool]:
    """Tell the kind of backend, and whether it keeps the state encrypted.

    Args:
        terraform: The `terraform` block of a stack's JSON.
    """
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
