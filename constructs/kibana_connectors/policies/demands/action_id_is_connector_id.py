"""An action names its connector by connector_id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...gate.document import bodies
from ...rules.connector_references import id_problem
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
    check: ClassVar[str] = "rule-connector-ids"
    remedy: ClassVar[str] = "Write ${elasticstack_kibana_action_connector.….connector_id}"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the ids that are no connector's."""
        written = bodies(rule.body.get("actions"))
        for action in rule.actions:
            told = [each for each in (written[action.index].get("id"), action.id) if isinstance(each, str)]
            place = f"{action.place}.id"
            for problem in dict.fromkeys(one for id in told for one in id_problem(place, id)):
                yield self.found(rule, problem.message, place=place, remedy=problem.hint or self.remedy)
