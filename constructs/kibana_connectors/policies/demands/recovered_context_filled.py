"""A message about a recovery says what it means to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...schema.target import Target
from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..templates import tags_in, texts_in

_ALL = "*"
_ONLY_SINCE = {
    "metrics.alert.threshold": "reason",
    "metrics.alert.inventory.threshold": "reason",
    "logs.alert.document.count": "reason",
    "observability.rules.custom_threshold": "reason",
    "apm.error_rate": _ALL,
    "apm.transaction_duration": _ALL,
    "apm.transaction_error_rate": _ALL,
    "apm.anomaly": _ALL,
}
"""What is filled in a recovered action only since 9.1 / 8.19. Source: elastic/kibana pull 211411."""
_NEVER = {".geo-containment": frozenset({"containingBoundaryId", "containingBoundaryName"})}
_NOTHING_ELSE = {"xpack.ml.anomaly_detection_alert": frozenset({"jobIds", "anomalyExplorerUrl", "message"})}


class RecoveredContextFilled(AlertingRulePolicy):
    """Actions of the recovery group use names that are filled there."""

    id: ClassVar[str] = "recovered-context-filled"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "The message that tells of the recovery has holes in it."
    remedy: ClassVar[str] = "Use rule.*, alert.* or date in the action of the recovery group"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the names of `context` that are empty after a recovery."""
        type_id = rule.rule_type_id
        if not isinstance(type_id, str):
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
                    if field in _NEVER.get(type_id, ()) or field not in _NOTHING_ELSE.get(type_id, {field}):
                        yield self.found(rule, f"{name} is empty when an alert has recovered", place=place)
                    elif _ONLY_SINCE.get(type_id) in (_ALL, field):
                        yield from self._by_version(rule, name, place, stack.target_of(rule))

    def _by_version(self, rule: StackRule, name: str, place: str, target: Target) -> Iterator[Finding]:
        is_filled = _is_filled(target)
        if is_filled is False:
            message = f"{name} is empty when an alert has recovered, before Kibana 9.1 and 8.19"
            yield self.found(rule, message, place=place)
        elif is_filled is None:
            message = f"{name} is empty when an alert has recovered, unless Kibana is 9.1 or 8.19 at least"
            yield self.found(rule, message, place=place, severity="info")


def _is_filled(target: Target) -> bool | None:
    if target.has("9.1") is False:
        return bool(target.has("8.19")) and not target.has("9.0")
    return target.has("9.1")
