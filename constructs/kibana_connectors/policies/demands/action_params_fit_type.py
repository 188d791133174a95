"""An action's params are what its connector's type takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from ...rules.catalog import params_classes
from ...rules.params_base import Params, read_params
from ...stack_files.rules import StackRule
from ...stack_files.values import Unknown
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..shown import place_of


class ActionParamsFitType(AlertingRulePolicy):
    """Params are such as Kibana takes when the action runs; a text with Mustache is what it may become."""

    id: ClassVar[str] = "action-params-fit-type"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "Kibana checks params only when the action runs: the rule is saved, and nobody is told."
    )
    remedy: ClassVar[str] = "Make the action with connector.action(…), which checks them"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what Kibana would refuse of each action's params."""
        for action in rule.actions:
            if isinstance(action.params, Unknown):
                continue
            classes = _classes(_system_type(action.id) if action.is_system else action.type_id)
            if classes is None:
                continue
            _, _, problems = read_params(classes, action.params)
            for problem in problems:
                place = f"{action.place}.{place_of(problem.where)}"
                yield self.found(rule, problem.message, place=place, remedy=problem.hint or self.remedy)


def _system_type(connector_id: str | Unknown) -> str | None:
    return connector_id.removeprefix("system-connector-") if isinstance(connector_id, str) else None


@cache
def _classes(type_id: str | None) -> tuple[type[Params], ...] | None:
    return params_classes(type_id) if type_id is not None else None
