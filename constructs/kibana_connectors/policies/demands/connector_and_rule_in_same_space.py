"""A rule goes through connectors of its own space."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..shown import shown


class ConnectorAndRuleInSameSpace(AlertingRulePolicy):
    """Rule and connector are in the same space."""

    id: ClassVar[str] = "connector-and-rule-in-same-space"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Connectors are isolated by space: the rule gets 404 for it, and nobody is told."
    remedy: ClassVar[str] = "Make a connector in each space"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the actions whose connector is elsewhere."""
        for action in rule.actions:
            connector = action.connector
            if connector is None or not isinstance(connector.space, str) or not isinstance(rule.space, str):
                continue
            if connector.space != rule.space and not connector.instance.startswith("[*"):
                its, ours = shown(connector.space), shown(rule.space)
                message = f"the connector is in the space {its}, and the rule in {ours}"
                yield self.found(rule, message, place=f"{action.place}.id")
