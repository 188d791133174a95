"""Every rule can be created in the Kibana that its provider describes; the provider asks only at apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from ...gate.document import bodies
from ...rules.rule_types import RuleType
from ...schema.licenses import License, allows
from ...schema.target import Target
from ...stack_files.rules import StackRule
from ...terraform.rule_identity import is_taken_by_old_kibanas
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity

FLAPPING_ENABLED = (
    "flapping: the provider wants `enabled` from Kibana 9.3 on, and only there, or the plan is never empty"
)


class RuleTarget(AlertingRulePolicy):
    """Every rule can be created in the Kibana that its provider's `Target` describes."""

    id: ClassVar[str] = "rule-target"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "That Kibana, or the provider for its sake, refuses the rule at apply."
    remedy: ClassVar[str] = "Use what that Kibana has, or correct the Target"
    check: ClassVar[str] = id

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield why that Kibana would refuse a rule."""
        target = stack.target_of(rule)
        if target == _UNKNOWN or not rule.is_alerting_rule:
            return
        flapping = bodies(rule.body.get("flapping"))
        facts = RuleFacts(
            has_frequency=any(each.frequency is not None for each in rule.actions),
            has_filter=any(each.alerts_filter is not None for each in rule.actions),
            has_delay=rule.body.get("alert_delay") is not None,
            has_flapping=bool(flapping),
            has_flapping_enabled=any(each.get("enabled") is not None for each in flapping),
            has_new_id=isinstance(rule.rule_id, str) and not is_taken_by_old_kibanas(rule.rule_id),
            rule_type=stack.rule_type_of(rule),
            spaces=[rule.space] if isinstance(rule.space, str) and rule.body.get("space_id") else [],
        )
        for refusal in rule_refusals(facts, target):
            yield self.found(rule, refusal)


_UNKNOWN = Target()


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """What of a rule depends on the Kibana that it goes to.

    Attributes:
        has_frequency: Whether an action says how often it runs.
        has_filter: Whether an action says for which alerts it runs.
        has_delay: Whether it sets `alert_delay`.
        has_flapping: Whether it sets `flapping`.
        has_flapping_enabled: Whether it sets `enabled` there.
        has_new_id: Whether its id is known, and no UUID of version 1 or 4.
        rule_type: What is known of its type.
        spaces: The spaces that it names.
    """

    has_frequency: bool
    has_filter: bool
    has_delay: bool
    has_flapping: bool
    has_flapping_enabled: bool
    has_new_id: bool
    rule_type: RuleType | None
    spaces: Iterable[str]


def rule_refusals(facts: RuleFacts, target: Target) -> Iterator[str]:
    """Yield why a rule could not be created in a Kibana."""
    needed = {
        "an action's frequency": ("8.6", facts.has_frequency),
        "an action's alerts_filter": ("8.9", facts.has_filter),
        "alert_delay": ("8.13", facts.has_delay),
        "flapping": ("8.16", facts.has_flapping),
        "flapping.enabled": ("9.3", facts.has_flapping_enabled),
        "a rule_id that is no UUID of version 1 or 4, as derived ones are,": ("8.17", facts.has_new_id),
    }
    for what, (version, is_used) in needed.items():
        if is_used and target.has(version) is False:
            yield f"{what} needs Kibana {version} or later, and the target is {target.version}"
    if facts.has_flapping and not facts.has_flapping_enabled and target.has("9.3") is None:
        yield f"{FLAPPING_ENABLED}: give the target its version, or write enabled"
    kind = facts.rule_type
    if kind is not None and target.license is not None:
        needs: License = kind.minimum_license  # type: ignore[assignment]
        if not allows(target.license, needs):
            yield (
                f"{kind.rule_type_id} needs a {needs} license or higher, and the target's is {target.license}"
            )
    yield from target.unknown_spaces(facts.spaces)
