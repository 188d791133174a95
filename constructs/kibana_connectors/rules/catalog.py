"""Every type whose actions a rule can use, and what Kibana says of an action's params."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from ..errors import Problem
from ..frames import forgetful
from .mustache import Situation, template_problems, variable_problems
from .params_base import Params, read_params, texts_in
from .rule_actions import RuleActions
from .system_actions import SYSTEM_PARAMS

_MODULES = {
    ".d3security": ("d3security", "D3SecurityActions"),
    ".email": ("email", "EmailActions"),
    ".index": ("index", "IndexActions"),
    ".jira": ("jira", "JiraActions"),
    ".jira-service-management": ("jira_service_management", "JiraServiceManagementActions"),
    ".opsgenie": ("opsgenie", "OpsgenieActions"),
    ".pagerduty": ("pagerduty", "PagerDutyActions"),
    ".resilient": ("resilient", "ResilientActions"),
    ".server-log": ("server_log", "ServerLogActions"),
    ".servicenow": ("servicenow", "ServiceNowActions"),
    ".servicenow-itom": ("servicenow_itom", "ServiceNowITOMActions"),
    ".servicenow-sir": ("servicenow_sir", "ServiceNowSIRActions"),
    ".slack": ("slack", "SlackActions"),
    ".slack_api": ("slack_api", "SlackApiActions"),
    ".swimlane": ("swimlane", "SwimlaneActions"),
    ".teams": ("teams", "TeamsActions"),
    ".thehive": ("thehive", "TheHiveActions"),
    ".tines": ("tines", "TinesActions"),
    ".torq": ("torq", "TorqActions"),
    ".webhook": ("webhook", "WebhookActions"),
    ".xmatters": ("xmatters", "XMattersActions"),
    ".xsoar": ("xsoar", "XSOARActions"),
}


@dataclass(frozen=True)
class ParamsVerdict:
    """What Kibana says of an action's params.

    Attributes:
        ok: Whether Kibana takes them when the action runs. A text with Mustache counts as what it may become.
        errors: Why not.
        failures: Why the action fails or does harm although Kibana takes them.
    """

    ok: bool
    errors: tuple[Problem, ...]
    failures: tuple[Problem, ...]


def action_types() -> tuple[str, ...]:
    """Return the ids of the types that rules can use, system actions included."""
    return (*_MODULES, *SYSTEM_PARAMS)


def params_classes(type_id: str) -> tuple[type[Params], ...] | None:
    """Return the classes of a type's params; None where rules cannot use it, or nothing is known."""
    if type_id in SYSTEM_PARAMS:
        return SYSTEM_PARAMS[type_id]
    return actions_class(type_id).ACTION_PARAMS if type_id in _MODULES else None


def actions_class(type_id: str) -> type[RuleActions[Any]]:
    """Return the class with a type's actions and patterns, which is made of a connector's id.

    Args:
        type_id: The connector's type, such as `.pagerduty`.

    Raises:
        KeyError: Rules cannot use the type, it is a system action's, or nothing is known of it.
    """
    if type_id not in _MODULES:
        raise KeyError(f"{type_id}: not a type whose actions a rule can use")
    module, name = _MODULES[type_id]
    found: type[RuleActions[Any]] = getattr(importlib.import_module(f".params.{module}", __package__), name)
    return found


@forgetful
def validate_action(type_id: str, params: object, *, situation: Situation | None = None) -> ParamsVerdict:
    """Judge the params of a rule's action, in Kibana's JSON, without a Kibana.

    Args:
        type_id: The connector's type, such as `.pagerduty`.
        params: Kibana's `params`.
        situation: The rule's type and when the action runs; given, the variables are checked too.

    Raises:
        KeyError: Rules cannot use the type, or nothing is known of it.
    """
    classes = params_classes(type_id)
    if classes is None:
        raise KeyError(f"{type_id}: not a type whose actions a rule can use")
    sent, read, problems = read_params(classes, params)
    if sent is None or read is None:
        return ParamsVerdict(False, problems, ())
    failures = list(read.failures(None))
    for where, text in texts_in(sent, "params"):
        failures += template_problems(text, where)
        if situation is not None:
            failures += variable_problems(text, where, situation)
    return ParamsVerdict(True, (), tuple(dict.fromkeys(failures)))
