"""No two rules of one Kibana have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from .check import Check, CheckedStack


def _find(checked: CheckedStack) -> Iterator[str]:
    record = checked.record
    seen: dict[tuple[str | None, str], str] = {}
    for rule in record.rules:
        if rule.identity.rule_id is None:
            continue  # derived ids differ as paths do
        settings = record.settings_of(rule)
        for known in rule.known_ids(settings, record.path):
            other = seen.setdefault((settings.alias, known), rule.path.full)
            if other != rule.path.full:
                yield (
                    f"{rule.path} and {other} have the same rule_id, and Kibana's ids are unique across all "
                    "spaces: give one of them another, or leave rule_id out"
                )


UNIQUE_RULE_IDS = Check("unique-rule-ids", _find, can_be_suppressed=False)
