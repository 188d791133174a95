"""What went wrong elsewhere, as raw blocks: issues of Kibana and of the provider, and public Terraform files.

docs/policies.md has the same list. Left out are cases 21 and 22, which no policy can see: a null that Kibana
adds to a rule's params (provider 1757), and a tag that a server adds (provider 4292).
"""

from __future__ import annotations

from typing import Any

import pytest
from raw_stacks import (
    CHANGE,
    CONNECTORS,
    DETECTION,
    METRICS,
    action,
    connector,
    document,
    found,
    metrics_rule,
    ref,
    resolve,
    rule,
    trigger,
    without,
)

LOG = {"message": "{{rule.name}}"}
FIRED = "metrics.threshold.fired"
UUID = "2b4e28ba-2fa1-51d2-883f-0016d3cca427"


def pushed(key: str) -> dict[str, Any]:
    inner = {"short_description": "{{rule.name}}", "correlation_id": key}
    return {"subAction": "pushToService", "subActionParams": {"incident": inner, "comments": []}}


def closed(key: str) -> dict[str, Any]:
    return {"subAction": "closeIncident", "subActionParams": {"incident": {"correlation_id": key}}}


def one(*actions: Any, **more: Any) -> dict[str, Any]:
    return document([rule(*actions, **more)])


TICKET = {
    "subAction": "pushToService",
    "subActionParams": {"incident": {"summary": "{{rule.name}}"}, "comments": []},
}
MAIL = {"to": ["a@example.com"], "subject": "s", "message": "m"}
GROUPED = {**METRICS, "groupBy": ["host.name"]}
LOGS = {
    "count": {"comparator": "more than", "value": 1},
    "criteria": [{"field": "log.level", "comparator": "equals", "value": "error"}],
    "logView": {"logViewId": "default", "type": "log-view-reference"},
    "timeSize": 5,
    "timeUnit": "m",
}
CASES_ACTION = {
    "id": "system-connector-.cases",
    "group": "query matched",
    "params": '{"subAction":"run","subActionParams":{"groupingBy":[]}}',
}
ES_QUERY = {
    "esQuery": '{"query":{"match_all":{}}}',
    "index": ["logs-*"],
    "searchType": "esQuery",
    "size": 0,
    "threshold": [1],
    "thresholdComparator": ">",
    "timeField": "@timestamp",
    "timeWindowSize": 5,
    "timeWindowUnit": "m",
}

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "1: a group that the rule type does not have": (
        document([metrics_rule(action("log", LOG, "threshold met"))]),
        "action-group-known",
    ),
    "2: the mail's receivers as a text": (
        one(action("mail", {**MAIL, "to": "a@example.com"})),
        "action-params-fit-type",
    ),
    "3: a webhook's body as an object": (one(action("hook", {"body": {"a": 1}})), "action-params-fit-type"),
    "4: the type in place of the id": (
        one(action(ref("log", "connector_type_id"), LOG)),
        "action-id-is-connector-id",
    ),
    "5: no key over the API": (one(trigger(None), resolve(None)), "dedup-key-on-incident-actions"),
    "6: a key that all rules share": (
        one(trigger("{{alertInstanceId}}"), resolve("{{alertInstanceId}}")),
        "dedup-key-is-per-alert",
    ),
    "7: one incident for all hosts": (
        document([metrics_rule(trigger("{{rule.id}}", group=FIRED), resolve("{{rule.id}}"))]),
        "dedup-key-is-per-alert",
    ),
    "8: a close without a key": (
        one(action("now", pushed("{{alert.uuid}}")), action("now", closed(""), "recovered")),
        "one-key-opens-and-closes",
    ),
    "8: an incident without a key": (
        one(action("now", pushed("")), action("now", closed(""), "recovered")),
        "dedup-key-on-incident-actions",
    ),
    "9: a key that hits a closed incident, and is too long": (
        document(
            [
                rule(
                    action("now", pushed("{{rule.id}}:{{alert.id}}"), FIRED),
                    action("now", closed("{{rule.id}}:{{alert.id}}"), "recovered"),
                    type_id="metrics.alert.threshold",
                    params=GROUPED,
                )
            ]
        ),
        "dedup-key-fits",
    ),
    "10: a second ticket on recovery": (
        one(action("jira", TICKET), action("jira", TICKET, "recovered")),
        "no-recovery-on-one-way-types",
    ),
    "11: incidents that stay open": (
        one(action("now", pushed("{{alert.uuid}}"))),
        "recovery-for-incident-actions",
    ),
    "12: a connector that is deleted before its rule": (
        document([rule(action(UUID, LOG))], {"log": connector(".server-log", connector_id=UUID)}),
        "connector-outlives-its-rules",
    ),
    "12: a connector that nothing protects": (
        document([rule(action("log", LOG))], {"log": without(CONNECTORS["log"], "lifecycle")}),
        "used-connector-is-protected",
    ),
    "13: a reason that is blank after a recovery": (
        document([metrics_rule(action("log", {"message": "{{context.reason}}"}, "recovered"))]),
        "recovered-context-filled",
    ),
    "14: a list that breaks the JSON": (
        one(action("hook", {"body": '{"alerts": "{{context.alerts}}"}'})),
        "json-body-safe",
    ),
    "15: a throttle below the interval": (
        one(
            action("log", LOG, frequency={**CHANGE, "notify_when": "onThrottleInterval", "throttle": "1m"}),
            interval="5m",
        ),
        "throttle-not-below-interval",
    ),
    "16: a mail per server and minute": (
        one(action("mail", MAIL, frequency={"summary": False, "notify_when": "onActiveAlert"})),
        "no-notify-every-check",
    ),
    "17: both ways to say when": (
        one(action("log", LOG), notify_when="onActiveAlert"),
        "frequency-everywhere-or-nowhere",
    ),
    "18: a connector of another space": (
        document([rule(action("log", LOG), space_id="ops")]),
        "connector-and-rule-in-same-space",
    ),
    "19: a system action with a group": (
        one(CASES_ACTION, type_id=".es-query", params=ES_QUERY),
        "system-action-plain",
    ),
    "20: a bot's token in the URL": (
        document(
            [], {"bot": connector(".webhook", {"url": "https://api.telegram.org/bot1234567:AAExyz/send"})}
        ),
        "no-credentials-in-config",
    ),
    "23: params that the rule type does not have": (
        one(type_id="apm.transaction_error_rate", params={"threshhold": 1, "environment": "prod"}),
        "rule-params-known",
    ),
    "24: a variable of another rule type": (
        one(
            action("log", {"message": "{{context.message}}"}, "logs.threshold.fired"),
            type_id="logs.alert.document.count",
            params=LOGS,
        ),
        "template-names-known",
    ),
    "25: a line break in the JSON": (one(action("hook", {"body": '{"a": "x\ny"}'})), "json-body-safe"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_policy_tells_what_went_wrong(name: str) -> None:
    raw, id = CASES[name]
    version = "8.17" if id == "recovered-context-filled" else None

    assert id in {policy for policy, severity, _ in found(raw, version=version) if severity != "info"}


def test_actions_of_detection_rules_are_judged_as_those_of_other_rules() -> None:
    def through(to: str, params: Any, group: str = "default", **more: Any) -> dict[str, Any]:
        return action(to, params, group, action_type_id=CONNECTORS[to]["connector_type_id"], **more)

    each_check = {"summary": False, "notify_when": "onActiveAlert", "throttle": "1h"}
    too_short = {"summary": False, "notify_when": "onThrottleInterval", "throttle": "1m"}
    wrong = [
        (through("pager", {"eventAction": "trigger", "summary": "s"}), "dedup-key-on-incident-actions"),
        (through("log", LOG, "nope"), "action-group-known"),
        (through("mail", {**MAIL, "to": "a@example.com"}), "action-params-fit-type"),
        (
            action("preconfigured", {"level": 3}, "default", action_type_id=".server-log"),
            "action-params-fit-type",
        ),
        (through("log", {"message": "{{rule.nam}}"}), "template-names-known"),
        (through("hook", {"body": '{"a":"{{rule.tags}}"}'}), "json-body-safe"),
        (through("mail", MAIL, frequency=each_check), "no-notify-every-check"),
        (through("log", LOG, frequency=too_short), "throttle-not-below-interval"),
        (through("log", LOG, "recovered"), "no-recovery-where-none-comes"),
        ({**through("log", LOG), "id": ref("log", "id")}, "action-id-is-connector-id"),
    ]
    for bad, id in wrong:
        raw = document(
            [{"type": "query", "name": "d", "interval": "5m", "actions": [bad]}], resource=DETECTION
        )
        assert id in {policy for policy, _, _ in found(raw)}, id
    elsewhere = {"type": "query", "name": "d", "space_id": "ops", "actions": [through("log", LOG)]}
    told = {policy for policy, _, _ in found(document([elsewhere], resource=DETECTION))}
    assert told == {"connector-and-rule-in-same-space"}
    right = {"type": "query", "name": "d", "interval": "5m", "actions": [through("log", LOG)]}
    assert found(document([right], resource=DETECTION)) == []
