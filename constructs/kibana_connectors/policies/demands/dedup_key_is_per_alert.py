"""Each alert of each rule has an incident of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..incidents import KEYED_TYPES, key_of, key_place, opens, parts_of
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..templates import tags_in


class DedupKeyIsPerAlert(AlertingRulePolicy):
    """A key names the rule and the alert."""

    id: ClassVar[str] = "dedup-key-is-per-alert"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Alerts that share a key share one incident: the second outage is not told, and the first "
        "recovery closes for all."
    )
    remedy: ClassVar[str] = (
        "Write {{rule.id}}:{{alert.id}}, or {{alert.uuid}} for a new incident at each outage"
    )

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the keys that several alerts share."""
        for action in rule.actions:
            if (
                action.type_id not in KEYED_TYPES
                or stack.role(rule, action) == "recovery"
                or not opens(action)
            ):
                continue
            key = key_of(action)
            if not isinstance(key, str) or not key.strip() or any(tag.sign for tag in tags_in(key)):
                continue
            parts = parts_of(key, is_summary=action.is_summary)
            if parts.is_complete:
                continue
            if parts.has_alert:
                message = "the key names the alert and not the rule: alerts of other rules have the same"
                yield self.found(rule, message, place=key_place(action), severity="warning")
            elif action.is_summary:
                message = "in a summary alert.id is the rule's, so that all alerts have the same key"
                remedy = "Let the action run for each alert: summary false"
                yield self.found(rule, message, place=key_place(action), remedy=remedy)
            else:
                yield self.found(
                    rule, "the key is the same for all alerts of the rule", place=key_place(action)
                )
