"""The state of a stack with connectors is in an encrypted remote backend."""

from __future__ import annotations

from collections.abc import Iterator

from ...gate.state_judge.encryption import own_key_hint
from .check import Check, CheckedStack

_BACKEND = "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)"


def _find(checked: CheckedStack) -> Iterator[str]:
    state = checked.state_encryption
    if not state.is_encrypted:
        obstacle = f"; {state.obstacle}" if state.obstacle else ""
        yield (
            "This stack holds Kibana connectors, and its state is not in an encrypted remote backend "
            f"(found: {state.backend}{obstacle}): endpoints, user names and channels would lie there in "
            f"plain text. {_BACKEND}{own_key_hint(state)}, or "
            'allow_unencrypted_state(self, reason="…") if that is right here'
        )


ENCRYPTED_STATE = Check("encrypted-state", _find, reads_file=True)
