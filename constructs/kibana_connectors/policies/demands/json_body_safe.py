"""A JSON body is JSON whatever an alert puts into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ...stack_files.rules import StackAction, StackRule
from ..incidents import params_path
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..templates import Tag, tags_in

_BODIES: dict[str, tuple[tuple[str, ...], ...]] = {
    ".webhook": (("body",),),
    ".torq": (("body",),),
    ".http": (("body",), ("subActionParams", "body")),
    ".slack_api": (("subActionParams", "text"),),
    ".servicenow": (("subActionParams", "incident", "additional_fields"),),
    ".servicenow-sir": (("subActionParams", "incident", "additional_fields"),),
    ".servicenow-itom": (("subActionParams", "additional_info"),),
    ".jira": (("subActionParams", "incident", "otherFields"),),
    ".pagerduty": (("customDetails",),),
}
"""Fields whose text is read as JSON by whoever gets it."""
_LISTS = frozenset({"rule.tags", "tags", "rule.params", "params", "context.alerts", "context.hits", "alerts"})
_SUMMARIES = tuple(f"alerts.{which}.data" for which in ("all", "new", "ongoing", "recovered"))


class JsonBodySafe(AlertingRulePolicy):
    """Templates in JSON keep it JSON: quoted texts are escaped, lists and objects are written as JSON."""

    id: ClassVar[str] = "json-body-safe"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "A quote, a line break or a list in a value breaks the JSON: the receiver answers 400."
    )
    remedy: ClassVar[str] = (
        "Write {{x}} in quotation marks, and {{{x.asJSON}}} without them for a list or object"
    )

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield templates that may break the JSON around them, and texts that are none."""
        for action in rule.actions:
            for path in _BODIES.get(action.type_id or "", ()):
                text = params_path(action.literal_params, *path)
                if isinstance(text, str) and _is_json(action, text, path):
                    place = f"{action.place}.params.{'.'.join(path)}"
                    for message in dict.fromkeys(_wrong_in(text)):
                        yield self.found(rule, message, place=place)


def _is_json(action: StackAction, text: str, path: tuple[str, ...]) -> bool:
    """Whether a text is meant to be JSON."""
    if action.type_id == ".slack_api":
        return action.literal_params.get("subAction") == "postBlockkit"
    if action.type_id in (".webhook", ".http"):
        return not _says_other_content(action.connector) and bool(text.strip())
    return bool(text.strip())


def _says_other_content(connector: StackConnector | None) -> bool:
    """Whether a connector's headers say that its body is something else than JSON."""
    headers = connector.config.get("headers") if connector and isinstance(connector.config, dict) else None
    if not isinstance(headers, dict):
        return False
    return any(
        str(name).lower() == "content-type" and isinstance(value, str) and "json" not in value.lower()
        for name, value in headers.items()
    )


def _wrong_in(text: str) -> Iterator[str]:
    tags = list(tags_in(text))
    inside = _inside_quotes(text, tags)
    for tag, is_inside in zip(tags, inside, strict=True):
        if tag.sign or tag.depth:
            continue
        is_json = tag.name.endswith(".asJSON")
        is_list = tag.name in _LISTS or tag.name in _SUMMARIES
        if is_inside and (is_list or is_json):
            yield f"{tag.name} is a list or an object, and stands in quotation marks"
        elif is_inside and tag.is_raw:
            yield f"{{{{{{{tag.name}}}}}}} is not escaped, and stands in quotation marks"
        elif not is_inside and is_list:
            yield f"{tag.name} is a list or an object, and is not written as JSON"
    if any(tag.sign for tag in tags):
        return  # what a section repeats is known only when it is rendered
    filled = text
    for tag in reversed(tags):
        filled = f"{filled[: tag.start]}0{filled[tag.end :]}"
    try:
        json.loads(filled)
    except (ValueError, RecursionError):
        yield "the text is no JSON, whatever stands for its templates"


def _inside_quotes(text: str, tags: list[Tag]) -> list[bool]:
    """Return of each tag whether it stands inside a JSON string."""
    found: list[bool] = []
    is_inside, at = False, 0
    for tag in tags:
        while at < tag.start:
            if text[at] == "\\":
                at += 1
            elif text[at] == '"':
                is_inside = not is_inside
            at += 1
        found.append(is_inside)
        at = max(at, tag.end)
    return found
