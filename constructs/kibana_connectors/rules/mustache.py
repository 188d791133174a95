"""Mustache in an action's params: is it well-formed, and are its variables filled when the action runs.

Kibana fills unknown variables with nothing, and puts an error text where a template cannot be rendered; the
action itself does not fail. So both would only show in the message that somebody gets.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import Problem
from .rule_types import OLD_VARIABLES, VARIABLES_OF_AN_ALERT, VARIABLES_OF_EVERY_RULE, RuleType

LAMBDAS = frozenset({"EvalMath", "ParseHjson", "FormatDate", "FormatNumber"})
"""Sections that are functions of Kibana's; names inside them mean what they mean outside."""

_SUMMARIES = frozenset({"all", "new", "ongoing", "recovered"})
_ROOTS = ("alert", "alerts", "context", "date", "kibana", "kibanaBaseUrl", "rule", "state")
_DOCUMENT_FIELDS = frozenset(
    {
        *("@timestamp", "agent", "client", "cloud", "container", "data_stream", "destination", "device"),
        *("dns", "ecs", "error", "event", "faas", "file", "geo", "group", "hash", "host", "http", "kibana"),
        *("kubernetes", "labels", "log", "message", "metricset", "monitor", "network", "observer"),
        *("orchestrator", "organization", "package", "process", "processor", "registry", "related", "server"),
        *("service", "slo", "source", "span", "threat", "tls", "trace", "transaction", "url", "user"),
        *("user_agent", "volume", "vulnerability", "x509", "anomaly", "configId", "location", "monitor"),
    }
)
"""First names of the fields that alerts as data may have, beside `kibana.alert.*`."""


@dataclass(frozen=True)
class Situation:
    """When an action runs, which decides what is filled.

    Attributes:
        rule_type: The rule's type.
        is_summary: Whether one run tells of all alerts.
        is_recovered: Whether it runs for alerts that have ended.
    """

    rule_type: RuleType
    is_summary: bool = False
    is_recovered: bool = False


class Malformed(Exception):
    """A template that Kibana cannot render; the text says why."""


def variables(template: str) -> list[str]:
    """Return the variables that a template asks for at its top level, in order.

    Inside a section, names may be those of the section's own object, so that they tell nothing.

    Raises:
        Malformed: Kibana cannot render the template.
    """
    found: list[str] = []
    sections: list[str] = []
    opening, closing = "{{", "}}"
    at = 0
    while (start := template.find(opening, at)) >= 0:
        at = start + len(opening)
        sign = template[at : at + 1]
        ending = closing
        if sign == "{" and opening == "{{":
            ending = "}}}"
        elif sign == "=":
            ending = "=" + closing
        end = template.find(ending, at + (1 if sign in ("{", "=") else 0))
        if end < 0:
            raise Malformed(f'a "{opening}" that is not closed')
        inside = template[at:end]
        at = end + len(ending)
        if sign == "=":
            marks = inside[1:].split()
            if len(marks) != 2:
                raise Malformed('a "{{=" that does not name two delimiters')
            opening, closing = marks
            continue
        if sign in ("!", ">"):
            continue
        name = (inside[1:] if sign in ("{", "&", "#", "^", "/") and sign else inside).strip()
        if sign == "/":
            if not sections or sections[-1] != name:
                raise Malformed("a section that is closed and was not opened last")
            sections.pop()
            continue
        if name not in LAMBDAS and not (set(sections) - LAMBDAS):
            found.append(name)
        if sign in ("#", "^"):
            sections.append(name)
    if sections:
        raise Malformed("a section that is not closed")
    return found


def template_problems(text: str, where: str) -> Iterator[Problem]:
    """Find why Kibana could not render a text."""
    try:
        variables(text)
    except Malformed as error:
        yield Problem(where, f"Mustache with {error}", "Kibana would put an error text in its place")


def variable_problems(text: str, where: str, situation: Situation) -> Iterator[Problem]:
    """Find the variables in a text that are empty when the action runs."""
    try:
        named = variables(text)
    except Malformed:
        return  # told by `template_problems`
    for name in dict.fromkeys(named):
        if (found := _empty(name, situation)) is not None:
            message, hint = found
            yield Problem(where, message, hint)


_NAME = re.compile(r"[\w@$-]+(\.[\w@$-]+)*")


def _empty(name: str, situation: Situation) -> tuple[str, str] | None:
    """Return why a variable is empty, and what to do; None where it is filled, or nobody can tell."""
    if name in ("", ".") or not _NAME.fullmatch(name):
        return None if name == "." else (f"no variable has the name {_shown(name)}", "")
    root, *rest = name.removesuffix(".asJSON").split(".")
    kind = situation.rule_type
    if root in OLD_VARIABLES or (root == "alert" and not rest):
        return None
    if root in ("date", "kibanaBaseUrl") and not rest:
        return None
    if root == "rule":
        return _one_of(name, rest, VARIABLES_OF_EVERY_RULE)
    if root == "alerts":
        return _in_summary(name, rest, situation)
    if situation.is_summary and root in ("alert", "context", "state") and not _is_detection(kind):
        hint = "A summary has rule.*, date and alerts.new, alerts.ongoing, alerts.recovered, alerts.all"
        return f"{name} means nothing in a summary of several alerts", hint
    if root == "alert":
        return _one_of(name, rest, VARIABLES_OF_AN_ALERT)
    if root == "context":
        return _in_context(name, rest, situation)
    if root == "state":
        return None
    if kind.alerts_as_data and not situation.is_summary and root in _DOCUMENT_FIELDS:
        return None
    if root == "kibana":
        if kind.alerts_as_data:
            return (
                f"{name} means nothing in a summary of several alerts",
                "Write it in a section of alerts.new.data",
            )
        return f"{name} is empty: {kind.rule_type_id} keeps no alerts as data", ""
    known = [*_ROOTS, *OLD_VARIABLES]
    close = difflib.get_close_matches(root, known, n=1)
    hint = (
        f'Did you mean "{close[0]}"?' if close else "There are rule.*, alert.*, context.*, state.* and date"
    )
    return f"no variable has the name {_shown(name)}", hint


def _in_summary(name: str, rest: list[str], situation: Situation) -> tuple[str, str] | None:
    if not situation.is_summary:
        return f"{name} is empty in an action that runs for each alert", "Only a summary has it"
    if not rest or rest[0] not in _SUMMARIES or (len(rest) > 1 and rest[1] not in ("count", "data")):
        return f"no variable has the name {name}", "There are alerts.new.count, alerts.new.data, and so on"
    return None


def _in_context(name: str, rest: list[str], situation: Situation) -> tuple[str, str] | None:
    kind = situation.rule_type
    if not rest:
        return None
    if kind.context and not kind.has_more_context and rest[0] not in kind.context:
        close = difflib.get_close_matches(rest[0], kind.context, n=1)
        listed = f"It has: {', '.join(kind.context)}"
        hint = f'Did you mean "context.{close[0]}"?' if close else listed
        return f"{kind.rule_type_id} has no {name}", hint
    if situation.is_recovered and not kind.fills_when_recovered(rest[0]):
        return f"{name} is empty when an alert has recovered", "Use rule.*, alert.* or date there"
    return None


def _one_of(name: str, rest: list[str], known: tuple[str, ...]) -> tuple[str, str] | None:
    root = known[-1].partition(".")[0]
    names = [each.partition(".")[2] for each in known if "." in each]
    if not rest or rest[0] in names:
        return None
    close = difflib.get_close_matches(rest[0], names, n=1)
    hint = f'Did you mean "{root}.{close[0]}"?' if close else f"There are: {', '.join(names)}"
    return f"no variable has the name {_shown(name)}", hint


def _is_detection(kind: RuleType) -> bool:
    return kind.rule_type_id.startswith("siem.")


def _shown(name: str) -> str:
    # What is no variable may be anything, so that it is shown only if it reads like one.
    return name if _NAME.fullmatch(name) and len(name) <= 60 else "that is written there"
