"""An action names its connector by connector_id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity


class ActionIdIsConnectorId(AlertingRulePolicy):
    """The id of an action is a connector's connector_id."""

    id: ClassVar[str] = "action-id-is-connector-id"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "The provider takes any text, and Kibana finds no connector of that id: the action never runs."
    )
    remedy: ClassVar[str] = "Write ${elasticstack_kibana_action_connector.….connector_id}"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the ids that are no connector's."""
        for action in rule.actions:
            place = f"{action.place}.id"
            if action.attribute is not None and action.attribute != "connector_id":
                yield self.found(rule, f"it refers to .{action.attribute} of a connector", place=place)
            elif action.attribute is None and isinstance(action.id, str):
                if "/" in action.id:
                    yield self.found(
                        rule, "an id with a slash is Terraform's, <space>/<connector_id>", place=place
                    )
                elif action.id.startswith("."):
                    yield self.found(rule, "it is a connector type, and no connector's id", place=place)
                elif not action.id.strip():
                    yield self.found(rule, "there is no id", place=place)
