"""Connector types that open something: how an action of each opens and closes it, and by which key.

Source: Kibana's stack connectors, and `docs/policies.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..stack_files.rules import StackAction
from ..stack_files.values import Unknown
from .templates import names_in

INCIDENT_TYPES = frozenset(
    {".pagerduty", ".opsgenie", ".jira-service-management", ".servicenow", ".xmatters"}
)
"""They can close what they open."""
ONE_WAY_TYPES = frozenset({".jira", ".resilient", ".servicenow-sir", ".swimlane", ".thehive"})
"""A rule can open something with them, and never close it."""
MESSAGING_TYPES = frozenset({".slack", ".slack_api", ".teams", ".email"})

_CREATES = frozenset({"pushToService", "createAlert"})
_KEYS: dict[str, tuple[str, ...]] = {
    ".pagerduty": ("dedupKey",),
    ".opsgenie": ("subActionParams", "alias"),
    ".jira-service-management": ("subActionParams", "alias"),
    ".servicenow": ("subActionParams", "incident", "correlation_id"),
    ".servicenow-itom": ("subActionParams", "message_key"),
    ".xmatters": ("signalId",),
}
KEYED_TYPES = frozenset(_KEYS)
"""Types whose actions have a key that says what belongs together."""

_RULE_PARTS = frozenset({"rule.id", "alertId"})
_ALERT_PARTS = frozenset({"alert.id", "alert.uuid", "alertInstanceId"})
_BLANKS = re.compile(r"\{\{\s*(.*?)\s*\}\}")


class KeyParts(NamedTuple):
    """What a key is made of.

    Attributes:
        has_rule: Whether it names the rule.
        has_alert: Whether it names the alert.
        has_uuid: Whether it names the alert by its uuid, which needs no rule beside it.
    """

    has_rule: bool
    has_alert: bool
    has_uuid: bool

    @property
    def is_complete(self) -> bool:
        """Whether each alert of each rule has a key of its own."""
        return self.has_uuid or (self.has_rule and self.has_alert)


def opens(action: StackAction) -> bool:
    """Whether an action of an incident type opens something."""
    params = action.literal_params
    if action.type_id == ".pagerduty":
        return bool(params.get("eventAction", "trigger") == "trigger")
    if action.type_id == ".xmatters":
        return True
    if action.type_id == ".servicenow-itom":
        return bool(params.get("subAction") == "addEvent")
    return params.get("subAction") in _CREATES


def closes(action: StackAction) -> bool:
    """Whether an action of an incident type closes something."""
    params = action.literal_params
    if action.type_id == ".pagerduty":
        return bool(params.get("eventAction") == "resolve")
    if action.type_id == ".xmatters":
        return True  # the flow on the other side reads the group's name
    return params.get("subAction") in ("closeAlert", "closeIncident")


def creates_again(action: StackAction) -> bool:
    """Whether an action of a one-way type makes a record each time that it runs."""
    params = action.literal_params
    if params.get("subAction") == "createAlert":
        return True
    if params.get("subAction") != "pushToService":
        return False
    incident = params_path(params, "subActionParams", "incident")
    return not (isinstance(incident, dict) and incident.get("externalId"))


def key_name(type_id: str) -> str:
    """Return how a type calls its key."""
    return _KEYS[type_id][-1]


def key_place(action: StackAction) -> str:
    """Return where the key stands in a rule."""
    return f"{action.place}.params.{'.'.join(_KEYS[action.type_id or ''])}"


def key_of(action: StackAction) -> Any:
    """Return an action's key: a text, None where it has none, or what only Terraform knows."""
    if isinstance(action.params, Unknown):
        return action.params
    value: Any = action.params
    for key in _KEYS[action.type_id or ""]:
        if isinstance(value, Unknown):
            return value
        value = value.get(key) if isinstance(value, dict) else None
    return value


def parts_of(key: str, *, is_summary: bool) -> KeyParts:
    """Return what a key is made of.

    Args:
        key: The key.
        is_summary: Whether the action tells of all alerts: `alert.id` and `alert.uuid` are the rule's then.
    """
    names = set(names_in(key))
    uuid = "alert.uuid" in names and not is_summary
    return KeyParts(bool(names & _RULE_PARTS), bool(names & _ALERT_PARTS) and not is_summary, uuid)


def normalized(key: str) -> str:
    """Return a key as it is compared: blanks in braces do not count."""
    return _BLANKS.sub(r"{{\1}}", key)


def params_path(params: Mapping[str, Any], *path: str) -> Any:
    """Return what stands at a path in params; None where nothing does."""
    value: Any = params
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value
