"""Whether a stack's state is encrypted where it is kept.

Judged by strict types: what Terraform would have to convert is not taken for an answer.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from .backend_blocks import declared_backends, encryption_blocks, is_cdktfs_own, is_text, only
from .opentofu_encryption import state_of


class StateEncryption(NamedTuple):
    """How a stack keeps its state.

    Attributes:
        backend: The kind of backend: `s3`, `local`, `cloud`, …
        is_encrypted: Whether the backend, or OpenTofu, encrypts the state.
        obstacle: Why OpenTofu does not encrypt it although `terraform.encryption` is there, or what is
            missing in the environment; else empty.
    """

    backend: str
    is_encrypted: bool
    obstacle: str


_ENCRYPTED_ALWAYS = {
    "azurerm",  # Azure Storage encrypts everything it holds, and that cannot be turned off
    "remote",  # HCP Terraform and Terraform Enterprise encrypt all state
    "cloud",
}
_KEY_BYTES = 32


def encryption_of(terraform: Any, environ: Mapping[str, str] = os.environ) -> StateEncryption:
    """Return how a stack keeps its state.

    Args:
        terraform: The `terraform` block of a stack's JSON. The `local` backend that CDKTF adds beside one
            that was given by an override does not count.
        environ: The environment, from which S3 and GCS may have the customer's key.
    """
    backends = declared_backends(terraform)
    if len(backends) > 1:
        own = [kind for kind, given in backends.items() if kind == "local" and is_cdktfs_own(given, None)]
        backends = {kind: given for kind, given in backends.items() if kind not in own}
    kind = " and ".join(backends) or "local"
    by_backend = len(backends) == 1 and _encrypts(kind, backends[kind], environ)
    encryptions = encryption_blocks(terraform)
    if by_backend or not encryptions:
        return StateEncryption(kind, by_backend, "")
    obstacle = state_of(encryptions).obstacle
    return StateEncryption(kind, not obstacle, obstacle)


def has_customer_key(environ: Mapping[str, str], name: str) -> bool:
    """Whether the environment holds a key of 32 bytes in base64, or names a file with one."""
    text = environ.get(name, "").strip()
    try:
        return len(base64.b64decode(text, validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def _encrypts(kind: str, given: Any, environ: Mapping[str, str]) -> bool:
    settings = only(given)
    if settings is None:
        return False
    if kind == "s3":
        has_key = is_text(settings.get("kms_key_id")) or (
            settings.get("kms_key_id") is None and has_customer_key(environ, "AWS_SSE_CUSTOMER_KEY")
        )
        return settings.get("encrypt") is True and has_key
    if kind == "gcs":
        given_key = settings.get("kms_encryption_key")
        if given_key is not None:
            return is_text(given_key)
        return is_text(environ.get("GOOGLE_KMS_ENCRYPTION_KEY")) or has_customer_key(
            environ, "GOOGLE_ENCRYPTION_KEY"
        )
    return kind in _ENCRYPTED_ALWAYS
