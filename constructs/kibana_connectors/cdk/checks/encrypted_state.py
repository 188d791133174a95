"""The state of a stack with connectors is in an encrypted remote backend."""

from __future__ import annotations

from collections.abc import Iterator

from ...terraform.secrets_mode import SecretsMode
from .check import Check, CheckedStack

_BACKEND = "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)"


def _find(checked: CheckedStack) -> Iterator[str]:
    state = checked.state_encryption
    if not state.is_encrypted:
        obstacle = f"; {state.obstacle}" if state.obstacle else ""
        yield (
            "This stack holds Kibana connectors, and its state is not in an encrypted remote backend "
            f"(found: {state.backend}{obstacle}): endpoints, user names and channels would lie there in "
            f'plain text. {_BACKEND}, or allow_unencrypted_state(self, reason="…") if that is right here'
        )


def _find_secrets(checked: CheckedStack) -> Iterator[str]:
    state = checked.state_encryption
    if state.is_encrypted:
        return
    record = checked.record
    for declaration in record.declarations:
        if declaration.mode(record.settings_of(declaration)) is SecretsMode.STATE:
            yield (
                f"{declaration.path} keeps its secrets in the state (SecretsMode.STATE), and the state is "
                f"not in an encrypted remote backend (found: {state.backend}). {_BACKEND}, or use "
                "SecretsMode.WRITE_ONLY, which needs Terraform or OpenTofu 1.11"
            )
            return  # the backend is the stack's: one connector shows it


ENCRYPTED_STATE = Check("encrypted-state", _find)
ENCRYPTED_SECRETS = Check("encrypted-secrets-in-state", _find_secrets, can_be_suppressed=False)
