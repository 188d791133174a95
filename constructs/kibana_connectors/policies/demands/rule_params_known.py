"""A rule's params are those of its type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from ...errors import Problem
from ...rules.param_shapes import shape_problems
from ...rules.rule_params.catalog import params_class
from ...rules.rule_types import RuleType
from ...schema.payload import Refused
from ...stack_files.rules import StackRule
from ...stack_files.values import Unknown
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..shown import place_of


class RuleParamsKnown(AlertingRulePolicy):
    """Params have the keys of the rule's type, and none is missing."""

    id: ClassVar[str] = "rule-params-known"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "The provider lets unknown keys and malformed criteria pass for several rule types: Kibana refuses "
        "the rule at apply, or the rule never fires."
    )
    remedy: ClassVar[str] = "Use the typed params of AlertingRule, or the key that is meant"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield unknown keys, missing keys and values that the type does not know."""
        kind = stack.rule_type_of(rule)
        if kind is None or not kind.is_known or not rule.is_alerting_rule:
            return
        if isinstance(rule.params, Unknown) or "params" not in rule.body:
            return
        for problem in dict.fromkeys(_problems(kind, rule.params)):
            yield self.found(
                rule, problem.message, place=place_of(problem.where), remedy=problem.hint or self.remedy
            )


def _problems(kind: RuleType, params: dict[str, Any]) -> Iterator[Problem]:
    cls = params_class(kind.rule_type_id)
    if cls is not None:
        read = cls.from_code(params)
        yield from read.problems if isinstance(read, Refused) else read.check()
    elif isinstance(kind.params, Mapping):
        yield from shape_problems(kind.params, params, "params")
