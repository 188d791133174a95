"""Every name in a template is filled when the action runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from ...rules.catalog import params_classes
from ...rules.mustache import Malformed, Situation, template_problems, variable_problems, variables
from ...rules.rule_types import OLD_VARIABLES
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

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the names that are empty, that are old, and that stand where nothing is rendered."""
        seen: dict[tuple[str, str | None, bool], list[tuple[str, str]]] = {}  # many rules have the same texts
        for rule in stack.rules:
            kind = stack.rule_type_of(rule)
            for action in rule.actions:
                for text in texts_in(action.params):
                    if "{{" not in text.text:
                        continue
                    place = f"{action.place}.params.{text.path}"
                    if text.path.partition("[")[0] in _unrendered(action.type_id):
                        message, remedy = "Kibana renders no template in this field", "Write the value itself"
                        yield self.found(rule, message, place=place, remedy=remedy)
                        continue
                    key = (text.text, None if kind is None else kind.rule_type_id, action.is_summary)
                    if key not in seen:
                        situation = None if kind is None else Situation(kind, is_summary=action.is_summary)
                        seen[key] = list(_wrong_in(text.text, situation))
                    for message, remedy in seen[key]:
                        yield self.found(rule, message, place=place, remedy=remedy or self.remedy)


def _wrong_in(text: str, situation: Situation | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the names in a text, and what to do where that can be told."""
    try:
        names = variables(text)
    except Malformed:
        for problem in template_problems(text, ""):
            yield problem.message, problem.hint
        return
    if situation is not None:
        for problem in variable_problems(text, "", situation):
            yield problem.message, problem.hint
    for name in dict.fromkeys(names):
        new = OLD_VARIABLES.get(name)
        if new is not None:
            yield f"the name {name} is deprecated", f"Write {new}"


@cache
def _unrendered(type_id: str | None) -> frozenset[str]:
    """Return the paths, below params, of fields that Kibana does not render."""
    classes = params_classes(type_id) if type_id is not None else None
    return frozenset(
        name if kind.SUB_ACTION is None else f"subActionParams.{name}"
        for kind in classes or ()
        for name in kind.UNRENDERED
    )
