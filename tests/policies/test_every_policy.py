"""Each policy on raw resources: what it finds, and that it is silent where everything is right."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest
from raw_stacks import (
    CHANGE,
    CONNECTORS,
    DETECTION,
    KEY,
    METRICS,
    PARAMS,
    RULE,
    action,
    connector,
    document,
    found,
    metrics_rule,
    ref,
    resolve,
    rule,
    stack_file,
    trigger,
    verdict_on,
    without,
)

from kibana_connectors.policies.demands.deprecated_types_and_fields import DeprecatedTypesAndFields
from kibana_connectors.policies.demands.owner_in_name import OwnerInName
from kibana_connectors.policies.demands.secrets_young_enough import SecretsYoungEnough
from kibana_connectors.policies.judging import judge
from kibana_connectors.policies.packs import pack, policy_class, policy_classes
from kibana_connectors.rules.rule_types import RuleType, rule_types
from kibana_connectors.schema.target import Target
from kibana_connectors.stack_files.reading import StackFile

TABLE = "slo.rules.burnRate"
WINDOW = {
    "burnRateThreshold": 14.4,
    "maxBurnRateThreshold": 720,
    "longWindow": {"value": 1, "unit": "h"},
    "shortWindow": {"value": 5, "unit": "m"},
}
SLO = {
    "sloId": "s",
    "windows": [
        {**WINDOW, "id": "fast", "actionGroup": "slo.burnRate.alert"},
        {**WINDOW, "id": "slow", "actionGroup": "slo.burnRate.low"},
    ],
}
ALERT = "slo.burnRate.alert"
HOOK = {"body": '{"rule":"{{rule.name}}","tags":{{{rule.tags.asJSON}}}}'}
LITERAL = "2b4e28ba-2fa1-51d2-883f-0016d3cca427"
MAIL = {"to": ["a@example.com"], "subject": "{{rule.name}}", "message": "{{rule.name}}"}
EACH = {"summary": False, "notify_when": "onActiveAlert"}
THROTTLED = {"summary": False, "notify_when": "onThrottleInterval"}
MESSAGE = "actions[0].params.message"
BODY = "actions[0].params.body"
LOG = {"message": "{{rule.name}}"}
TICKET = {
    "subAction": "pushToService",
    "subActionParams": {"incident": {"summary": "{{rule.name}}"}, "comments": []},
}
GOOD = [rule(trigger(), resolve(), action("log", LOG))]


def one(*actions: Any, **more: Any) -> dict[str, Any]:
    """A stack with one rule."""
    return document([rule(*actions, **more)])


def webhook(config: dict[str, Any]) -> dict[str, Any]:
    """A stack with one webhook and no rule."""
    return of_connector(hook=connector(".webhook", config))


def incident(key: str | None = KEY) -> dict[str, Any]:
    inner = {"short_description": "{{rule.name}}", **({} if key is None else {"correlation_id": key})}
    return {"subAction": "pushToService", "subActionParams": {"incident": inner, "comments": []}}


def close(key: str | None = KEY) -> dict[str, Any]:
    return {"subAction": "closeIncident", "subActionParams": {"incident": {"correlation_id": key}}}


def post(**params: Any) -> dict[str, Any]:
    return {"subAction": "postMessage", "subActionParams": {"text": "t", "channelIds": ["C1"], **params}}


def slack(**params: Any) -> dict[str, Any]:
    return rule(action("chat", post(**params)))


def of_connector(**made: Any) -> dict[str, Any]:
    return document([], made)


def provider(**kibana: Any) -> dict[str, Any]:
    return {"provider": {"elasticstack": {"kibana": kibana}}}


OTHER_STACK = "data.terraform_remote_state.o.outputs"
SYSTEM = {"id": "system-connector-.cases", "params": json.dumps({"subAction": "run", "subActionParams": {}})}
EPHEMERAL = "${ephemeral.elasticstack_elasticsearch_security_api_key.k.encoded}"
KEPT_KEY = {"elasticstack_elasticsearch_security_api_key": {"k": {"name": "k", "expiration": "1d"}}}

CASES: dict[str, tuple[list[tuple[dict[str, Any], str, str]], list[dict[str, Any]]]] = {
    "recovery-for-incident-actions": (
        [
            (one(trigger()), "error", "actions[0]"),
            (one(trigger(), resolve(alerts_filter={"kql": "a: b"})), "error", "actions[1]"),
            (one(trigger(), resolve(group="threshold met")), "error", "actions[0]"),
            (one(action("now", incident())), "error", "actions[0]"),
        ],
        [
            document(GOOD),
            one(trigger(alerts_filter={"kql": "a: b"}), resolve()),
            one(trigger(), type_id="acme.rule"),
            one(trigger(group="default"), type_id="siem.queryRule"),
        ],
    ),
    "no-recovery-on-one-way-types": (
        [
            (one(action("jira", TICKET, "recovered")), "error", "actions[0]"),
            (
                document(
                    [rule(action("case", TICKET, "recovered"))], {"case": connector(".servicenow-sir", {})}
                ),
                "warning",
                "actions[0]",
            ),
        ],
        [one(action("jira", TICKET)), one(trigger(), resolve())],
    ),
    "no-recovery-where-none-comes": (
        [
            (
                one(action("log", LOG, "recovered"), type_id="siem.queryRule"),
                "warning",
                "actions[0]",
            )
        ],
        [one(action("log", LOG, "default"), type_id="siem.queryRule"), document(GOOD)],
    ),
    "dedup-key-on-incident-actions": (
        [
            (one(trigger(None), resolve()), "error", "actions[0].params.dedupKey"),
            (one(trigger(" "), resolve()), "error", "actions[0].params.dedupKey"),
            (
                one(action("now", close(""), "recovered")),
                "error",
                "actions[0].params.subActionParams.incident.correlation_id",
            ),
        ],
        [document(GOOD), one(action("now", incident()), action("now", close(), "recovered"))],
    ),
    "dedup-key-is-per-alert": (
        [
            (one(trigger("kibana")), "error", "actions[0].params.dedupKey"),
            (one(trigger("{{rule.id}}")), "error", "actions[0].params.dedupKey"),
            (one(trigger("{{alertInstanceId}}")), "warning", "actions[0].params.dedupKey"),
            (
                one(trigger(frequency={**EACH, "summary": True})),
                "error",
                "actions[0].params.dedupKey",
            ),
        ],
        [
            document(GOOD),
            one(trigger("{{alert.uuid}}")),
            one(trigger("{{alertId}}-{{alertInstanceId}}")),
        ],
    ),
    "one-key-opens-and-closes": (
        [
            (one(trigger(), resolve("{{rule.id}}")), "error", "actions[1].params.dedupKey"),
            (one(trigger(), resolve(None)), "error", "actions[1].params.dedupKey"),
        ],
        [one(trigger(), resolve("{{ rule.id }}:{{ alert.id }}")), document(GOOD)],
    ),
    "dedup-key-fits": (
        [
            (
                document(
                    [
                        rule(
                            action("now", incident(), "metrics.threshold.fired"),
                            type_id="metrics.alert.threshold",
                            params={**METRICS, "groupBy": ["host.name"]},
                        )
                    ]
                ),
                "warning",
                "actions[0].params.subActionParams.incident.correlation_id",
            ),
            (one(trigger("k" * 256)), "warning", "actions[0].params.dedupKey"),
        ],
        [document(GOOD), one(action("now", incident())), one(trigger("k" * 200))],
    ),
    "action-group-known": (
        [
            (document([metrics_rule(action("log", LOG, "threshold met"))]), "error", "actions[0].group"),
            (one(action("log", LOG, None)), "error", "actions[0].group"),
        ],
        [
            document(GOOD),
            one(action("log", LOG, "any"), type_id="acme.rule"),
            one(SYSTEM),
        ],
    ),
    "slo-windows-have-actions": (
        [
            (
                one(action("log", LOG, ALERT), type_id=TABLE, params=SLO),
                "warning",
                "params.windows[1].actionGroup",
            )
        ],
        [
            document(
                [
                    rule(
                        action("log", LOG, ALERT),
                        action("log", LOG, "slo.burnRate.low"),
                        type_id=TABLE,
                        params=SLO,
                    )
                ]
            ),
            one(type_id=TABLE, params=SLO),
        ],
    ),
    "action-id-is-connector-id": (
        [
            (one(action(ref("log", "id"), LOG)), "error", "actions[0].id"),
            (one(action(ref("log", "connector_type_id"), LOG)), "error", "actions[0].id"),
            (one(action(f"default/{LITERAL}", LOG)), "error", "actions[0].id"),
            (one(action(".server-log", LOG)), "error", "actions[0].id"),
        ],
        [document(GOOD), one(action(LITERAL, LOG))],
    ),
    "action-params-fit-type": (
        [
            (
                one(action("mail", {**MAIL, "to": "a@example.com"})),
                "error",
                "actions[0].params.to",
            ),
            (one(action("hook", {"body": {"a": 1}})), "error", BODY),
            (one(action("log", {"message": ["x"]})), "error", MESSAGE),
        ],
        [
            document(GOOD),
            one(action("mail", MAIL)),
            one(action("log", {**LOG, "level": "{{context.level}}"})),
        ],
    ),
    "template-names-known": (
        [
            (
                one(action("log", {"message": "{{rule.nam}}"})),
                "warning",
                "actions[0].params.message",
            ),
            (
                one(action("log", {"message": "{{context.nothing}}"})),
                "warning",
                "actions[0].params.message",
            ),
            (
                one(action("log", {"message": "{{alertInstanceId}}"})),
                "warning",
                "actions[0].params.message",
            ),
            (
                document([slack(channelIds=["{{rule.name}}"])]),
                "warning",
                "actions[0].params.subActionParams.channelIds[0]",
            ),
        ],
        [
            document(GOOD),
            one(action("log", {"message": "{{context.title}} {{alert.id}} {{date}}"})),
        ],
    ),
    "json-body-safe": (
        [
            (
                one(action("hook", {"body": '{"a":"{{{rule.name}}}"}'})),
                "warning",
                "actions[0].params.body",
            ),
            (
                one(action("hook", {"body": '{"a":"{{rule.tags}}"}'})),
                "warning",
                "actions[0].params.body",
            ),
            (
                one(action("hook", {"body": '{"a":{{rule.tags}}}'})),
                "warning",
                "actions[0].params.body",
            ),
            (one(action("hook", {"body": '{"a":"x\ny"}'})), "warning", BODY),
        ],
        [
            one(action("hook", HOOK)),
            document(
                [rule(action("form", {"body": "a={{rule.name}}"}))],
                {
                    "form": connector(
                        ".webhook", {"url": "https://x.example", "headers": {"Content-Type": "text/plain"}}
                    )
                },
            ),
        ],
    ),
    "no-notify-every-check": (
        [
            (
                document([rule(action("mail", MAIL, frequency=EACH))]),
                "warning",
                "actions[0]",
            ),
            (
                one(without(action("mail", MAIL), "frequency"), notify_when="onActiveAlert"),
                "warning",
                "actions[0]",
            ),
            (
                document([rule(action("jira", TICKET, frequency=EACH))]),
                "error",
                "actions[0]",
            ),
        ],
        [
            document([rule(action("mail", MAIL, frequency={**EACH, "summary": True}))]),
            document([rule(action("log", LOG, frequency=EACH))]),
        ],
    ),
    "no-action-twice": (
        [(one(action("log", LOG), action("log", LOG)), "warning", "actions[1]")],
        [one(action("log", LOG), action("log", LOG, alerts_filter={"kql": "a: b"}))],
    ),
    "throttle-not-below-interval": (
        [
            (
                document([rule(action("log", LOG, frequency=THROTTLED))]),
                "error",
                "actions[0].frequency.throttle",
            ),
            (
                document(
                    [
                        rule(
                            action(
                                "log",
                                LOG,
                                frequency={**THROTTLED, "throttle": "30s"},
                            )
                        )
                    ]
                ),
                "error",
                "actions[0].frequency.throttle",
            ),
        ],
        [
            document(
                [
                    rule(
                        action(
                            "log",
                            LOG,
                            frequency={
                                "summary": False,
                                "notify_when": "onThrottleInterval",
                                "throttle": "60s",
                            },
                        )
                    )
                ]
            )
        ],
    ),
    "frequency-everywhere-or-nowhere": (
        [
            (
                one(action("log", LOG), without(action("mail", MAIL), "frequency")),
                "error",
                "actions[1]",
            ),
            (one(without(action("log", LOG), "frequency")), "error", "actions[0]"),
            (one(action("log", LOG), notify_when="onActiveAlert"), "error", "notify_when"),
        ],
        [
            one(action("log", LOG), SYSTEM),
            one(without(action("log", LOG), "frequency"), notify_when="onActionGroupChange"),
        ],
    ),
    "summary-where-allowed": (
        [
            (
                document(
                    [
                        rule(
                            action("log", LOG, "default", frequency={**CHANGE, "summary": True}),
                            type_id="monitoring_alert_cpu_usage",
                            params={"duration": "5m"},
                        )
                    ]
                ),
                "warning",
                "actions[0].frequency.summary",
            ),
            (
                one(action("log", LOG, alerts_filter={"kql": ""})),
                "error",
                "actions[0].alerts_filter",
            ),
        ],
        [one(action("log", LOG, alerts_filter={"kql": "a: b"}))],
    ),
    "system-action-plain": (
        [
            (one({**SYSTEM, "group": "query matched"}), "error", "actions[0].group"),
            (one({**SYSTEM, "frequency": CHANGE}), "error", "actions[0].frequency"),
            (one(SYSTEM, SYSTEM), "error", "actions[1]"),
        ],
        [one(SYSTEM, action("log", LOG))],
    ),
    "connector-and-rule-in-same-space": (
        [(one(action("log", LOG), space_id="ops"), "error", "actions[0].id")],
        [
            document(GOOD),
            document(
                [rule(action("log", LOG), space_id="ops")], {"log": connector(".server-log", space_id="ops")}
            ),
            one(action("log", LOG), space_id="${var.space}"),
        ],
    ),
    "connector-outlives-its-rules": (
        [
            (
                document(
                    [rule(action(LITERAL, LOG))], {"log": connector(".server-log", connector_id=LITERAL)}
                ),
                "error",
                "actions[0].id",
            ),
            (one(action(LITERAL, LOG)), "warning", "actions[0].id"),
        ],
        [
            document(GOOD),
            document(
                [rule(action(LITERAL, LOG), depends_on=["elasticstack_kibana_action_connector.log"])],
                {"log": connector(".server-log", connector_id=LITERAL)},
            ),
            one(action("my-preconfigured", LOG)),
        ],
    ),
    "detection-rules-by-their-resource": (
        [
            (one(type_id="siem.queryRule", params={}), "error", "rule_type_id"),
            (one(type_id="streams.rules.esql", params={}), "error", "rule_type_id"),
        ],
        [document(GOOD), document([{"type": "query", "name": "d"}], resource=DETECTION)],
    ),
    "rule-params-known": (
        [
            (one(params={**PARAMS, "tresholdComparator": ">"}), "error", "params.tresholdComparator"),
            (one(params=without(PARAMS, "threshold")), "error", "params.threshold"),
            (
                one(params={**PARAMS, "thresholdComparator": "above"}),
                "error",
                "params.thresholdComparator",
            ),
            (
                document(
                    [
                        rule(
                            type_id="metrics.alert.threshold",
                            params={
                                **METRICS,
                                "criteria": [{**METRICS["criteria"][0], "comparator": "above"}],
                            },
                        )
                    ]
                ),
                "error",
                "params.criteria[0].comparator",
            ),
        ],
        [document(GOOD), document([metrics_rule()]), one(type_id=TABLE, params=SLO)],
    ),
    "attribute-can-be-taken-back": (
        [(one(alert_delay=3), "warning", "alert_delay")],
        [document(GOOD), one(alert_delay=1)],
    ),
    "consumer-known": (
        [(one(consumer="stackAlertz"), "error", "consumer")],
        [one(consumer="stackAlerts"), one(type_id="acme.rule", consumer="acme")],
    ),
    "rules-run-with-a-lasting-key": (
        [
            (document([rule()], **provider(api_key=EPHEMERAL)), "error", "provider.kibana.api_key"),
            (
                {
                    **one(),
                    **provider(api_key=EPHEMERAL.replace("ephemeral.", "")),
                    "resource": {**one()["resource"], **KEPT_KEY},
                },
                "error",
                "provider.kibana.api_key",
            ),
        ],
        [document(GOOD), document([], **provider(api_key=EPHEMERAL))],
    ),
    "rules-run-with-no-persons-key": (
        [(document([rule()], **provider(username="jane", password="${var.p}")), "warning", "provider")],
        [document(GOOD), document([rule()], **provider()), document([], **provider(username="jane"))],
    ),
    "no-credentials-in-config": (
        [
            (webhook({"url": "https://u:p@x.example/"}), "error", "config.url"),
            (
                webhook({"url": "https://x.example/?token=abc"}),
                "error",
                "config.url",
            ),
            (
                of_connector(
                    a=connector(".webhook", {"url": "https://api.telegram.org/bot12345:AAE-x/send"})
                ),
                "error",
                "config.url",
            ),
            (
                of_connector(
                    a=connector(
                        ".webhook", {"url": "https://x.example", "headers": {"Authorization": "Basic eA=="}}
                    )
                ),
                "error",
                "config.headers.Authorization",
            ),
        ],
        [document(), webhook({"url": "https://x.example/in?room=ops"})],
    ),
    "no-plain-http": (
        [
            (
                webhook({"url": "http://hooks.example.com/in"}),
                "warning",
                "config.url",
            )
        ],
        [
            webhook({"url": "http://localhost:8080/"}),
            webhook({"url": "http://relay.ops.svc/in"}),
            document(),
        ],
    ),
    "verification-not-none": (
        [
            (
                of_connector(
                    a=connector(".webhook", {"url": "https://x.example", "verificationMode": "none"})
                ),
                "error",
                "config.verificationMode",
            )
        ],
        [webhook({"url": "https://x.example", "verificationMode": "full"})],
    ),
    "deprecated-types-and-fields": (
        [
            (of_connector(a=connector(".opsgenie", {"apiUrl": "https://x"})), "warning", "connector_type_id"),
            (of_connector(a=connector(".slack")), "warning", "connector_type_id"),
            (
                of_connector(a=connector(".servicenow", {"usesTableApi": True})),
                "warning",
                "config.usesTableApi",
            ),
            (one(type_id="xpack.uptime.alerts.tls", params={}), "warning", "rule_type_id"),
            (one(consumer="observability"), "warning", "consumer"),
            (
                document([slack(channels=["#ops"])]),
                "warning",
                "actions[0].params.subActionParams.channels",
            ),
        ],
        [document(GOOD)],
    ),
    "used-connector-is-protected": (
        [
            (
                document([rule(action("log", LOG))], {"log": without(CONNECTORS["log"], "lifecycle")}),
                "warning",
                "lifecycle",
            )
        ],
        [document(GOOD), of_connector(a=connector(".server-log", lifecycle={}))],
    ),
    "same-service-once": (
        [(of_connector(a=CONNECTORS["pager"], b={**CONNECTORS["pager"], "name": "other"}), "warning", "")],
        [
            document(),
            of_connector(a=CONNECTORS["pager"], b={**CONNECTORS["pager"], "space_id": "ops"}),
            of_connector(
                a={**CONNECTORS["pager"], "secrets_wo": "${var.a}"},
                b={**CONNECTORS["pager"], "secrets_wo": "${var.b}"},
            ),
        ],
    ),
    "resource-names": (
        [
            (of_connector(**{"1st": CONNECTORS["log"]}), "error", ""),
            ({"resource": {RULE: {"1st": rule()}}}, "error", ""),
        ],
        [document(GOOD)],
    ),
    "references-in-the-stack": (
        [
            (
                of_connector(
                    a=connector(".server-log", depends_on=["data.terraform_remote_state.o.outputs"])
                ),
                "error",
                "depends_on",
            ),
            (
                of_connector(
                    a=connector(
                        ".server-log",
                        lifecycle={"replace_triggered_by": [OTHER_STACK]},
                    )
                ),
                "error",
                "lifecycle.replace_triggered_by",
            ),
        ],
        [document(GOOD), of_connector(a=connector(".server-log", depends_on=["null_resource.a"]))],
    ),
    "unique-connector-ids": (
        [
            (
                of_connector(
                    a=connector(".server-log", connector_id=LITERAL),
                    b=connector(".server-log", connector_id=LITERAL, space_id="ops"),
                ),
                "error",
                "connector_id",
            ),
            (
                of_connector(a=connector(".server-log", connector_id=LITERAL, count=2)),
                "error",
                "connector_id",
            ),
        ],
        [
            document(GOOD),
            of_connector(
                a=connector(".server-log", connector_id=LITERAL),
                b=connector(".server-log", connector_id=LITERAL, provider="elasticstack.other"),
            ),
            of_connector(a=connector(".server-log", connector_id="${var.a}"), b=CONNECTORS["log"]),
        ],
    ),
    "unique-rule-ids": (
        [(document([rule(rule_id="r"), rule(rule_id="r", space_id="ops")]), "error", "rule_id")],
        [
            document([rule(rule_id="r"), rule(rule_id="s"), rule(), rule()]),
            document([rule(rule_id="r"), rule(rule_id="r", provider="elasticstack.other")]),
        ],
    ),
    "effective-secrets-version": (
        [
            (
                of_connector(a=connector(".pagerduty", secrets="${var.s}", secrets_wo_version="2")),
                "error",
                "secrets_wo_version",
            )
        ],
        [of_connector(a=connector(".pagerduty", secrets_wo="${var.s}", secrets_wo_version="2"))],
    ),
    "encrypted-state": (
        [({**document(GOOD), "terraform": {}}, "error", "")],
        [document(GOOD), {"terraform": {}}],
    ),
    "values-are-literal": (
        [(one(params="${jsonencode(var.p)}"), "info", "")],
        [document(GOOD)],
    ),
}
WITH_ARGUMENTS = {"owner-in-name", "secrets-young-enough", "recovered-context-filled"}
WITH_A_TARGET = {"target-compatibility", "rule-target"}
OF_SEVERAL_STACKS = {"unique-ids-across-stacks"}
OF_CONSTRUCTS = {"json-output", "variable-names"}
"""No file tells of them: what synth refuses is in test_policies_on_our_constructs.py."""


@pytest.mark.parametrize("id", CASES)
def test_a_policy_finds_what_it_is_for_and_nothing_else(id: str) -> None:
    policy = policy_class(id)()
    bad, good = CASES[id]

    for raw, severity, place in bad:
        told = found(raw, policy)
        assert any(each[:2] == (id, severity) and each[2].startswith(place) for each in told), told
    for raw in good:
        assert found(raw, policy) == [], json.dumps(raw)


def test_every_policy_is_tried_here() -> None:
    others = WITH_ARGUMENTS | WITH_A_TARGET | OF_SEVERAL_STACKS | OF_CONSTRUCTS
    assert {*CASES, *others} == {each.id for each in policy_classes()}
    assert {each.id for each in policy_classes() if not each.reads_files} == OF_CONSTRUCTS


def test_a_stack_where_all_is_right_has_no_finding() -> None:
    assert verdict_on(document(GOOD)).findings == ()
    assert verdict_on(document(GOOD), pack_name="strict").findings == ()


def told_for(raw: dict[str, Any], id: str, target: Target | None) -> list[str]:
    """What a policy says of a stack that goes to a certain Kibana."""
    targets = {} if target is None else {"": target}
    return [each.message for each in judge([stack_file(raw)], [policy_class(id)()], targets=targets).findings]


def test_a_connector_is_compared_with_the_kibana_that_it_goes_to() -> None:
    raw = of_connector(
        pager=CONNECTORS["pager"],
        hook=connector(".webhook", {"url": "https://hooks.example.com/in"}, space_id="opps"),
        new=connector("acme.unknown"),
    )
    old = Target(version="8.2", license="basic", spaces=["ops"], allowed_hosts=["x.example"])
    told = told_for(raw, "target-compatibility", old)

    assert any(each.startswith("PagerDuty needs a gold license or higher") for each in told)
    assert (
        "config.url points at hooks.example.com, which is not in the target's xpack.actions.allowedHosts"
        in told
    )
    assert 'the target has no space opps; did you mean "ops"?' in told
    right = Target(version="9.2", license="trial", spaces=["opps"], allowed_hosts=["*"])
    assert told_for(raw, "target-compatibility", right) == []
    assert told_for(raw, "target-compatibility", None) == []


def test_a_rule_is_compared_with_the_kibana_that_it_goes_to() -> None:
    flapping = {"look_back_window": 10, "status_change_threshold": 4}
    raw = document(
        [
            rule(
                action("log", LOG, alerts_filter={"kql": "a: b"}),
                alert_delay=3,
                flapping=flapping,
                rule_id=LITERAL,
                space_id="ops",
            ),
            rule(type_id="xpack.ml.anomaly_detection_alert", params="${var.p}"),
        ]
    )
    old = told_for(raw, "rule-target", Target(version="8.5", license="basic", spaces=[]))

    for what, version in {
        "an action's frequency": "8.6",
        "an action's alerts_filter": "8.9",
        "alert_delay": "8.13",
        "flapping": "8.16",
        "a rule_id that is no UUID of version 1 or 4, as derived ones are,": "8.17",
    }.items():
        assert f"{what} needs Kibana {version} or later, and the target is 8.5" in old
    assert any("needs a platinum license or higher, and the target's is basic" in each for each in old)
    assert any(each.startswith("the target has no space ops") for each in old)
    assert told_for(raw, "rule-target", Target(version="9.1", license="platinum", spaces=["ops"])) == []
    assert told_for(raw, "rule-target", None) == []


def test_ids_of_several_stacks_are_compared_where_they_are_derived() -> None:
    derived, given = str(uuid5(NAMESPACE_URL, "a")), str(uuid4())

    def stack(name: str, id: str, kibana: str, **more: Any) -> StackFile:
        made = {"log": connector(".server-log", connector_id=id)}
        raw = document([rule(rule_id=id)], made, **provider(endpoints=[kibana], **more))
        return stack_file(raw, name)

    def told(*files: StackFile) -> list[str]:
        found = judge(files, [policy_class("unique-ids-across-stacks")()]).findings
        return [f"{each.stack}: {each.message}" for each in found]

    here, there = "https://a.example", "https://b.example"
    assert told(stack("one", derived, here), stack("two", derived, here)) == [
        "two: one/log has the same id in the same Kibana",
        "two: one/r0 has the same id in the same Kibana",
    ]
    assert told(stack("one", derived, here), stack("two", derived, there)) == []
    assert told(stack("one", given, here), stack("two", given, here)) == []
    assert told(stack("one", derived, here)) == []


@pytest.mark.parametrize(
    ("version", "severity"),
    [("8.18", "warning"), ("9.0", "warning"), ("8.19", None), ("9.1.2", None), (None, "info")],
)
def test_what_is_empty_after_a_recovery_depends_on_the_version(
    version: str | None, severity: str | None
) -> None:
    raw = document([metrics_rule(action("log", {"message": "{{context.reason}}"}, "recovered"))])
    policy = policy_class("recovered-context-filled")()

    told = [each[1] for each in found(raw, policy, version=version)]

    assert told == ([] if severity is None else [severity])
    assert found(document([metrics_rule(action("log", LOG, "recovered"))]), policy, version="8.0") == []


def test_what_is_empty_after_a_recovery_is_what_the_rule_types_say() -> None:
    policy = policy_class("recovered-context-filled")()

    def told(kind: RuleType, version: str) -> set[str]:
        text = " ".join(f"{{{{context.{name}}}}}" for name in kind.context)
        recovered = action("log", {"message": text}, kind.recovery_group)
        raw = one(recovered, type_id=kind.rule_type_id, params="${var.p}")
        found = verdict_on(raw, policy, version=version).findings
        return {each.message.partition(" ")[0].removeprefix("context.") for each in found}

    late = 0
    for kind in rule_types():
        if kind.recovery_group is None:
            continue
        never = {name for name in kind.context if not kind.fills_when_recovered(name)}
        late += bool(kind.late_in_recovery)
        assert told(kind, "9.1") == told(kind, "8.19") == never, kind.rule_type_id
        assert told(kind, "9.0") == told(kind, "8.18") == never | {*kind.late_in_recovery}, kind.rule_type_id
    assert late == 8


def test_names_are_compared_with_the_users_pattern() -> None:
    raw = document(
        [], {"a": connector(".server-log", name="ops: log"), "b": connector(".server-log", name="log")}
    )

    assert found(raw, OwnerInName("ops: .+")) == [("owner-in-name", "warning", "name")]


def test_a_version_that_is_a_date_tells_the_age_of_secrets() -> None:
    made = {
        name: connector(".server-log", secrets_wo="${var.s}", secrets_wo_version=version)
        for name, version in {"old": "2025-01-31", "young": "2026-11-01", "undated": "v2"}.items()
    }
    policy = SecretsYoungEnough(days=90, today=date(2026, 11, 25))

    told = {
        each.where.block: each.severity
        for each in verdict_on(document([], made), policy).findings
        if each.where
    }

    assert told == {"old": "warning", "undated": "info"}


def test_a_vendors_end_is_an_error_from_its_day_on() -> None:
    raw = of_connector(a=connector(".opsgenie", {"apiUrl": "https://x"}))

    assert found(raw, DeprecatedTypesAndFields(today=date(2027, 4, 4)))[0][1] == "warning"
    assert found(raw, DeprecatedTypesAndFields(today=date(2027, 4, 5)))[0][1] == "error"


def test_no_message_holds_what_may_be_a_secret() -> None:
    raw = of_connector(
        a=connector(
            ".webhook",
            {
                "url": "https://u:hunter2-hunter2@x.example/?token=hunter2-hunter2",
                "headers": {"X-Api-Key": "hunter2-hunter2"},
            },
        )
    )

    findings = verdict_on(raw, *pack("strict")).findings

    assert len(findings) >= 2
    assert "hunter2" not in json.dumps([each.as_json() for each in findings]) + str(findings) + repr(findings)
    assert "hunter2" not in repr(stack_file(raw))
