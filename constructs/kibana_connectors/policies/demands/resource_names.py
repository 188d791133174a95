"""The resource of every connector and rule has a name that Terraform takes: CDKTF lets others pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ...stack_files.rules import StackRule
from ...terraform.logical_id import is_resource_name
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity
from ..shown import shown


class ResourceNames(Policy):
    """Every resource has a name that Terraform takes."""

    id: ClassVar[str] = "resource-names"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Terraform refuses a name that does not start with a letter or _."
    remedy: ClassVar[str] = "Give the construct another id, or override_logical_id(…)"
    check: ClassVar[str] = id
    can_be_suppressed: ClassVar[bool] = False

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield a connector of another name."""
        yield from self._of(connector)

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield a rule of another name."""
        yield from self._of(rule)

    def _of(self, where: StackConnector | StackRule) -> Iterator[Finding]:
        if not is_resource_name(where.block):
            yield self.found(
                where, f"its resource is called {shown(where.block) if where.block else 'nothing'}"
            )
