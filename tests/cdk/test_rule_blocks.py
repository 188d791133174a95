"""Actions for rules that are written without AlertingRule: raw resources, and detection rules."""

from __future__ import annotations

import json
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformResource, TerraformStack, Testing
from harness.scene import http
from harness.terraform import Workspace

from kibana_connectors import (
    Action,
    AlertsFilter,
    Email,
    Frequency,
    Index,
    InvalidAction,
    InvalidConnector,
    Jira,
    KibanaProvider,
    Opsgenie,
    PagerDuty,
    RuleType,
    ServiceNow,
    SlackApi,
    Teams,
    Timeframe,
    Webhook,
    alerting_rule_actions,
    allow_unencrypted_state,
    cases_action,
    detection_rule_actions,
    raw_action,
    workflow_action,
)
from kibana_connectors.rules.patterns import Pattern
from kibana_connectors.rules.rule_types import rule_type
from kibana_connectors.sandbox import Sandbox

RULE = "elasticstack_kibana_alerting_rule"
DETECTION = "elasticstack_kibana_security_detection_rule"


@pytest.fixture
def stack(app: App) -> TerraformStack:
    stack = TerraformStack(app, "stack")
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    return stack


def raw(stack: TerraformStack, kind: str, id: str, **attributes: Any) -> TerraformResource:
    resource = TerraformResource(stack, id, terraform_resource_type=kind)
    for name, value in attributes.items():
        resource.add_override(name, value)
    return resource


def resources(stack: TerraformStack, kind: str) -> dict[str, Any]:
    return json.loads(Testing.synth(stack))["resource"][kind]


def test_actions_of_an_alerting_rule(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    hours = Timeframe(timezone="Europe/Berlin", hours_start="08:00", hours_end="18:00", days=(1, 5))
    once = pager.action(
        {"summary": 'cost ${x} %{y} {{rule.name}} "é"'},
        alerts_filter=AlertsFilter(kql="a: ${b}", timeframe=hours),
    )
    actions = alerting_rule_actions([once, pager.escalation(), cases_action()], ".es-query", interval="1m")
    raw(stack, RULE, "rule", actions=actions)
    written = resources(stack, RULE)["rule"]["actions"]
    reference = "${elasticstack_kibana_action_connector.pager.connector_id}"
    change = {"summary": False, "notify_when": "onActionGroupChange"}
    assert written[0] == {
        "id": reference,
        "group": "query matched",
        "params": '{"summary": "cost $${x} %%{y} {{rule.name}} \\"é\\""}',
        "frequency": change,
        "alerts_filter": {
            "kql": "a: $${b}",
            "timeframe": {
                "days": [1, 5],
                "timezone": "Europe/Berlin",
                "hours_start": "08:00",
                "hours_end": "18:00",
            },
        },
    }
    assert [(each["id"], each["group"]) for each in written[1:3]] == [
        (reference, "query matched"),
        (reference, "recovered"),
    ]
    assert written[3] == {
        "id": "system-connector-.cases",
        "params": '{"subAction": "run", "subActionParams": {"groupingBy": [], "reopenClosedCases": false, '
        '"timeWindow": "7d"}}',
    }


def test_params_with_a_token_become_jsonencode(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    raw(stack, RULE, "rule", actions=alerting_rule_actions(pager.action({"source": pager.fqn}), ".es-query"))
    [action] = resources(stack, RULE)["rule"]["actions"]
    assert action["params"] == '${jsonencode({"source" = elasticstack_kibana_action_connector.pager})}'


def test_actions_of_a_detection_rule(stack: TerraformStack) -> None:
    """The provider requires all of a frequency; Kibana reads the interval with onThrottleInterval alone."""
    chat = SlackApi(stack, "chat", name="Chat")
    each = chat.action(
        chat.PostMessage(channel_ids=["C1"], text="{{context.rule.name}}"),
        frequency=Frequency(summary=True, notify_when="onActiveAlert"),
        alerts_filter=AlertsFilter(kql="a: b"),
        uuid="c2b1b7a4-0b52-4a55-9c3f-6b3a3a0a9a10",
    )
    hourly = chat.action(
        chat.PostMessage(channel_ids=["C1"], text="{{context.alerts.asJSON}}"),
        frequency=Frequency(summary=True, notify_when="onThrottleInterval", throttle="2h"),
    )
    raw(stack, DETECTION, "rule", actions=detection_rule_actions([each, hourly, cases_action()]))
    first, second, third = resources(stack, DETECTION)["rule"]["actions"]
    assert first == {
        "action_type_id": ".slack_api",
        "id": "${elasticstack_kibana_action_connector.chat.connector_id}",
        "group": "default",
        "params": '{"subAction": "postMessage", "subActionParams": {"channelIds": ["C1"], '
        '"text": "{{context.rule.name}}"}}',
        "frequency": {"summary": True, "notify_when": "onActiveAlert", "throttle": "1h"},
        "alerts_filter": {"query": {"kql": "a: b", "filters_json": "[]"}},
        "uuid": "c2b1b7a4-0b52-4a55-9c3f-6b3a3a0a9a10",
    }
    assert second["frequency"]["throttle"] == "2h"
    assert sorted(third) == ["action_type_id", "id", "params"]


def test_everything_that_does_not_fit_the_rule_type_is_told(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call")
    wrong = [
        pager.action({"summary": "{{context.title}}"}, group="recovered"),
        pager.escalation(groups=["x"]),
    ]
    with pytest.raises(InvalidAction) as caught:
        alerting_rule_actions(wrong, "apm.error_rate")
    assert [problem.where for problem in caught.value.problems] == [
        "actions.0.params.summary",
        "actions.1.escalation.group",
    ]
    with pytest.raises(InvalidAction, match="Make a RuleType of its id and its groups"):
        alerting_rule_actions(wrong, "my.type")
    assert len(alerting_rule_actions(pager.escalation(), RuleType("my.type", groups=("bad",)))) == 2


def test_a_rule_has_a_system_action_once(stack: TerraformStack) -> None:
    """Newer versions of Kibana take several workflows."""
    with pytest.raises(InvalidAction, match=r"system-connector-\.cases: a rule can have it once"):
        alerting_rule_actions([cases_action(), cases_action(grouping_by="a")], ".es-query")
    assert len(alerting_rule_actions([workflow_action("a"), workflow_action("b")], ".es-query")) == 2


def test_a_connector_of_several_spaces_is_named_in_the_rules_own(stack: TerraformStack) -> None:
    pager = PagerDuty(stack, "pager", name="On-call", spaces=["ops", "dev"])
    raw(stack, RULE, "rule", actions=alerting_rule_actions(pager.escalation(), ".es-query", space="dev"))
    ids = {action["id"] for action in resources(stack, RULE)["rule"]["actions"]}
    assert ids == {'${elasticstack_kibana_action_connector.pager["dev"].connector_id}'}
    with pytest.raises(InvalidConnector, match="its spaces: ops, dev"):
        alerting_rule_actions(pager.escalation(), ".es-query")


def test_html_in_a_mail_needs_the_connectors_leave(stack: TerraformStack) -> None:
    config = {"from": "a@x.example", "service": "other", "host": "h", "port": 25, "has_auth": False}
    mail = {"to": ["a@x.example"], "subject": "s", "message": "m", "messageHTML": "<b>{{rule.name}}</b>"}
    plain = Email(stack, "plain", name="Plain", config=config)
    with pytest.raises(InvalidAction, match="the connector does not allow HTML"):
        plain.action(mail)
    rich = Email(stack, "rich", name="Rich", config={**config, "allow_html": True})
    assert rich.action(mail).params == mail


def test_a_refused_action_names_the_construct_and_forgets_what_was_given(stack: TerraformStack) -> None:
    pager = PagerDuty(Construct(stack, "team"), "pager", name="On-call")
    with pytest.raises(
        InvalidAction, match=r"^stack/team/pager \(\.pagerduty\)\.action: params\.severity"
    ) as caught:
        pager.action({"severity": "never-shown"})
    assert "never-shown" not in str(caught.value)


def patterns(stack: TerraformStack) -> dict[str, Pattern]:
    hook = {"url": "https://x.example", "has_auth": False}
    cloud = {"api_url": "https://x.example", "project_key": "K"}
    mail = {"from": "a@x.example", "service": "other", "host": "h", "port": 25, "has_auth": False}
    return {
        "pager": PagerDuty(stack, "pager", name="p").escalation(),
        "opsgenie": Opsgenie(stack, "opsgenie", name="o", config={"api_url": "https://x.example"}).alert(),
        "servicenow": ServiceNow(
            stack, "servicenow", name="s", config={"api_url": "https://x.example"}
        ).incident(),
        "jira": Jira(stack, "jira", name="j", config=cloud).ticket(),
        "chat": SlackApi(stack, "chat", name="c").channel("C0123456789"),
        "teams": Teams(stack, "teams", name="t").channel(),
        "mail": Email(stack, "mail", name="m", config=mail).digest("a@x.example"),
        "log": Index(stack, "log", name="l", config={"index": "audit"}).audit_log(),
        "hook": Webhook(stack, "hook", name="w", config=hook).request(),
    }


PARAMS: dict[str, dict[str, Any]] = {
    ".es-query": {
        "size": 0,
        "threshold": [1],
        "thresholdComparator": ">",
        "timeWindowSize": 5,
        "timeWindowUnit": "m",
        "index": ["a"],
        "timeField": "@timestamp",
        "esQuery": "{}",
    },
    ".geo-containment": {
        "index": "a",
        "dateField": "@timestamp",
        "geoField": "g",
        "entity": "e",
        "boundaryType": "x",
        "boundaryIndexTitle": "b",
        "boundaryGeoField": "g",
        "indexId": "i",
        "boundaryIndexId": "j",
    },
}


@pytest.mark.terraform
@pytest.mark.slow
def test_patterns_in_raw_rules_apply_and_plan_empty(workspace: Workspace, kibana: Sandbox) -> None:
    """With real groups, also of the one type that has another recovery group."""
    expected: dict[str, list[Action]] = {}

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        made = patterns(stack)
        for number, (kind, params) in enumerate(PARAMS.items()):
            known = rule_type(kind)
            assert known is not None
            name = f"rule{number}"
            expected[name] = [action for each in made.values() for action in each.actions_for(known)]
            raw(
                stack,
                RULE,
                name,
                name=name,
                rule_type_id=kind,
                consumer="alerts",
                interval="1m",
                params=json.dumps(params),
                actions=alerting_rule_actions(made.values(), kind, interval="1m"),
            )

    workspace.synthesize(build)
    workspace.init()
    workspace.environment |= {
        f"TF_VAR_{name}": "https://x.example/hook" if name == "teams_webhook_url" else "v"
        for name in json.loads((workspace.directory / "cdk.tf.json").read_text())["variable"]
    }
    workspace.apply()
    assert workspace.plan() == []
    with http(kibana) as client:
        rules = client.get("/api/alerting/rules/_find").json()["data"]
    for rule in rules:
        assert [(each["group"], each["params"]) for each in rule["actions"]] == [
            (action.group, action.params) for action in expected[rule["name"]]
        ]
    assert len(rules) == len(PARAMS)


@pytest.mark.terraform
def test_the_provider_takes_the_actions_of_a_detection_rule(workspace: Workspace) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        made = patterns(stack)
        new = raw_action(PagerDuty(stack, "other", name="o").action_target, {"summary": "s"})
        raw(
            stack,
            DETECTION,
            "rule",
            name="n",
            description="d",
            type="query",
            query="a:b",
            index=["a"],
            actions=detection_rule_actions([*made.values(), new, cases_action()], interval="5m"),
        )

    workspace.synthesize(build)
    workspace.init()
    workspace.run("validate", "-no-color")
