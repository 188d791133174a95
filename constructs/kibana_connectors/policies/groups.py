"""Which moment of an alert an action is for: that it fires, or that it has ended."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..rules.rule_types import RuleType
from ..stack_files.rules import StackAction

Role: TypeAlias = Literal["fire", "recovery", "unknown"]
_USUAL_RECOVERY = "recovered"
_NEVER_RECOVERS = ("siem.", "streams.rules.esql")


def never_recovers(rule_type_id: object) -> bool:
    """Whether alerts of a rule type never end by themselves."""
    return isinstance(rule_type_id, str) and rule_type_id.startswith(_NEVER_RECOVERS)


def role_of(action: StackAction, rule_type: RuleType | None) -> Role:
    """Return which moment an action is for.

    Args:
        action: The action.
        rule_type: What is known of its rule's type; None where nothing is.
    """
    group = action.group
    if group is None:
        group = "default"  # what the provider sends
    if not isinstance(group, str):
        return "unknown"
    if rule_type is None:
        return "recovery" if group == _USUAL_RECOVERY else "unknown"
    if group in (rule_type.recovery_group, _USUAL_RECOVERY):
        return "recovery"
    return "fire" if group in rule_type.groups else "unknown"
