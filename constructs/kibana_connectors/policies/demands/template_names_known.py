"""Every name in a template is filled when the action runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from ...rules.catalog import params_classes
from ...rules.mustache import LAMBDAS, Malformed, Situation, template_problems, variable_problems, variables
from ...rules.rule_types import OLD_VARIABLES
from ...stack_files.rules import StackAction, StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..templates import texts_in


class TemplateNamesKnown(AlertingRulePolicy):
    """Templates use names that there are, stand in fields that are rendered, and can be rendered."""

    id: ClassVar[str] = "template-names-known"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "Kibana fills a name that it does not know with nothing: the message has holes in it."
    )
    remedy: ClassVar[str] = "Use rule.*, alert.*, context.* of the rule's type, or in a summary alerts.*"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the names that are empty, that are old, and that stand where nothing is rendered."""
        kind = stack.rule_type_of(rule)
        for action in rule.actions:
            situation = None if kind is None else Situation(kind, is_summary=action.is_summary)
            for text in texts_in(action.params):
                if "{{" in text.text:
                    yield from self._of_text(rule, action, text.path, text.text, situation)

    def _of_text(
        self, rule: StackRule, action: StackAction, path: str, text: str, situation: Situation | None
    ) -> Iterator[Finding]:
        place = f"{action.place}.params.{path}"
        if path.partition("[")[0] in _unrendered(action.type_id):
            remedy = "Write the value itself"
            yield self.found(rule, "Kibana renders no template in this field", place=place, remedy=remedy)
            return
        for problem in template_problems(text, place):
            yield self.found(rule, problem.message, place=place, remedy=problem.hint)
        if situation is not None:
            for problem in variable_problems(text, place, situation):
                yield self.found(rule, problem.message, place=place, remedy=problem.hint or self.remedy)
        try:
            names = variables(text)
        except Malformed:
            return
        for name in dict.fromkeys(names):
            new = OLD_VARIABLES.get(name)
            if new is not None and name not in LAMBDAS:
                yield self.found(rule, f"the name {name} is deprecated", place=place, remedy=f"Write {new}")


@cache
def _unrendered(type_id: str | None) -> frozenset[str]:
    """Return the paths, below params, of fields that Kibana does not render."""
    classes = params_classes(type_id) if type_id is not None else None
    return frozenset(
        name if kind.SUB_ACTION is None else f"subActionParams.{name}"
        for kind in classes or ()
        for name in kind.UNRENDERED
    )
