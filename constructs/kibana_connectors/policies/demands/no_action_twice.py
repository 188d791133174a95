"""No action stands twice in a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ...stack_files.values import Unknown
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class NoActionTwice(AlertingRulePolicy):
    """No two actions of a rule are the same."""

    id: ClassVar[str] = "no-action-twice"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "Everything is sent twice."
    remedy: ClassVar[str] = "Drop one of the two"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield actions that are equal to an earlier one."""
        seen: dict[str, str] = {}
        for action in rule.actions:
            if isinstance(action.params, Unknown) or isinstance(action.group, Unknown) or action.is_system:
                continue
            parts = (action.key, action.group, action.params, action.frequency, action.alerts_filter)
            first = seen.setdefault(repr(parts), action.place)
            if first != action.place:
                yield self.found(rule, f"it is the same as {first}", place=action.place)
