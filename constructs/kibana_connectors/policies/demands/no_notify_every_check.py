"""Nobody gets a message at each check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..incidents import MESSAGING_TYPES, ONE_WAY_TYPES, creates_again
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class NoNotifyEveryCheck(AlertingRulePolicy):
    """Messages are sent when something changes, or at most once an interval."""

    id: ClassVar[str] = "no-notify-every-check"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "One message per alert and check: three mails in three minutes for one server."
    remedy: ClassVar[str] = "Use onActionGroupChange, onThrottleInterval with a throttle, or a summary"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the actions that send at each check."""
        for action in rule.actions:
            frequency = action.frequency
            told = frequency.get("notify_when") if frequency is not None else rule.body.get("notify_when")
            if told != "onActiveAlert" or action.is_summary:
                continue
            if action.type_id in MESSAGING_TYPES:
                yield self.found(
                    rule, f"{action.type_id} sends a message per alert at each check", place=action.place
                )
            elif action.type_id in ONE_WAY_TYPES and creates_again(action):
                message = f"{action.type_id} opens a record per alert at each check"
                remedy = "Use onActionGroupChange"
                yield self.found(rule, message, place=action.place, severity="error", remedy=remedy)
