"""Summaries and filters stand where alerts are kept as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class SummaryWhereAllowed(AlertingRulePolicy):
    """No summary and no filter on a rule type that keeps no alerts as data."""

    id: ClassVar[str] = "summary-where-allowed"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Kibana refuses the filter, and has nothing to tell in the summary."
    remedy: ClassVar[str] = "Drop it"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield summaries and filters that Kibana cannot serve."""
        kind = stack.rule_type_of(rule)
        keeps_none = kind is not None and not kind.alerts_as_data
        for action in rule.actions:
            if action.is_system:
                continue
            if keeps_none and action.is_summary:
                message = f"{rule.rule_type_id} keeps no alerts as data, so that a summary has none"
                yield self.found(rule, message, place=f"{action.place}.frequency.summary", severity="warning")
            if action.alerts_filter is None:
                continue
            place = f"{action.place}.alerts_filter"
            if keeps_none:
                yield self.found(rule, f"{rule.rule_type_id} keeps no alerts as data to filter", place=place)
            elif not any(action.alerts_filter.get(name) for name in _WHAT):
                yield self.found(rule, "a filter without a query and without a time frame", place=place)


_WHAT = ("kql", "query", "timeframe")
"""`query` is the detection rule's word."""
