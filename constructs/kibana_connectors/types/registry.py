"""All connector types: by id, by class name, and Kibana's verdict on a payload of any of them."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ..cdk.connector import Connector
from ..errors import UnknownConnectorType
from ..schema.system_types import why_uncreatable
from ..schema.type_info import TypeInfo, Verdict
from . import spec

_CLASSES: dict[str, tuple[str, str]] = {
    ".bedrock": ("bedrock", "Bedrock"),
    ".cases-webhook": ("cases_webhook", "CasesWebhook"),
    ".crowdstrike": ("crowdstrike", "CrowdStrike"),
    ".d3security": ("d3security", "D3Security"),
    ".email": ("email", "Email"),
    ".gemini": ("gemini", "Gemini"),
    ".gen-ai": ("gen_ai", "GenAi"),
    ".http": ("http", "Http"),
    ".index": ("index", "Index"),
    ".inference": ("inference", "Inference"),
    ".jira": ("jira", "Jira"),
    ".jira-service-management": ("jira_service_management", "JiraServiceManagement"),
    ".mcp": ("mcp", "Mcp"),
    ".microsoft_defender_endpoint": ("microsoft_defender_endpoint", "MicrosoftDefenderEndpoint"),
    ".opsgenie": ("opsgenie", "Opsgenie"),
    ".pagerduty": ("pagerduty", "PagerDuty"),
    ".resilient": ("resilient", "Resilient"),
    ".sentinelone": ("sentinelone", "SentinelOne"),
    ".server-log": ("server_log", "ServerLog"),
    ".servicenow": ("servicenow", "ServiceNow"),
    ".servicenow-itom": ("servicenow_itom", "ServiceNowITOM"),
    ".servicenow-sir": ("servicenow_sir", "ServiceNowSIR"),
    ".slack": ("slack", "Slack"),
    ".slack_api": ("slack_api", "SlackApi"),
    ".swimlane": ("swimlane", "Swimlane"),
    ".teams": ("teams", "Teams"),
    ".thehive": ("thehive", "TheHive"),
    ".tines": ("tines", "Tines"),
    ".torq": ("torq", "Torq"),
    ".webhook": ("webhook", "Webhook"),
    ".xmatters": ("xmatters", "XMatters"),
    ".xsoar": ("xsoar", "Xsoar"),
}
_CLASSES |= {type_id: (f"spec.{module}", name) for type_id, (module, name) in spec.TYPES.items()}
_CLASSES = dict(sorted(_CLASSES.items()))
"""Type id to module below `types` and class, so that only the types in use are ever loaded."""

MODULES = {class_name: f"{__package__}.{module}" for module, class_name in _CLASSES.values()}
"""Class name to the module that holds it."""


@cache
def _loaded(module: str, class_name: str) -> type[Connector[Any, Any]]:
    found: type[Connector[Any, Any]] = getattr(importlib.import_module(f".{module}", __package__), class_name)
    return found


class _Types(Mapping[str, type[Connector[Any, Any]]]):
    """Every type id with its class; a class is loaded when it is asked for."""

    def __getitem__(self, type_id: str) -> type[Connector[Any, Any]]:
        try:
            module, class_name = _CLASSES[type_id]
        except (KeyError, TypeError):
            raise UnknownConnectorType(_unknown(type_id)) from None
        return _loaded(module, class_name)

    def __contains__(self, type_id: object) -> bool:
        return type_id in _CLASSES

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)


def connector_types() -> Mapping[str, type[Connector[Any, Any]]]:
    """Give every connector type: type id to class.

    Classes are loaded as they are asked for.

    Raises:
        UnknownConnectorType: On asking for an id that no type has.
    """
    return _Types()


def type_catalog() -> tuple[TypeInfo, ...]:
    """Give what Kibana says of each connector type, in the order of their ids."""
    return tuple(cls.TYPE for cls in connector_types().values())


def validate(type_id: str, config: object, secrets: object) -> Verdict:
    """Judge a payload on the wire as Kibana does.

    Answers for Kibana alone, except that a key which Kibana would drop silently is refused; what the
    Terraform provider cannot keep is refused when a connector is built.

    Args:
        type_id: The connector type, such as `.pagerduty`.
        config: Kibana's `config`.
        secrets: Kibana's `secrets`, with values.

    Raises:
        UnknownConnectorType: No type has this id.
    """
    return connector_types()[type_id].verdict(config, secrets)


def explain_unknown(type_id: str) -> str | None:
    """Say what was meant by an id that no type has, when that can be told.

    It may lack its dot, be the name that Kibana shows, or name a type that nobody can create.
    """
    why = why_uncreatable(type_id)
    if why is not None:
        return why
    if f".{type_id}" in _CLASSES:
        return f"unknown id; did you mean .{type_id}?"
    for info in type_catalog():
        if info.name.casefold() == type_id.casefold():
            return f"the name of a type, not its id; did you mean {info.type_id}?"
    return None


def _unknown(type_id: object) -> str:
    if not isinstance(type_id, str):
        return "connector type: expected a type id, such as .pagerduty"
    known = explain_unknown(type_id)
    if known is not None:
        return f"connector type: {known}"
    close = difflib.get_close_matches(type_id, _CLASSES, n=1)
    hint = f"; did you mean {close[0]}?" if close else "; `kibana-connectors types` lists them all"
    return f"connector type: unknown id {type_id!r}{hint}"
