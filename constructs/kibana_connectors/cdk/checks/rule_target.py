"""Every rule can be created in the Kibana that its provider describes; the provider asks only at apply."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.rule_target import FLAPPING_ENABLED, RuleFacts, RuleTarget, rule_refusals
from ...terraform.rule_declaration import RuleDeclaration
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    record = checked.record
    for rule in record.rules:
        target = record.settings_of(rule).target
        if target is None:
            flapping = rule.definition.flapping
            if flapping is not None and flapping.enabled is None:
                yield Wrong(
                    rule.path.full,
                    f"{rule.path}: {FLAPPING_ENABLED}: give the provider target=Target(version=…), or write "
                    "enabled",
                )
            continue
        for refusal in rule_refusals(_facts(rule), target):
            yield Wrong(rule.path.full, f"{rule.path}: {refusal}")


def _facts(rule: RuleDeclaration) -> RuleFacts:
    definition = rule.definition
    flapping = definition.flapping
    return RuleFacts(
        has_frequency=any(each.frequency is not None for each in definition.actions),
        has_filter=any(each.alerts_filter is not None for each in definition.actions),
        has_delay=definition.alert_delay is not None,
        has_flapping=flapping is not None,
        has_flapping_enabled=flapping is not None and flapping.enabled is not None,
        has_new_id=not rule.identity.is_taken_by_old_kibanas,
        rule_type=definition.rule_type,
        spaces=rule.identity.placed.named_spaces,
    )


RULE_TARGET = Check(RuleTarget, _find)
