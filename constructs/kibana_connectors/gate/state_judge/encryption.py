"""Whether a stack's state is encrypted where it is kept.

Judged by strict types: what Terraform would have to convert is not taken for an answer.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from .blocks import declared_backends, encryption_blocks, is_cdktfs_own, is_text, only
from .opentofu import state_of

Level: TypeAlias = Literal["kms", "any"]
"""What counts as encrypted: by a key that the user controls, or in any way.

`kms` wants a key of a key management service, or the customer's own, where a backend can have one. What
always encrypts, and has no such setting, counts too. `any` also takes a key that is the storage's own.
"""


class StateEncryption(NamedTuple):
    """How a stack keeps its state.

    Attributes:
        backend: The kind of backend: `s3`, `local`, `cloud`, …
        is_encrypted: Whether the backend, or OpenTofu, encrypts the state.
        obstacle: Why OpenTofu does not encrypt it although `terraform.encryption` is there; else empty.
    """

    backend: str
    is_encrypted: bool
    obstacle: str


_ENCRYPTED_ALWAYS = {
    "azurerm",  # Azure Storage encrypts everything it holds, and that cannot be turned off
    "remote",  # HCP Terraform and Terraform Enterprise encrypt all state
    "cloud",
}
_KEYS = {
    "s3": ("kms_key_id", "AWS_SSE_CUSTOMER_KEY"),
    "gcs": ("kms_encryption_key", "GOOGLE_ENCRYPTION_KEY"),
    "oci": ("kms_key_id", ""),
}
"""The setting that names a key of a KMS, and the variable with the customer's own key.

The tools read the same variables when they deploy. That the key is there at synth does not prove that it will
be then; that it is not there is taken for a mistake.
"""
_KEY_BYTES = 32
_BY_THE_STORAGE = {"s3": False, "oss": False, "cos": True, "gcs": True, "oci": True}
"""Storages that encrypt with a key of their own, and whether they do so where nothing is said.

S3, OSS and COS are asked to by `encrypt`; Google's and Oracle's storages have no such setting.
"""


def encryption_of(
    terraform: Any, environ: Mapping[str, str] = os.environ, level: Level = "kms"
) -> StateEncryption:
    """Return how a stack keeps its state.

    Args:
        terraform: The `terraform` block of a stack's JSON. The `local` backend that CDKTF adds beside one
            that was given by an override does not count.
        environ: The environment, from which S3 and GCS may have the customer's key.
        level: What counts as encrypted.
    """
    backends = declared_backends(terraform)
    if len(backends) > 1:
        own = [kind for kind, given in backends.items() if kind == "local" and is_cdktfs_own(given, None)]
        backends = {kind: given for kind, given in backends.items() if kind not in own}
    kind = " and ".join(backends) or "local"
    by_backend = len(backends) == 1 and _encrypts(kind, backends[kind], environ, level)
    encryptions = encryption_blocks(terraform)
    if by_backend or not encryptions:
        return StateEncryption(kind, by_backend, "")
    obstacle = state_of(encryptions).obstacle
    return StateEncryption(kind, not obstacle, obstacle)


def own_key_hint(state: StateEncryption) -> str:
    """Return how a backend can have the customer's own key, which is in no file; empty for other backends."""
    variable = _KEYS.get(state.backend, ("", ""))[1]
    if not variable:
        return ""
    return f"; or, for a key of your own, set {variable} (32 bytes in base64) where this is synthesized too"


def has_customer_key(environ: Mapping[str, str], name: str) -> bool:
    """Whether the environment holds a key of 32 bytes in base64."""
    text = environ.get(name, "").strip()
    try:
        return len(base64.b64decode(text, validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def _encrypts(kind: str, given: Any, environ: Mapping[str, str], level: Level) -> bool:
    settings = only(given)
    if settings is None:
        return False
    if level == "any" and kind in _BY_THE_STORAGE:
        asked = settings.get("encrypt")
        return _BY_THE_STORAGE[kind] if asked is None else asked is True
    if kind in _KEYS:
        setting, variable = _KEYS[kind]
        key = settings.get(setting)
        has_key = is_text(key) if key is not None else has_customer_key(environ, variable)
        return has_key and (kind != "s3" or settings.get("encrypt") is True)
    return kind in _ENCRYPTED_ALWAYS
