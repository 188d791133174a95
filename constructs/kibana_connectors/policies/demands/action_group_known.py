"""An action is for a group that its rule type has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ...stack_files.values import Unknown
from ..groups import never_recovers
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..shown import shown


class ActionGroupKnown(AlertingRulePolicy):
    """Every group is one of the rule type's."""

    id: ClassVar[str] = "action-group-known"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Kibana refuses the rule when it is saved: 400, invalid action group."
    remedy: ClassVar[str] = "Write one of the rule type's groups"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the actions of groups that there are not."""
        kind = stack.rule_type_of(rule)
        if kind is None or not kind.is_known:
            return
        for action in rule.actions:
            if action.is_system or isinstance(action.group, Unknown):
                continue
            group = "default" if action.group is None else action.group
            if group in kind.all_groups or (group == "recovered" and never_recovers(kind.rule_type_id)):
                continue
            what = (
                "the group is left out, which sends default"
                if action.group is None
                else f"there is no group {shown(group)}"
            )
            remedy = f"{kind.rule_type_id} has: {', '.join(kind.all_groups)}"
            yield self.found(rule, what, place=f"{action.place}.group", remedy=remedy)
