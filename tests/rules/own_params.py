"""Params of actions, with Kibana's verdict on them: what the samples in `tests/data/` do not show.

Each line is derived from Kibana's schema of the type, and from two rules: text with Mustache is checked after
it was rendered, and the frame around it as it stands.
"""

from __future__ import annotations

from typing import Any

Case = tuple[str, Any, bool]
T = "{{context.value}}"


def sub(name: str, inside: Any, **beside: Any) -> dict[str, Any]:
    return {"subAction": name, "subActionParams": inside, **beside}


def push(incident: dict[str, Any], comments: Any = ..., **beside: Any) -> dict[str, Any]:
    inside = {"incident": incident} if comments is ... else {"incident": incident, "comments": comments}
    return sub("pushToService", inside, **beside)


def many(number: int) -> list[str]:
    return [f"t{index}" for index in range(number)]


def fields(number: int) -> dict[str, int]:
    return {f"f{index}": index for index in range(number)}


PAGERDUTY: list[Case] = [
    (".pagerduty", {"eventAction": T}, True),
    (".pagerduty", {"eventAction": "Trigger"}, False),
    (".pagerduty", {"eventAction": "resolve", "dedupKey": "k"}, True),
    (".pagerduty", {"eventAction": "acknowledge", "dedupKey": "k"}, True),
    (".pagerduty", {"dedupKey": "k" * 255}, True),
    (".pagerduty", {"dedupKey": "k" * 256}, False),
    (".pagerduty", {"dedupKey": "{{rule.id}}" * 40}, True),
    (".pagerduty", {"summary": "s" * 1024}, True),
    (".pagerduty", {"summary": "s" * 1025}, False),
    (".pagerduty", {"summary": None}, False),
    (".pagerduty", {"severity": "warning"}, True),
    (".pagerduty", {"severity": 1}, False),
    (".pagerduty", {"timestamp": "2026-11-25"}, True),
    (".pagerduty", {"timestamp": "  2026-11-25T12:00:00.000Z"}, True),
    (".pagerduty", {"timestamp": "1764072000000"}, True),
    (".pagerduty", {"timestamp": "yesterday"}, False),
    (".pagerduty", {"timestamp": T}, True),
    (".pagerduty", {"links": [{"href": "https://x.example", "text": T}]}, True),
    (".pagerduty", {"links": [{"href": "https://x.example"}]}, False),
    (".pagerduty", {"links": [{"href": "h", "text": "t", "title": "x"}]}, False),
    (".pagerduty", {"links": T}, False),
    (".pagerduty", {"customDetails": {"a": {"b": [1, T]}}}, True),
    (".pagerduty", {"customDetails": '{"a":{{{context.x.asJSON}}}}'}, True),
    (".pagerduty", {"customDetails": "[1]"}, False),
    (".pagerduty", {"customDetails": "no json"}, False),
    (".pagerduty", {"class": T, "group": T, "component": T, "source": T}, True),
    (".pagerduty", {"event_action": "trigger"}, False),
    (".pagerduty", [], False),
    (".pagerduty", None, False),
]

ALERTS: list[Case] = [
    *(
        (kind, sub("createAlert", inside), ok)
        for kind in (".opsgenie", ".jira-service-management")
        for inside, ok in (
            ({"message": T * 2000}, True),
            ({"message": "   "}, False),
            ({"message": "m" * 131}, True),
            ({"message": "m" * 15000}, True),
            ({"message": "m" * 15001}, False),
            ({"message": 1}, False),
            ({"message": "m", "alias": "a" * 600}, True),
            ({"message": "m", "alias": None}, False),
            ({"message": "m", "description": "d" * 15000}, True),
            ({"message": "m", "description": "d" * 15001}, False),
            ({"message": "m", "tags": many(20)}, True),
            ({"message": "m", "tags": ["t" * 51]}, False),
            ({"message": "m", "tags": ["{{rule.tags}}"]}, True),
            ({"message": "m", "tags": [T * 20]}, True),
            ({"message": "m", "tags": T}, False),
            ({"message": "m", "actions": many(10)}, True),
            ({"message": "m", "actions": many(11)}, False),
            ({"message": "m", "priority": "P1"}, True),
            ({"message": "m", "priority": "p1"}, False),
            ({"message": "m", "priority": T}, True),
            ({"message": "m", "details": {"k": T}}, True),
            ({"message": "m", "details": "k"}, False),
            ({"message": "m", "entity": "e" * 512}, True),
            ({"message": "m", "entity": "e" * 513}, False),
            ({"message": "m", "source": "s" * 101}, False),
            ({"message": "m", "user": "u" * 101}, False),
            ({"message": "m", "note": "n" * 25000}, True),
            ({"message": "m", "note": "n" * 25001}, False),
            ({"message": "m", "responders": [{"id": "1", "type": "schedule"}]}, True),
            ({"message": "m", "responders": [{"id": "1", "type": "group"}]}, False),
            ({"message": "m", "responders": [{"id": "1"}]}, False),
            ({"message": "m", "responders": [{"id": "1", "type": "team"}] * 51}, False),
            ({"message": "m", "visibleTo": [{"id": "1", "type": "user"}]}, True),
            ({"message": "m", "visibleTo": [{"id": "1", "type": "schedule"}]}, False),
            ({"message": "m", "colour": "red"}, False),
        )
    ),
    *(
        (kind, sub("closeAlert", inside), ok)
        for kind in (".opsgenie", ".jira-service-management")
        for inside, ok in (
            ({"alias": "a", "note": T}, True),
            ({"alias": None}, False),
            ({"alias": "a", "tags": []}, False),
            ({"alias": "a", "user": "u" * 101}, False),
        )
    ),
    (".jira-service-management", sub("createAlert", {"message": "m"}, extra=1), True),
    (".jira-service-management", {"subAction": "createAlert"}, False),
    (".jira-service-management", {"subAction": "createAlert", "subActionParams": None}, False),
    (
        ".jira-service-management",
        sub("createAlert", {"message": "m", "responders": [{"name": "t", "type": "team"}]}),
        False,
    ),
    (".opsgenie", sub("createAlert", {"message": "m", "responders": [{"name": "t", "type": "team"}]}), True),
    (
        ".opsgenie",
        sub("createAlert", {"message": "m", "responders": [{"username": "u", "type": "user"}]}),
        True,
    ),
    (
        ".opsgenie",
        sub("createAlert", {"message": "m", "responders": [{"name": "n", "id": "i", "type": "team"}]}),
        False,
    ),
    (".opsgenie", sub("createAlert", {"message": "m", "visibleTo": [{"name": "t", "type": "team"}]}), True),
    (".opsgenie", sub("createAlert", {"message": "m", "visibleTo": [{"name": "u", "type": "user"}]}), False),
    (".opsgenie", "createAlert", False),
]

TICKETS: list[Case] = [
    *(
        (kind, push({name: "s", **more}, *comments, **beside), ok)
        for kind, name in (
            (".jira", "summary"),
            (".resilient", "name"),
            (".servicenow", "short_description"),
            (".servicenow-sir", "short_description"),
        )
        for more, comments, beside, ok in (
            ({}, (), {}, True),
            ({"description": None}, (), {}, True),
            ({"description": T}, ([],), {}, True),
            ({"description": 1}, (), {}, False),
            ({"externalId": "x"}, (None,), {}, True),
            ({}, ([{"comment": T, "commentId": "1"}],), {}, True),
            ({}, ([{"comment": "c", "commentId": 1}],), {}, False),
            ({}, ([{"comment": "c", "commentId": "1", "by": "x"}],), {}, False),
            ({}, ("c",), {}, False),
            ({}, (T,), {}, False),
            ({"nothing": 1}, (), {}, False),
            ({name: None}, (), {}, False),
            ({name: 1}, (), {}, False),
            ({name: T}, (), {}, True),
            ({}, (), {"extra": 1}, kind == ".resilient"),
        )
    ),
    (".jira", sub("pushToService", {"incident": {"summary": "s"}, "extra": 1}), True),
    (".resilient", sub("pushToService", {"incident": {"name": "n"}, "extra": 1}), True),
    (".servicenow", sub("pushToService", {"incident": {"short_description": "s"}, "extra": 1}), False),
    (".servicenow-sir", sub("pushToService", {"incident": {"short_description": "s"}, "extra": 1}), False),
    (".jira", push({"summary": "s", "labels": ["a\tb"]}), False),
    (".jira", push({"summary": "s", "labels": ["{{ rule.name }}"]}), True),
    (".jira", push({"summary": "s", "labels": None, "parent": None, "priority": T, "issueType": T}), True),
    (".jira", push({"summary": "s", "labels": "a"}), False),
    (".jira", push({"summary": "s", "otherFields": fields(21)}), False),
    (".jira", push({"summary": "s", "otherFields": '{"customfield_1":1}'}), True),
    (".jira", push({"summary": "s", "otherFields": '{"summary":1}'}), False),
    (".jira", push({"summary": "s", "otherFields": '{"a":{{{context.x.asJSON}}}}'}), True),
    (".jira", push({"summary": "s", "otherFields": "no json"}), False),
    (".jira", push({"summary": "s", "otherFields": [1]}), False),
    (".jira", push({"summary": "s", "issue_type": "1"}), False),
    (".jira", sub("closeIssue", {}), False),
    (".jira", sub("pushToService", {}), False),
    (".resilient", push({"name": "n", "additionalFields": fields(50)}), True),
    (".resilient", push({"name": "n", "additionalFields": fields(51)}), False),
    (".resilient", push({"name": "n", "additionalFields": {"severityCode": 1}}), False),
    (".resilient", push({"name": "n", "incidentTypes": [T]}), True),
    (".resilient", push({"name": "n", "incidentTypes": T}), False),
    (".resilient", push({"name": "n", "incidentTypes": ["x"]}), False),
    (".resilient", push({"name": "n", "severityCode": "x"}), False),
    (".resilient", push({"name": "n", "severityCode": None}), True),
    (".servicenow", push({"short_description": "s", "severity": "2", "urgency": "2", "impact": T}), True),
    (".servicenow", push({"short_description": "s", "severity": 2}), False),
    (".servicenow", push({"short_description": "s", "priority": "1"}), False),
    (".servicenow", push({"short_description": "s", "correlation_id": "c" * 100}), True),
    (".servicenow", push({"short_description": "s", "additional_fields": fields(20)}), True),
    (".servicenow", push({"short_description": "s", "additional_fields": '{"externalId":1}'}), False),
    (".servicenow", push({"short_description": "s", "shortDescription": "s"}), False),
    (".servicenow", sub("closeIncident", {"incident": {"externalId": "1"}}), True),
    (".servicenow", sub("closeIncident", {"incident": {}}), True),
    (".servicenow", sub("closeIncident", {"incident": {"correlation_id": None}}), True),
    (".servicenow", sub("closeIncident", {"incident": {"short_description": "s"}}), False),
    (".servicenow", sub("closeIncident", {}), False),
    (".servicenow", sub("closeIncident", {"incident": {}}, extra=1), False),
    (".servicenow-sir", push({"short_description": "s", "source_ip": T, "dest_ip": [T]}), True),
    (".servicenow-sir", push({"short_description": "s", "source_ip": 1}), False),
    (".servicenow-sir", push({"short_description": "s", "source_ip": [1]}), False),
    (".servicenow-sir", push({"short_description": "s", "severity": "1"}), False),
    (".servicenow-itom", sub("addEvent", {}), True),
    (".servicenow-itom", sub("addEvent", {"source": None, "message_key": None, "node": T}), True),
    (".servicenow-itom", sub("addEvent", {"additional_info": {"a": 1}}), False),
    (".servicenow-itom", sub("addEvent", {}, extra=1), False),
    (".servicenow-itom", {"subAction": "addEvent"}, False),
    (".swimlane", push({}), True),
    (".swimlane", push({"alertId": T, "ruleName": None}, None), True),
    (".swimlane", push({"alertId": 1}), False),
    (".swimlane", push({"severity": 1}), False),
    (".swimlane", push({}, [{"comment": T, "commentId": T}]), True),
    (".swimlane", push({}, extra=1), False),
    (".swimlane", sub("createRecord", {}), False),
    (".thehive", push({"title": "t", "description": "d"}), True),
    (".thehive", push({"title": "t", "description": "d", "severity": "2", "tlp": T}), True),
    (".thehive", push({"title": "t", "description": "d", "severity": "high"}), False),
    (".thehive", push({"title": "t", "description": "d", "tags": None}, [], extra=1), True),
    (".thehive", push({"title": "t"}), False),
    (".thehive", push({"title": "t", "description": None}), False),
    *(
        (
            ".thehive",
            sub(
                "createAlert", {"title": T, "description": T, "type": T, "source": T, "sourceRef": T, **more}
            ),
            ok,
        )
        for more, ok in (
            ({}, True),
            ({"severity": T, "tlp": 0, "tags": [T]}, True),
            ({"isRuleSeverity": None, "body": None, "tags": None}, True),
            ({"isRuleSeverity": "yes"}, False),
            ({"body": '{"a":{{{context.x.asJSON}}}}'}, True),
            ({"body": {"a": 1}}, False),
            ({"sourceRef": None}, False),
            ({"externalId": "x"}, False),
            ({"tlp": "red"}, False),
        )
    ),
]

MESSAGES: list[Case] = [
    (".slack", {"message": "m", "channel": "c"}, False),
    (".slack", {"message": " "}, True),
    (".teams", {}, False),
    (".teams", {"message": T, "title": "t"}, False),
    (".teams", {"text": "m"}, False),
    (".server-log", {"message": "", "level": "debug"}, True),
    (".server-log", {"message": None}, False),
    (".server-log", {"message": "m", "level": 1}, False),
    (".slack_api", sub("postMessage", {"channelIds": ["C1"], "text": T}), True),
    (".slack_api", sub("postMessage", {"channelIds": ["C1"], "text": ""}), False),
    (".slack_api", sub("postMessage", {"channelIds": ["C1"], "text": None}), False),
    (".slack_api", sub("postMessage", {"channelNames": ["general"], "text": "t"}), False),
    (".slack_api", sub("postMessage", {"channelNames": ["#"], "text": "t"}), False),
    (".slack_api", sub("postMessage", {"channelNames": ["#" + "a" * 199], "text": "t"}), True),
    (".slack_api", sub("postMessage", {"channels": ["a", "b"], "text": "t"}), False),
    (".slack_api", sub("postMessage", {"channelIds": T, "text": "t"}), False),
    (".slack_api", sub("postMessage", {"channelIds": ["C1"], "text": "t"}, extra=1), False),
    (".slack_api", sub("postMessage", {"channelIds": ["C1"], "text": "t", "blocks": []}), False),
    (".slack_api", sub("getChannels", {}), False),
    (".slack_api", sub("postBlockkit", {"channelIds": ["C1"], "text": '{"blocks":[]}'}), True),
    (
        ".slack_api",
        sub("postBlockkit", {"channelIds": ["C1"], "text": '{"blocks":[{"text":"{{rule.name}}"}]}'}),
        True,
    ),
    (
        ".slack_api",
        sub("postBlockkit", {"channelIds": ["C1"], "text": '{"blocks":{{{context.b.asJSON}}}}'}),
        True,
    ),
    (".slack_api", sub("postBlockkit", {"channelIds": ["C1"], "text": "[]"}), False),
    (".slack_api", sub("postBlockkit", {"channelIds": ["C1"], "text": {"blocks": []}}), False),
    (".email", {"to": ["a@x.example"], "subject": T, "message": T}, True),
    (".email", {"to": [], "cc": [" "], "subject": "s", "message": "m"}, False),
    (".email", {"bcc": ["a@x.example"], "subject": "s", "message": "m"}, True),
    (".email", {"subject": "s", "message": "m"}, False),
    (".email", {"to": "a@x.example", "subject": "s", "message": "m"}, False),
    (".email", {"to": [T], "subject": "s", "message": "m"}, True),
    (".email", {"to": T, "subject": "s", "message": "m"}, False),
    (".email", {"to": ["a@x.example"], "message": "m"}, False),
    (".email", {"to": ["a@x.example"], "subject": None, "message": "m"}, False),
    (".email", {"to": ["a@x.example"] * 100, "subject": "s", "message": "m"}, True),
    (".email", {"to": ["a@x.example"], "cc": ["b@x.example"] * 101, "subject": "s", "message": "m"}, False),
    (
        ".email",
        {"to": ["a@x.example"], "replyTo": ["b@x.example"] * 11, "subject": "s", "message": "m"},
        False,
    ),
    (".email", {"to": ["a@x.example"], "replyTo": ["b@x.example"], "subject": "s", "message": "m"}, True),
    (".email", {"to": [1], "subject": "s", "message": "m"}, False),
    (".email", {"to": ["a@x.example"], "subject": "s", "message": "m", "kibanaFooterLink": {}}, True),
    (
        ".email",
        {"to": ["a@x.example"], "subject": "s", "message": "m", "kibanaFooterLink": {"url": "x"}},
        False,
    ),
    (".email", {"to": ["a@x.example"], "subject": "s", "message": "m", "kibanaFooterLink": None}, False),
    (".email", {"to": ["a@x.example"], "subject": "s", "message": "m", "attachments": []}, False),
]

BODIES: list[Case] = [
    (".index", {}, False),
    (".index", {"documents": [T]}, False),
    (".index", {"documents": [{"a": {"b": [None, True, 1.5, T]}}]}, True),
    (".index", {"documents": None}, False),
    (".index", {"documents": [{"a": 1}], "indexOverride": "logs"}, False),
    (".index", {"documents": [[1]]}, False),
    (".webhook", {}, True),
    (".webhook", {"body": ""}, True),
    (".webhook", {"body": None}, False),
    (".webhook", {"body": {"a": 1}}, False),
    (".webhook", {"body": '{"a":{{{context.x.asJSON}}}}'}, True),
    (".torq", {"body": '{"a":{{{context.x.asJSON}}}}'}, True),
    (".torq", {"body": {"a": 1}}, False),
    (".torq", {"body": None}, False),
    (".torq", {"body": "[]"}, True),
    (".xmatters", {"severity": ""}, True),
    (".xmatters", {"severity": T}, True),
    (".xmatters", {"severity": "high", "tags": ["a"]}, False),
    (".xmatters", {"severity": "high", "signalId": None}, False),
    (".xmatters", {"severity": "high", "title": "t"}, False),
    (".d3security", sub("run", {}), True),
    (".d3security", sub("run", {"body": T}), True),
    (".d3security", sub("run", {"eventType": 1}), False),
    (".d3security", sub("run", {"url": "x"}), False),
    (".d3security", sub("run", {}, extra=1), True),
    (".d3security", {"subAction": "run"}, False),
    (".tines", sub("run", {"body": "{}", "webhook": {"id": 1, "name": "w", "storyId": 2, "extra": 3}}), True),
    (".tines", sub("run", {"body": "{}", "webhook": {"id": 1, "name": "w"}}), False),
    (".tines", sub("run", {"webhookUrl": "https://x.example"}), False),
    (".tines", sub("run", {"body": {}, "webhookUrl": "https://x.example"}), False),
    (".tines", sub("run", {"body": "{}", "webhookUrl": "https://x.example"}, extra=1), True),
    (".xsoar", sub("run", {"name": T, "createInvestigation": False, "severity": T}), True),
    (".xsoar", sub("run", {"name": "n", "createInvestigation": "yes", "severity": 1}), False),
    (
        ".xsoar",
        sub("run", {"name": "n", "createInvestigation": True, "severity": 1, "playbookId": None}),
        True,
    ),
    (".xsoar", sub("run", {"name": "n", "createInvestigation": True, "severity": 1, "body": {}}), False),
    (".xsoar", {"subAction": "run"}, False),
]

SYSTEM: list[Case] = [
    *(
        (".cases", sub("run", {"groupingBy": [], **more}), ok)
        for more, ok in (
            ({"timeWindow": "7d"}, True),
            ({"timeWindow": "1w"}, True),
            ({"timeWindow": "5m"}, True),
            ({"timeWindow": "4m"}, False),
            ({"timeWindow": "0d"}, False),
            ({"timeWindow": "1y"}, False),
            ({"timeWindow": 7}, False),
            ({"templateId": None, "autoPushCase": None, "maximumCasesToOpen": None}, True),
            ({"reopenClosedCases": True, "autoPushCase": True, "templateId": "t"}, True),
            ({"reopenClosedCases": None}, False),
            ({"maximumCasesToOpen": 20}, True),
            ({"groupingBy": ["a", "b"]}, False),
            ({"groupingBy": "a"}, False),
            ({"owner": "cases"}, False),
        )
    ),
    (".cases", sub("run", {}), False),
    (".cases", sub("run", {"groupingBy": []}, extra=1), False),
    (".cases", {"groupingBy": []}, False),
    (
        ".observability-ai-assistant",
        {"connector": "c", "prompts": [{"statuses": ["active"], "message": "m"}]},
        True,
    ),
    (".observability-ai-assistant", {"connector": "c", "status": "active", "message": "m"}, True),
    (".observability-ai-assistant", {"connector": "c", "message": ""}, False),
    (".observability-ai-assistant", {"connector": "c", "rule": {}}, False),
    (".workflows", sub("run", {"workflowId": "w"}), True),
    (".workflows", sub("run", {"workflowId": "w", "inputs": {"a": [1]}}), True),
    (".workflows", sub("run", {"workflowId": "w", "inputs": "a"}), True),
    (".workflows", sub("run", {"workflowId": 1}), False),
    (".workflows", sub("run", {}), False),
    (".workflows", sub("run", {"workflowId": "w", "summaryMode": "yes"}), False),
    (".workflows", sub("run", {"workflowId": "w"}, extra=1), False),
]

CASES: list[Case] = [*PAGERDUTY, *ALERTS, *TICKETS, *MESSAGES, *BODIES, *SYSTEM]
