"""A connector waits for, and is triggered by, nothing that stands in another stack.

CDKTF writes an output of the other stack in its place, and Terraform refuses that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...terraform.bare_references import references_to_others
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity


class ReferencesInTheStack(Policy):
    """No connector waits for, or is triggered by, what stands in another stack."""

    id: ClassVar[str] = "references-in-the-stack"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Terraform refuses an output of the other stack there."
    remedy: ClassVar[str] = "Write add_dependency(…) on this stack, with the other stack"
    check: ClassVar[str] = id
    can_be_suppressed: ClassVar[bool] = False

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the connectors that refer to another stack."""
        for name, field in references_to_others(stack.file.document.raw):
            where = next((each for each in stack.connectors if each.block == name), stack)
            yield self.found(where, "it names what stands in another stack", place=field)
