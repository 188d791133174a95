"""A rule belongs to an app that may own rules of its type."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..shown import shown


class ConsumerKnown(AlertingRulePolicy):
    """The consumer is one of the rule type's."""

    id: ClassVar[str] = "consumer-known"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Kibana refuses the rule, or nobody has the privilege to see it."
    remedy: ClassVar[str] = "Write one of the rule type's consumers"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield consumers that the type does not have."""
        kind = stack.rule_type_of(rule)
        if (
            not rule.is_alerting_rule
            or kind is None
            or not kind.consumers
            or not isinstance(rule.consumer, str)
        ):
            return
        if rule.consumer not in kind.consumers:
            close = difflib.get_close_matches(rule.consumer, kind.consumers, n=1)
            did_you_mean = f"Did you mean {close[0]}? " if close else ""
            remedy = f"{did_you_mean}{kind.rule_type_id} has: {', '.join(kind.consumers)}"
            yield self.found(
                rule,
                f"there is no consumer {shown(rule.consumer)} of this type",
                place="consumer",
                remedy=remedy,
            )
