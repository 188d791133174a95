"""What opens or closes an incident says which one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ...stack_files.values import Unknown
from ..incidents import KEYED_TYPES, closes, key_name, key_of, key_place, opens
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class DedupKeyOnIncidentActions(AlertingRulePolicy):
    """Every action that opens or closes an incident has a key."""

    id: ClassVar[str] = "dedup-key-on-incident-actions"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Over the API Kibana fills in no key: each alert opens a new incident, and a close without a key "
        "finds none, or a foreign one."
    )
    remedy: ClassVar[str] = "Write {{rule.id}}:{{alert.id}}, the same in the action that closes"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the actions without a key, or with a blank one."""
        for action in rule.actions:
            if action.type_id not in KEYED_TYPES or isinstance(action.params, Unknown):
                continue
            is_opening = opens(action) and stack.role(rule, action) != "recovery"
            if not (is_opening or (closes(action) and action.type_id != ".xmatters")):
                continue
            key = key_of(action)
            if key is None or (isinstance(key, str) and not key.strip()):
                does = "opens" if is_opening else "closes"
                message = (
                    f"the key {key_name(action.type_id)} is missing in an action that {does} an incident"
                )
                yield self.found(rule, message, place=key_place(action))
