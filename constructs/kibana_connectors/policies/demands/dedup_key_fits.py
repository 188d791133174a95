"""A key is no longer than the other side keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from ...stack_files.rules import StackRule
from ..incidents import key_of, key_place, opens
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..templates import names_in, tags_in


class DedupKeyFits(AlertingRulePolicy):
    """Keys fit: 100 characters in ServiceNow, 255 in PagerDuty."""

    id: ClassVar[str] = "dedup-key-fits"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "A key that is cut off, or refused, matches nothing; group values make alert.id long."
    )
    remedy: ClassVar[str] = "Write {{alert.uuid}}, which has 36 characters"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the keys that are too long, or may get so."""
        for action in rule.actions:
            limit = _LIMITS.get(action.type_id or "")
            if limit is None or not opens(action):
                continue
            key = key_of(action)
            if not isinstance(key, str):
                continue
            literal = key
            for tag in reversed([*tags_in(key)]):
                literal = literal[: tag.start] + literal[tag.end :]
            if len(literal) > limit:
                message = f"the key has more than {limit} characters"
                yield self.found(rule, message, place=key_place(action))
            elif (
                action.type_id == ".servicenow"
                and {"alert.id", "alertInstanceId"} & set(names_in(key))
                and is_grouped(rule.literal_params)
            ):
                message = (
                    "alert.id of a rule that groups by a field holds the field's values, and ServiceNow "
                    f"keeps {limit} characters of the key"
                )
                yield self.found(rule, message, place=key_place(action))


_LIMITS = {".pagerduty": 255, ".servicenow": 100}


def is_grouped(params: Mapping[str, Any]) -> bool:
    """Whether the params of a rule make an alert for each value of a field."""
    group_by = params.get("groupBy")
    if group_by in (None, "", "all", "row", []):
        return bool(params.get("termField")) and group_by != "all"
    return True
