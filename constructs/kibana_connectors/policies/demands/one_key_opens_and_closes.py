"""What closes an incident names it as what opened it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackAction, StackRule
from ...stack_files.values import Unknown
from ..incidents import KEYED_TYPES, closes, key_name, key_of, key_place, normalized, opens
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class OneKeyOpensAndCloses(AlertingRulePolicy):
    """One key opens and closes."""

    id: ClassVar[str] = "one-key-opens-and-closes"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "A close with another key finds nothing, or closes a foreign incident."
    remedy: ClassVar[str] = "Use the key of the action that opens, in the one that closes, too"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the closing actions whose key opens nothing."""
        opening: dict[str, list[StackAction]] = {}
        for action in rule.actions:
            if action.type_id in KEYED_TYPES and stack.role(rule, action) != "recovery" and opens(action):
                opening.setdefault(action.key, []).append(action)
        for action in rule.actions:
            if action.key not in opening or stack.role(rule, action) != "recovery":
                continue
            if not (closes(action) or action.type_id == ".servicenow-itom"):
                continue
            keys = [key_of(each) for each in opening[action.key]]
            mine = key_of(action)
            if isinstance(mine, Unknown) or not all(isinstance(key, str) and key.strip() for key in keys):
                continue
            if normalized(mine or "") not in map(normalized, keys):
                message = f"its {key_name(action.type_id or '')} is not that of the action that opens"
                yield self.found(rule, message, place=key_place(action))
