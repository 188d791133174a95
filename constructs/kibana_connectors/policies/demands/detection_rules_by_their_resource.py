"""Detection rules are made by their own resource."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class DetectionRulesByTheirResource(AlertingRulePolicy):
    """No alerting rule is of a type that has another way to be made."""

    id: ClassVar[str] = "detection-rules-by-their-resource"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "The alerting API takes such a rule with params that nobody has checked; the security solution "
        "cannot use it."
    )
    remedy: ClassVar[str] = "Use elasticstack_kibana_security_detection_rule"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield alerting rules of such types."""
        type_id = rule.rule_type_id
        if not rule.is_alerting_rule or not isinstance(type_id, str):
            return
        if type_id.startswith("siem."):
            yield self.found(rule, f"{type_id} is a detection rule", place="rule_type_id")
        elif type_id == "streams.rules.esql":
            remedy = "Leave it to Kibana: streams make and change these rules themselves"
            yield self.found(
                rule, f"{type_id} is managed by Kibana itself", place="rule_type_id", remedy=remedy
            )
