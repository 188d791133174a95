"""The state of a stack with connectors is in an encrypted remote backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...gate.state_judge.encryption import encryption_of, own_key_hint
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity


class EncryptedState(Policy):
    """The state is encrypted."""

    id: ClassVar[str] = "encrypted-state"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Endpoints, user names and channels of connectors lie in the state in plain text."
    remedy: ClassVar[str] = (
        "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…), or another encrypted backend"
    )
    check: ClassVar[str] = id
    is_of_stacks: ClassVar[bool] = True

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield that the state is not encrypted."""
        if not stack.connectors and not stack.rules:
            return
        state = encryption_of(stack.file.document.raw.get("terraform"))
        if not state.is_encrypted:
            obstacle = f"; {state.obstacle}" if state.obstacle else ""
            message = f"its state is not in an encrypted remote backend (found: {state.backend}{obstacle})"
            yield self.found(stack, message, remedy=f"{self.remedy}{own_key_hint(state)}")
