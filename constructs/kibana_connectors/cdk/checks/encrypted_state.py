"""The state of a stack with connectors is in an encrypted remote backend."""

from __future__ import annotations

from collections.abc import Iterator

from ...gate.state_judge.encryption import own_key_hint
from ...policies.demands.encrypted_state import EncryptedState
from .check import Check, CheckedStack, Wrong

_BACKEND = "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)"


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    state = checked.state_encryption
    if not state.is_encrypted:
        obstacle = f"; {state.obstacle}" if state.obstacle else ""
        yield Wrong(
            checked.record.path,
            "This stack holds Kibana connectors, and its state is not in an encrypted remote backend "
            f"(found: {state.backend}{obstacle}): endpoints, user names and channels would lie there in "
            f"plain text. {_BACKEND}{own_key_hint(state)}, or "
            'allow_unencrypted_state(self, reason="…") if that is right here',
        )


ENCRYPTED_STATE = Check(EncryptedState, _find, reads_file=True)
