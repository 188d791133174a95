"""No action waits for a recovery that its rule type never has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..groups import never_recovers
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class NoRecoveryWhereNoneComes(AlertingRulePolicy):
    """Rule types whose alerts never end have no action of the recovery group."""

    id: ClassVar[str] = "no-recovery-where-none-comes"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "Alerts of detection rules and of streams never recover, so that the action never runs."
    )
    remedy: ClassVar[str] = "Drop the action of the recovery group"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the actions that never run."""
        if not never_recovers(rule.rule_type_id):
            return
        for action in rule.actions:
            if stack.role(rule, action) == "recovery":
                message = f"alerts of {rule.rule_type_id} never recover, so that this action never runs"
                yield self.found(rule, message, place=action.place)
