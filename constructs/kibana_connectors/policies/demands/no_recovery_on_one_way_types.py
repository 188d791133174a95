"""A recovered alert makes no second record in a system where rules can only open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..incidents import ONE_WAY_TYPES, creates_again
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class NoRecoveryOnOneWayTypes(AlertingRulePolicy):
    """No action of the recovery group creates with a type that cannot close."""

    id: ClassVar[str] = "no-recovery-on-one-way-types"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "The action opens a second ticket when the alert has recovered; it closes nothing."
    )
    remedy: ClassVar[str] = "Drop the action of the recovery group: this type cannot close what it opened"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the actions of the recovery group that create."""
        for action in rule.actions:
            if action.type_id not in ONE_WAY_TYPES or stack.role(rule, action) != "recovery":
                continue
            if creates_again(action):
                severity: Severity = "error" if action.type_id in _ALWAYS_A_SECOND else "warning"
                message = f"this {action.type_id} action opens another record when the alert has recovered"
                yield self.found(rule, message, place=action.place, severity=severity)


_ALWAYS_A_SECOND = (".jira", ".resilient")
