"""What is written today can be taken out tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class AttributeCanBeTakenBack(AlertingRulePolicy):
    """No attribute is set that the provider cannot take back."""

    id: ClassVar[str] = "attribute-can-be-taken-back"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "Taken out again, the old value stays in Kibana for ever, or is sent at each apply and the plan "
        "is never empty."
    )
    remedy: ClassVar[str] = "Leave it out; for notify_when and throttle write the frequency of each action"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the attributes that stay."""
        if rule.is_alerting_rule:
            for name in ("throttle", "notify_when", "alert_delay", "flapping"):
                if name == "alert_delay" and rule.body.get(name) == 1:
                    continue  # Kibana's default, which takes an earlier one back.
                if rule.body.get(name) is not None:
                    yield self.found(
                        rule, f"{name} cannot be taken back, except by replacing the rule", place=name
                    )
