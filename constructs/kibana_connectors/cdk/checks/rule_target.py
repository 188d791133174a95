"""Every rule can be created in the Kibana that its provider describes; the provider asks only at apply."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema.licenses import License, allows
from ...schema.target import Target
from ...terraform.rule_declaration import RuleDeclaration
from .check import Check, CheckedStack

_ENABLED = (
    "flapping: the provider wants `enabled` from Kibana 9.3 on, and only there, or the plan is never empty"
)


def _find(checked: CheckedStack) -> Iterator[str]:
    record = checked.record
    for rule in record.rules:
        target = record.settings_of(rule).target
        if target is None:
            flapping = rule.definition.flapping
            if flapping is not None and flapping.enabled is None:
                yield f"{rule.path}: {_ENABLED}: give the provider target=Target(version=…), or write enabled"
            continue
        for refusal in (*_version_refusals(rule, target), *_other_refusals(rule, target)):
            yield f"{rule.path}: {refusal}"


def _version_refusals(rule: RuleDeclaration, target: Target) -> Iterator[str]:
    definition = rule.definition
    needed = {
        "an action's frequency": ("8.6", any(each.frequency is not None for each in definition.actions)),
        "an action's alerts_filter": (
            "8.9",
            any(each.alerts_filter is not None for each in definition.actions),
        ),
        "alert_delay": ("8.13", definition.alert_delay is not None),
        "flapping": ("8.16", definition.flapping is not None),
        "flapping.enabled": (
            "9.3",
            definition.flapping is not None and definition.flapping.enabled is not None,
        ),
        "a rule_id that is no UUID of version 1 or 4, as derived ones are,": (
            "8.17",
            not rule.identity.is_taken_by_old_kibanas,
        ),
    }
    for what, (version, is_used) in needed.items():
        if is_used and target.has(version) is False:
            yield f"{what} needs Kibana {version} or later, and the target is {target.version}"
    flapping = definition.flapping
    if flapping is not None and flapping.enabled is None and target.has("9.3") is None:
        yield f"{_ENABLED}: give the target its version, or write enabled"


def _other_refusals(rule: RuleDeclaration, target: Target) -> Iterator[str]:
    kind = rule.definition.rule_type
    needed: License = kind.minimum_license  # type: ignore[assignment]
    if target.license is not None and not allows(target.license, needed):
        yield (
            f"{kind.rule_type_id} needs a {needed} license or higher, and the target's is {target.license}"
        )
    yield from target.unknown_spaces(rule.identity.placed.named_spaces)


RULE_TARGET = Check("rule-target", _find)
