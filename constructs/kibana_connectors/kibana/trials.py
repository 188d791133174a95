"""How to try out a connector: params that do as little as its type allows, and what they do.

The params were chosen from Kibana's source and the schemas of its types; none was run against a real service.
Where a type has an action that only reads, that one is taken. The types that Kibana defines as data have a
test of their own, `_test`, where Kibana calls them testable; nothing else of theirs is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..frames import forgetful
from .execution import TEST

Effect = Literal["reads", "sends", "writes"]
_TEXT = "connector smoke test"
_NOWHERE = "kibana-connectors-smoke-test"


@dataclass(frozen=True)
class Trial:
    """One run of a connector that tries it out.

    Attributes:
        params: What `_execute` is given.
        effect: `reads`: nobody notices. `sends`: a message goes out, or somebody may be paged, or what is
            behind it starts. `writes`: a document or a ticket is made, which stays.
        does: What it does, such as `lists the issue types of the project`.
    """

    params: Mapping[str, Any] = field(repr=False)
    effect: Effect
    does: str


@dataclass(frozen=True)
class NoTrial:
    """There is no way to try out a connector.

    Attributes:
        why: Why not.
    """

    why: str


@forgetful
def trial_of(
    type_id: str,
    config: Mapping[str, Any] | None = None,
    *,
    is_testable: bool | None = None,
    email_to: str | None = None,
) -> Trial | NoTrial:
    """Return how to try out a connector.

    Args:
        type_id: Its type.
        config: Its config; None where Kibana hides it.
        is_testable: Whether Kibana says that the type has a test of its own; None where it does not say.
        email_to: Where an email connector sends its message; None takes the sender's address.
    """
    known = config or {}
    if type_id == ".email":
        return _email(known, email_to)
    if type_id == ".inference":
        return _inference(known)
    if type_id == ".slack_api":
        return _slack_api(known)
    if type_id == ".webhook" and str(known.get("method", "")).lower() == "get":
        return Trial({}, "reads", "sends a GET request to its URL")
    if type_id in _TRIALS:
        return _TRIALS[type_id]
    if is_testable:
        return Trial({"subAction": TEST, "subActionParams": {}}, "reads", "runs the test of its type")
    if is_testable is None:
        return NoTrial("this Kibana does not say whether the type has a test; 9.6 or later does")
    return NoTrial("its type has no test")


def _sub_action(name: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"subAction": name, "subActionParams": dict(params or {})}


def _reads(does: str, name: str, params: Mapping[str, Any] | None = None) -> Trial:
    return Trial(_sub_action(name, params), "reads", does)


_MODEL = "asks the model for a few words, which costs as little"
_CLOSES = "closes an alert that does not exist"
_TICKET = {"title": _TEXT, "description": _TEXT}
_CHOICES = "lists choices of a field"

_TRIALS: dict[str, Trial | NoTrial] = {
    ".bedrock": _reads(
        _MODEL,
        "test",
        {
            "body": json.dumps(
                {
                    "anthropic_version": "bedrock-2023-05-31",
                    "max_tokens": 8,
                    "messages": [{"role": "user", "content": "ping"}],
                }
            )
        },
    ),
    ".cases-webhook": Trial(
        _sub_action("pushToService", {"incident": _TICKET}), "writes", "opens a case in its system"
    ),
    ".crowdstrike": _reads(
        "looks up a host that does not exist", "getAgentDetails", {"ids": ["elastic-connector-test"]}
    ),
    ".d3security": Trial(
        _sub_action("test", {"body": json.dumps({"message": _TEXT})}), "writes", "sends an event, which stays"
    ),
    ".gemini": _reads(
        _MODEL,
        "test",
        {
            "body": json.dumps(
                {
                    "contents": [{"role": "user", "parts": [{"text": "ping"}]}],
                    "generation_config": {"maxOutputTokens": 8},
                }
            )
        },
    ),
    ".gen-ai": _reads(
        _MODEL, "test", {"body": json.dumps({"messages": [{"role": "user", "content": "ping"}]})}
    ),
    ".http": Trial({"method": "GET"}, "reads", "sends a GET request to its URL"),
    ".index": Trial({"documents": [{"message": _TEXT}]}, "writes", "writes a document into its index"),
    ".jira": _reads("lists the issue types of the project", "issueTypes"),
    ".jira-service-management": Trial(
        _sub_action("closeAlert", {"alias": _NOWHERE, "note": _TEXT}), "sends", _CLOSES
    ),
    ".mcp": _reads("connects to the server", "test"),
    ".microsoft_defender_endpoint": _reads("asks for a machine that does not exist", "testConnector"),
    ".opsgenie": Trial(_sub_action("closeAlert", {"alias": _NOWHERE, "note": _TEXT}), "sends", _CLOSES),
    ".pagerduty": Trial(
        {"eventAction": "resolve", "dedupKey": _NOWHERE}, "sends", "resolves an incident that does not exist"
    ),
    ".resilient": _reads("lists the types of incidents", "incidentTypes"),
    ".sentinelone": _reads("lists agents", "getAgents"),
    ".server-log": Trial({"message": _TEXT}, "reads", "writes one line into Kibana's log"),
    ".servicenow": _reads(_CHOICES, "getChoices", {"fields": ["urgency"]}),
    ".servicenow-itom": _reads(_CHOICES, "getChoices", {"fields": ["severity"]}),
    ".servicenow-sir": _reads(_CHOICES, "getChoices", {"fields": ["priority"]}),
    ".slack": Trial({"message": _TEXT}, "sends", "posts a message"),
    ".swimlane": Trial(
        _sub_action("pushToService", {"incident": {"description": _TEXT}}), "writes", "makes a record"
    ),
    ".teams": Trial({"message": _TEXT}, "sends", "posts a message"),
    ".thehive": Trial(_sub_action("pushToService", {"incident": _TICKET}), "writes", "opens a case"),
    ".tines": _reads("lists the stories", "stories"),
    ".torq": Trial({"body": json.dumps({"message": _TEXT})}, "sends", "starts its workflow"),
    ".webhook": Trial({"body": json.dumps({"message": _TEXT})}, "sends", "sends a request to its URL"),
    ".xmatters": Trial({"severity": "low"}, "sends", "triggers its flow, as a test"),
    ".xsoar": _reads("lists the playbooks", "getPlaybooks"),
    **dict.fromkeys(
        (".cases", ".observability-ai-assistant", ".workflows"),
        NoTrial("it belongs to Kibana itself, which alone can run it"),
    ),
}
"""Types whose trial does not depend on their config."""


def _email(config: Mapping[str, Any], to: str | None) -> Trial | NoTrial:
    sender = config.get("from")
    address = to or (sender if isinstance(sender, str) else None)
    if not address:
        return NoTrial("its sender is not known: say where to send the message by --email-to")
    params = {"to": [address], "subject": _TEXT, "message": _TEXT}
    return Trial(
        params, "sends", "sends a message to " + ("the address that was given" if to else "its sender")
    )


def _inference(config: Mapping[str, Any]) -> Trial | NoTrial:
    ping = {"messages": [{"role": "user", "content": "ping"}]}
    by_task: dict[str, dict[str, Any]] = {
        "chat_completion": _sub_action("unified_completion", {"body": ping}),
        "completion": _sub_action("completion", {"input": "ping"}),
        "rerank": _sub_action("rerank", {"input": ["ping"], "query": "ping"}),
        "sparse_embedding": _sub_action("sparse_embedding", {"input": "ping"}),
        "text_embedding": _sub_action("text_embedding", {"input": "ping", "inputType": "ingest"}),
    }
    task = config.get("taskType")
    if task not in by_task:
        return NoTrial("its taskType is not known, which decides what it can do")
    return Trial(by_task[task], "reads", _MODEL)


def _slack_api(config: Mapping[str, Any]) -> Trial:
    allowed = config.get("allowedChannels")
    ids = [each["id"] for each in allowed if isinstance(each, Mapping) and each.get("id")] if allowed else []
    if ids:
        return _reads("looks up its first channel", "validChannelId", {"channelId": ids[0]})
    return _reads("looks up a channel that does not exist", "validChannelId", {"channelId": "C0123456789"})
