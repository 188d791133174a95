"""A system action has an id and params, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class SystemActionPlain(AlertingRulePolicy):
    """System actions have no group, no frequency and no filter."""

    id: ClassVar[str] = "system-action-plain"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "The provider fails after it has made the rule, and the rule stays behind."
    remedy: ClassVar[str] = "Leave out group, frequency and alerts_filter"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what a system action has too much."""
        seen: set[str] = set()
        for action in rule.actions:
            if not action.is_system or not isinstance(action.id, str):
                continue
            extra = [
                name
                for name, is_there in (
                    ("group", action.group not in (None, "default")),
                    ("frequency", action.frequency is not None),
                    ("alerts_filter", action.alerts_filter is not None),
                )
                if is_there
            ]
            if extra:
                message = f"a system action takes no {' and no '.join(extra)}"
                yield self.found(rule, message, place=f"{action.place}.{extra[0]}")
            if action.id in seen and not action.id.endswith(".workflows"):
                remedy = "Keep one of them"
                yield self.found(
                    rule, "the same system action stands there twice", place=action.place, remedy=remedy
                )
            seen.add(action.id)
