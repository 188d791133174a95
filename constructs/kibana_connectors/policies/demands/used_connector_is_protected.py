"""A connector that rules use is not deleted by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...gate.document import bodies
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity


class UsedConnectorIsProtected(Policy):
    """A connector that a rule uses has prevent_destroy."""

    id: ClassVar[str] = "used-connector-is-protected"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "A change of code that deletes it leaves its rules failing; they can be neither edited nor exported."
    )
    remedy: ClassVar[str] = "Add lifecycle prevent_destroy to the connector"

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the connectors that are used, and not protected."""
        used = stack.connectors_in_use
        told: set[str] = set()
        for connector in stack.connectors:
            if connector.address not in used or connector.block in told:
                continue
            lifecycle = bodies(connector.body.get("lifecycle"))
            if not any(each.get("prevent_destroy") in (True, "true") for each in lifecycle):
                told.add(connector.block)
                yield self.found(
                    connector, "rules use it, and nothing keeps a change from deleting it", place="lifecycle"
                )
