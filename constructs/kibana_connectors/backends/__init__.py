"""Backends that keep a stack's state encrypted, away from the machine that deploys."""

from .azure import EncryptedAzureBackend
from .encryption_keys import (
    AwsKmsKey,
    AzureVaultKey,
    EncryptionKey,
    ExternalKey,
    GcpKmsKey,
    OpenBaoKey,
    Pbkdf2Key,
)
from .gcs import EncryptedGcsBackend
from .hcp_terraform import HcpTerraformBackend
from .opentofu_encryption import PLAIN_TEXT, OpenTofuEncryption
from .s3 import EncryptedS3Backend

__all__ = [
    "PLAIN_TEXT",
    "AwsKmsKey",
    "AzureVaultKey",
    "EncryptedAzureBackend",
    "EncryptedGcsBackend",
    "EncryptedS3Backend",
    "EncryptionKey",
    "ExternalKey",
    "GcpKmsKey",
    "HcpTerraformBackend",
    "OpenBaoKey",
    "OpenTofuEncryption",
    "Pbkdf2Key",
]
