"""What a rule opens through a connector, it closes when the alert has recovered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ...stack_files.values import Unknown
from ..incidents import INCIDENT_TYPES, closes, opens
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class RecoveryForIncidentActions(AlertingRulePolicy):
    """Each connector that opens incidents for a rule closes them, too."""

    id: ClassVar[str] = "recovery-for-incident-actions"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Nothing closes the incident when the alert has recovered: it stays open for ever."
    )
    remedy: ClassVar[str] = (
        "Add an action of the recovery group that closes it, or use the connector's pattern"
    )

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the first action of each connector that opens, where none closes."""
        kind = stack.rule_type_of(rule)
        if kind is None or kind.recovery_group is None or rule.has_unlisted_actions:
            return
        told: set[str] = set()
        for action in rule.actions:
            if action.type_id not in INCIDENT_TYPES or action.key in told or action.is_summary:
                continue
            if stack.role(rule, action) != "fire" or not opens(action):
                continue
            told.add(action.key)
            closing = [
                each
                for each in rule.actions
                if each.key == action.key and stack.role(rule, each) == "recovery" and closes(each)
            ]
            if any(isinstance(each.params, Unknown) for each in rule.actions if each.key == action.key):
                continue
            if not closing:
                message = f"no action of the group {kind.recovery_group} closes what {action.type_id} opens"
                yield self.found(rule, message, place=action.place)
            elif action.alerts_filter is None and all(each.alerts_filter is not None for each in closing):
                message = "what closes the incident has a filter, and what opens it has none"
                remedy = "Take alerts_filter off the recovery action: what falls outside is never closed"
                yield self.found(rule, message, place=closing[0].place, remedy=remedy)
