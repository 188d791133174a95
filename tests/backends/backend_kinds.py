"""Every backend construct of ours, with the least that each takes."""

from __future__ import annotations

from typing import Any

from kibana_connectors import (
    EncryptedAzureBackend,
    EncryptedGcsBackend,
    EncryptedS3Backend,
    HcpTerraformBackend,
)

KMS_OF_GOOGLE = "projects/p/locations/l/keyRings/r/cryptoKeys/k"
LEAST: dict[Any, tuple[str, dict[str, Any]]] = {
    EncryptedS3Backend: (
        "s3",
        {"bucket": "b", "key": "k", "region": "eu-west-1", "kms_key_id": "alias/k"},
    ),
    EncryptedGcsBackend: ("gcs", {"bucket": "b", "kms_encryption_key": KMS_OF_GOOGLE}),
    EncryptedAzureBackend: (
        "azurerm",
        {"storage_account_name": "acct", "container_name": "tfstate", "key": "k"},
    ),
    HcpTerraformBackend: ("cloud", {"organization": "o", "workspace": "w"}),
}
"""Each class: its kind in Terraform, and arguments that are enough."""
