"""A message about a recovery says what it means to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...rules.rule_types import RuleType
from ...schema.target import Target
from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..templates import tags_in, texts_in


class RecoveredContextFilled(AlertingRulePolicy):
    """Actions of the recovery group use names that are filled there."""

    id: ClassVar[str] = "recovered-context-filled"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "The message that tells of the recovery has holes in it."
    remedy: ClassVar[str] = "Use rule.*, alert.* or date in the action of the recovery group"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the names of `context` that are empty after a recovery."""
        kind = stack.rule_type_of(rule)
        if kind is None:
            return
        for action in rule.actions:
            if stack.role(rule, action) != "recovery" or isinstance(action.params, str):
                continue
            for text in texts_in(action.params):
                for name in dict.fromkeys(tag.name for tag in tags_in(text.text) if not tag.depth):
                    first, _, rest = name.removesuffix(".asJSON").partition(".")
                    field = rest.partition(".")[0]
                    if first != "context" or not field:
                        continue
                    place = f"{action.place}.params.{text.path}"
                    if not kind.fills_when_recovered(field):
                        yield self.found(rule, f"{name} is empty when an alert has recovered", place=place)
                    elif field in kind.late_in_recovery:
                        yield from self._by_version(rule, name, place, kind, stack.target_of(rule))

    def _by_version(
        self, rule: StackRule, name: str, place: str, kind: RuleType, target: Target
    ) -> Iterator[Finding]:
        since = tuple(reversed(kind.recovered_context_since))
        is_filled = _is_filled(kind, target)
        if is_filled is False:
            message = f"{name} is empty when an alert has recovered, before Kibana {' and '.join(since)}"
            yield self.found(rule, message, place=place)
        elif is_filled is None:
            versions = " or ".join(since)
            message = f"{name} is empty when an alert has recovered, unless Kibana is {versions} at least"
            yield self.found(rule, message, place=place, severity="info")


def _is_filled(kind: RuleType, target: Target) -> bool | None:
    """Whether a Kibana fills what older ones left empty; None where its version is not known."""
    *older, newest = kind.recovered_context_since
    is_newest = target.has(newest)
    if is_newest is not False:
        return is_newest
    return any(
        target.has(version) and not target.has(f"{int(version.partition('.')[0]) + 1}.0") for version in older
    )
