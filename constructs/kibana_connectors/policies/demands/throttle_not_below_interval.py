"""An action is not asked to run more often than its rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from ...rules.durations import seconds_of
from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class ThrottleNotBelowInterval(AlertingRulePolicy):
    """A throttle is there where it is needed, and is not below the rule's interval."""

    id: ClassVar[str] = "throttle-not-below-interval"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Kibana refuses a throttle below the interval; older versions took the interval without a word."
    )
    remedy: ClassVar[str] = "Raise the throttle to the rule's interval at least"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield throttles that are missing, or too short."""
        places: list[tuple[str, Any]] = [(f"{each.place}.frequency", each.frequency) for each in rule.actions]
        for place, given in [*places, ("", rule.body)]:
            if given is None or given.get("notify_when") != "onThrottleInterval":
                continue
            throttle, where = given.get("throttle"), f"{place}.throttle" if place else "throttle"
            if throttle is None:
                yield self.found(
                    rule, "onThrottleInterval needs a throttle", place=where, remedy="Write one, such as 1h"
                )
                continue
            wanted, interval = seconds_of(throttle), seconds_of(rule.interval)
            if wanted is not None and interval is not None and wanted < interval:
                yield self.found(rule, f"it is below the rule's interval, {rule.interval}", place=where)
