"""When a rule's actions run is said in one way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class FrequencyEverywhereOrNowhere(AlertingRulePolicy):
    """All ordinary actions have a frequency, and the rule has none."""

    id: ClassVar[str] = "frequency-everywhere-or-nowhere"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Kibana refuses a rule where some actions have a frequency and some do not; both ways at once "
        "break the rule."
    )
    remedy: ClassVar[str] = "Give every action a frequency, and take notify_when and throttle off the rule"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield rules that say it in two ways, or not at all."""
        if not rule.is_alerting_rule or rule.has_unlisted_actions:
            return
        ordinary = [each for each in rule.actions if not each.is_system]
        having = [each for each in ordinary if each.frequency is not None]
        at_rule = [name for name in ("notify_when", "throttle") if rule.body.get(name) is not None]
        if having and at_rule:
            yield self.found(
                rule, f"actions have a frequency, and the rule has {' and '.join(at_rule)}", place=at_rule[0]
            )
        if having and len(having) < len(ordinary):
            without = next(each for each in ordinary if each.frequency is None)
            message = f"{len(having)} of {len(ordinary)} actions have a frequency, and this one has none"
            yield self.found(rule, message, place=without.place)
        elif (
            ordinary
            and not having
            and "notify_when" not in at_rule
            and stack.target_of(rule).has("8.6") is not False
        ):
            message = "neither the actions nor the rule say when they run"
            yield self.found(rule, message, place=ordinary[0].place)
