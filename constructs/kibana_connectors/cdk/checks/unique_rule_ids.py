"""No two rules of one Kibana have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.unique_rule_ids import UniqueRuleIds
from ...terraform.repeated_ids import repeated_ids
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    record = checked.record
    known = (
        ((settings.alias, id), rule.path.full)
        for rule in record.rules
        if rule.identity.rule_id is not None  # derived ids differ as paths do
        for settings in [record.settings_of(rule)]
        for id in rule.known_ids(settings, record.path)
    )
    for path, other in repeated_ids(known):
        yield Wrong(
            path,
            f"{path} and {other} have the same rule_id, and Kibana's ids are unique across all "
            "spaces: give one of them another, or leave rule_id out",
        )


UNIQUE_RULE_IDS = Check(UniqueRuleIds, _find)
