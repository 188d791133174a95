"""A connector is deleted after the rules that use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from ...gate.document import bodies
from ...stack_files.rules import StackAction, StackRule
from ...terraform.elasticstack import CONNECTOR
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class ConnectorOutlivesItsRules(AlertingRulePolicy):
    """A rule refers to its connector, so that Terraform knows the order."""

    id: ClassVar[str] = "connector-outlives-its-rules"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "With a literal id Terraform deletes in any order: the rule then fails, and can be neither edited"
        " nor exported."
    )
    remedy: ClassVar[str] = "Refer to connector_id, or add depends_on with the connector"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the ids that tell Terraform nothing."""
        for action in rule.actions:
            if action.attribute is not None or not isinstance(action.id, str) or action.is_system:
                continue
            place = f"{action.place}.id"
            connector = action.connector
            if connector is None:
                if _UUID.fullmatch(action.id):
                    message = "the id is of a connector that these stacks do not make"
                    remedy = "Look it up with the connector's data source, so that a plan finds it gone"
                    yield self.found(rule, message, place=place, severity="warning", remedy=remedy)
            elif (
                connector.block not in rule.waits_for
                and action.id == connector.id
                and not _is_expression(rule, action)
            ):
                message = f"the id is written out, and is that of {connector.label}"
                yield self.found(rule, message, place=place)


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _is_expression(rule: StackRule, action: StackAction) -> bool:
    given = bodies(rule.body.get("actions"))[action.index].get("id")
    return isinstance(given, str) and CONNECTOR in given
