"""Typed CDKTF constructs for Kibana connectors.

Each connector type is a class; `connector_types()` maps type ids to classes. Everything public is named
here and loaded when it is first used: importing this package builds no connector type.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backends.s3 import EncryptedS3Backend as EncryptedS3Backend
    from .cdk.connector import Connector as Connector
    from .cdk.provider import KibanaProvider as KibanaProvider
    from .cdk.stack_record import allow_unencrypted_state as allow_unencrypted_state
    from .cdk.synthesis import synth as synth
    from .errors import InvalidBackend as InvalidBackend
    from .errors import InvalidConnector as InvalidConnector
    from .errors import InvalidPayload as InvalidPayload
    from .errors import InvalidProvider as InvalidProvider
    from .errors import KibanaConnectorsError as KibanaConnectorsError
    from .errors import LiteralSecret as LiteralSecret
    from .errors import MissingExtra as MissingExtra
    from .errors import Problem as Problem
    from .errors import SandboxError as SandboxError
    from .errors import SynthesisError as SynthesisError
    from .errors import UnknownConnectorType as UnknownConnectorType
    from .schema.secret import Secret as Secret
    from .schema.secret import SecretsMode as SecretsMode
    from .schema.target import Target as Target
    from .schema.type_info import TypeInfo as TypeInfo
    from .schema.type_info import Verdict as Verdict
    from .types.bedrock import Bedrock as Bedrock
    from .types.cases_webhook import CasesWebhook as CasesWebhook
    from .types.crowdstrike import CrowdStrike as CrowdStrike
    from .types.d3security import D3Security as D3Security
    from .types.email import Email as Email
    from .types.gemini import Gemini as Gemini
    from .types.gen_ai import GenAi as GenAi
    from .types.http import Http as Http
    from .types.index import Index as Index
    from .types.inference import Inference as Inference
    from .types.jira import Jira as Jira
    from .types.jira_service_management import JiraServiceManagement as JiraServiceManagement
    from .types.mcp import Mcp as Mcp
    from .types.microsoft_defender_endpoint import MicrosoftDefenderEndpoint as MicrosoftDefenderEndpoint
    from .types.opsgenie import Opsgenie as Opsgenie
    from .types.pagerduty import PagerDuty as PagerDuty
    from .types.registry import connector_types as connector_types
    from .types.registry import validate as validate
    from .types.resilient import Resilient as Resilient
    from .types.sentinelone import SentinelOne as SentinelOne
    from .types.server_log import ServerLog as ServerLog
    from .types.servicenow import ServiceNow as ServiceNow
    from .types.servicenow_itom import ServiceNowITOM as ServiceNowITOM
    from .types.servicenow_sir import ServiceNowSIR as ServiceNowSIR
    from .types.slack import Slack as Slack
    from .types.slack_api import SlackApi as SlackApi
    from .types.spec import *  # noqa: F403 - the types that Kibana defines as data
    from .types.swimlane import Swimlane as Swimlane
    from .types.teams import Teams as Teams
    from .types.thehive import TheHive as TheHive
    from .types.tines import Tines as Tines
    from .types.torq import Torq as Torq
    from .types.webhook import Webhook as Webhook
    from .types.xmatters import XMatters as XMatters
    from .types.xsoar import Xsoar as Xsoar

__version__ = "0.1.0"

_MODULES = {
    "EncryptedS3Backend": "backends.s3",
    "Connector": "cdk.connector",
    "Target": "schema.target",
    "TypeInfo": "schema.type_info",
    "Verdict": "schema.type_info",
    "InvalidBackend": "errors",
    "InvalidConnector": "errors",
    "InvalidPayload": "errors",
    "InvalidProvider": "errors",
    "KibanaConnectorsError": "errors",
    "LiteralSecret": "errors",
    "MissingExtra": "errors",
    "Problem": "errors",
    "SandboxError": "errors",
    "SynthesisError": "errors",
    "UnknownConnectorType": "errors",
    "KibanaProvider": "cdk.provider",
    "connector_types": "types.registry",
    "validate": "types.registry",
    "Secret": "schema.secret",
    "SecretsMode": "schema.secret",
    "allow_unencrypted_state": "cdk.stack_record",
    "synth": "cdk.synthesis",
    "Bedrock": "types.bedrock",
    "CasesWebhook": "types.cases_webhook",
    "CrowdStrike": "types.crowdstrike",
    "D3Security": "types.d3security",
    "Email": "types.email",
    "Gemini": "types.gemini",
    "GenAi": "types.gen_ai",
    "Http": "types.http",
    "Index": "types.index",
    "Inference": "types.inference",
    "Jira": "types.jira",
    "JiraServiceManagement": "types.jira_service_management",
    "Mcp": "types.mcp",
    "MicrosoftDefenderEndpoint": "types.microsoft_defender_endpoint",
    "Opsgenie": "types.opsgenie",
    "PagerDuty": "types.pagerduty",
    "Resilient": "types.resilient",
    "SentinelOne": "types.sentinelone",
    "ServerLog": "types.server_log",
    "ServiceNow": "types.servicenow",
    "ServiceNowITOM": "types.servicenow_itom",
    "ServiceNowSIR": "types.servicenow_sir",
    "Slack": "types.slack",
    "SlackApi": "types.slack_api",
    "Swimlane": "types.swimlane",
    "Teams": "types.teams",
    "TheHive": "types.thehive",
    "Tines": "types.tines",
    "Torq": "types.torq",
    "Webhook": "types.webhook",
    "XMatters": "types.xmatters",
    "Xsoar": "types.xsoar",
}


def _spec_modules() -> dict[str, str]:
    """Give the module of each class whose type Kibana defines as data; read only when one is asked for."""
    from .types.spec import TYPES

    return {name: f"types.spec.{module}" for module, name in TYPES.values()}


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return [*_MODULES, *_spec_modules(), "__version__"]
    module = _MODULES.get(name)
    if module is None and not name.startswith("_"):
        module = _spec_modules().get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__getattr__("__all__"))
