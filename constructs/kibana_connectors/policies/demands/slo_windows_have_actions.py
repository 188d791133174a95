"""Each window of a burn rate rule has somebody who is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..shown import shown


class SloWindowsHaveActions(AlertingRulePolicy):
    """Each window's group has an action, where others have one."""

    id: ClassVar[str] = "slo-windows-have-actions"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "The window fires, and nobody is told."
    remedy: ClassVar[str] = "Add an action of that group, or drop the window"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the windows whose group no action names."""
        if rule.rule_type_id != "slo.rules.burnRate" or rule.has_unlisted_actions or not rule.actions:
            return
        groups = {action.group for action in rule.actions if isinstance(action.group, str)}
        if len(groups) < len({action.group for action in rule.actions}):
            return  # a group that only Terraform knows may be any
        windows = rule.literal_params.get("windows")
        for index, window in enumerate(windows if isinstance(windows, list) else ()):
            group = window.get("actionGroup") if isinstance(window, dict) else None
            if isinstance(group, str) and group not in groups:
                message = f"no action is for the group {shown(group)} of this window"
                yield self.found(rule, message, place=f"params.windows[{index}].actionGroup")
