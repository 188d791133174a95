"""Rules with every pattern, in two spaces, go through the real provider into the stand-in, and out again."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.rule_params import EVERY_PARAMS
from harness.terraform import Workspace

from kibana_connectors import (
    AlertingRule,
    Email,
    Index,
    Jira,
    JiraServiceManagement,
    KibanaProvider,
    Opsgenie,
    PagerDuty,
    Secret,
    ServerLog,
    ServiceNow,
    SlackApi,
    Target,
    Teams,
    Webhook,
    allow_unencrypted_state,
)
from kibana_connectors.kibana import Kibana
from kibana_connectors.rules.rule_params.apm import ApmLatency
from kibana_connectors.rules.rule_params.es_query import EsQuery
from kibana_connectors.rules.rule_params.index_threshold import IndexThreshold
from kibana_connectors.rules.rule_params.metric_threshold import MetricThreshold
from kibana_connectors.rules.rule_params.slo_burn_rate import SloBurnRate
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

SPACES = ["default", "ops"]
RULE = "/api/alerting/rule"
CONNECTOR = "/api/actions/connector"


def cpu(**more: Any) -> IndexThreshold:
    return IndexThreshold(
        index=["metrics-*"],
        time_field="@timestamp",
        agg_type="avg",
        agg_field="system.cpu.total.norm.pct",
        threshold=[more.pop("threshold", 0.9)],
        threshold_comparator=">",
        time_window_size=5,
        time_window_unit="m",
        **more,
    )


def changes(kibana: Sandbox, since: int = 0) -> list[str]:
    """What was asked of Kibana beside reading: method, and whether it was for a rule or a connector."""
    return [
        f"{request.method} {'rule' if RULE in request.path else 'connector'}"
        for request in kibana.requests[since:]
        if request.method != "GET"
    ]


def used(kibana: Sandbox) -> dict[tuple[str, str], int]:
    """How many rules use each connector, as Kibana itself tells: by space and name."""
    return {
        (space, each.name): each.referenced_by_count
        for space in SPACES
        for each in client(kibana).list_connectors(space=space)
    }


def client(kibana: Sandbox) -> Kibana:
    return Kibana(kibana.url, api_key=kibana.api_key)


def everything(stack: TerraformStack) -> None:
    KibanaProvider(stack, target=Target(version="9.4", license="platinum", spaces=SPACES))
    allow_unencrypted_state(stack, reason="a test")
    pager = PagerDuty(stack, "pager", name="pager", spaces=SPACES)
    mail = Email(stack, "mail", name="mail", config={"from": "a@example.com", "service": "gmail"})
    genie = Opsgenie(stack, "genie", name="genie", config={"apiUrl": "https://api.opsgenie.example"})
    service = JiraServiceManagement(
        stack, "jsm", name="jsm", config={"apiUrl": "https://api.atlassian.example"}
    )
    now = ServiceNow(
        stack, "now", name="now", config={"apiUrl": "https://x.service-now.example", "usesTableApi": False}
    )
    jira = Jira(
        stack, "jira", name="jira", config={"apiUrl": "https://j.atlassian.example", "projectKey": "OPS"}
    )
    slack = SlackApi(stack, "slack", name="slack", spaces=SPACES)
    teams = Teams(stack, "teams", name="teams", space="ops")
    log = Index(stack, "log", name="log", config={"index": "audit"})
    hook = Webhook(stack, "hook", name="hook", config={"url": "https://hook.example", "hasAuth": False})
    AlertingRule(
        stack,
        "cpu",
        name="CPU ${x} %{y}",
        rule=cpu(group_by="top", term_field="host.name", term_size=5),
        interval="1m",
        tags=["team-a", "team-b", "team-a"],
        spaces=SPACES,
        actions=[pager.escalation(), slack.channel("C0123456789")],
    )
    AlertingRule(
        stack,
        "memory",
        name="Memory",
        rule=MetricThreshold(
            criteria=[
                {
                    "metric": "system.memory.actual.free",
                    "aggType": "min",
                    "comparator": "<",
                    "threshold": [2147483649.0],
                    "timeSize": 5,
                    "timeUnit": "m",
                    "warningComparator": "<",
                    "warningThreshold": [0.00001],
                }
            ]
        ),
        interval="5m",
        tags=[],
        actions=[genie.alert(), service.alert(), jira.ticket()],
    )
    AlertingRule(
        stack,
        "errors",
        name="Errors",
        rule=EsQuery(
            index=["logs-*"],
            time_field="@timestamp",
            es_query='{"query":{"match_all":{}}}',
            threshold=[100],
            threshold_comparator=">",
            time_window_size=1,
            time_window_unit="h",
        ),
        interval="10m",
        actions=[now.incident(), mail.digest(to="team@example.com", every="1d")],
    )
    AlertingRule(
        stack,
        "burn",
        name="Burn rate",
        rule=SloBurnRate(
            slo_id="checkout",
            windows=[
                {
                    "id": "fast",
                    "actionGroup": "slo.burnRate.alert",
                    "burnRateThreshold": 14.4,
                    "longWindow": {"value": 1, "unit": "h"},
                    "shortWindow": {"value": 5, "unit": "m"},
                }
            ],
        ),
        interval="1m",
        space="ops",
        actions=teams.channel(),
        flapping={"look_back_window": 20, "status_change_threshold": 4},
        alert_delay=2,
    )
    AlertingRule(
        stack,
        "latency",
        name="Latency",
        rule=ApmLatency(window_size=5, window_unit="m", threshold=1500.0, aggregation_type="95th"),
        interval="1m",
        enabled=False,
        actions=[log.audit_log(), hook.request()],
    )
    AlertingRule(
        stack,
        "transforms",
        name="Transforms",
        rule_type_id="transform_health",
        params='{"includeTransforms": ["*"]}',
        interval="1m",
        actions=[
            {
                "id": log.known_ids()[0],
                "params": {"documents": [{"rule": "{{rule.name}}"}]},
                "frequency": {"summary": False, "notify_when": "onActionGroupChange", "throttle": None},
            },
            {
                "id": "system-connector-.cases",
                "params": {
                    "subAction": "run",
                    "subActionParams": {"groupingBy": [], "reopenClosedCases": False, "timeWindow": "7d"},
                },
            },
        ],
    )


def secrets() -> dict[str, str]:
    return {
        "TF_VAR_pager_routing_key": "k",
        "TF_VAR_mail_user": "u",
        "TF_VAR_mail_password": "p",
        "TF_VAR_genie_api_key": "k",
        "TF_VAR_jsm_api_key": "k",
        "TF_VAR_now_username": "u",
        "TF_VAR_now_password": "p",
        "TF_VAR_jira_email": "e",
        "TF_VAR_jira_api_token": "t",
        "TF_VAR_slack_token": "xoxb-1",
        "TF_VAR_teams_webhook_url": "https://t.example/hook",
    }


def test_six_rules_in_two_spaces_are_applied_once_and_leave_in_order(
    workspace: Workspace, kibana: Sandbox
) -> None:
    workspace.environment.update(secrets())
    workspace.synthesize(everything)
    workspace.init()
    workspace.apply()

    connectors, rules = len(kibana.connectors), 7
    assert connectors == 12
    asked = Counter(request.method for request in kibana.requests if "/api/status" not in request.path)
    assert asked == {"POST": connectors + rules, "GET": connectors + rules}
    assert used(kibana) == {
        **dict.fromkeys([("default", name) for name in ("pager", "slack", "mail", "genie", "jsm")], 1),
        **dict.fromkeys([("default", name) for name in ("now", "jira", "hook")], 1),
        **dict.fromkeys([("ops", name) for name in ("pager", "slack", "teams")], 1),
        ("default", "log"): 2,
    }
    assert "CPU ${x} %{y}" in {rule.name for rule in client(kibana).list_rules(space="ops")}

    before = len(kibana.requests)
    assert workspace.plan() == []
    assert {request.method for request in kibana.requests[before:]} == {"GET"}

    users = {
        rule.id: rule.connector_ids for space in SPACES for rule in client(kibana).list_rules(space=space)
    }
    before = len(kibana.requests)
    workspace.destroy()
    assert kibana.connectors == []
    assert Counter(changes(kibana, before)) == {"DELETE rule": rules, "DELETE connector": connectors}
    gone = [each.path.rpartition("/")[2] for each in kibana.requests[before:] if each.method == "DELETE"]
    for rule, used_by_it in users.items():
        saved = used_by_it & set(gone)
        assert saved
        assert all(gone.index(rule) < gone.index(connector) for connector in saved)


def test_every_class_of_params_is_kept_by_the_provider(workspace: Workspace, kibana: Sandbox) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        for name, params in EVERY_PARAMS.items():
            AlertingRule(stack, name, name=name, rule=params, interval="1m")

    workspace.synthesize(build)
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    assert len(tuple(client(kibana).list_rules())) == len(EVERY_PARAMS)


def pager_and_log(*, drops: bool = False, moves: bool = False, literal: bool = False) -> Any:
    """A stack of one rule and two connectors; then it drops one action, or the connector's space changes."""

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        space = "ops" if moves else "default"
        log = ServerLog(stack, "log", name="log", space=space)
        actions: list[Any] = [log.action({"message": "{{rule.name}}"})]
        if not drops:
            pager = PagerDuty(
                stack, "pager", name="pager", space=space, secrets={"routingKey": Secret.variable("k")}
            )
            if literal:
                actions.append(
                    {
                        "id": pager.known_ids()[0],
                        "group": "threshold met",
                        "params": {"eventAction": "trigger", "dedupKey": "{{rule.id}}:{{alert.id}}"},
                        "frequency": {"summary": False, "notify_when": "onActionGroupChange"},
                    }
                )
            else:
                actions.append(pager.escalation())
        AlertingRule(stack, "cpu", name="cpu", rule=cpu(), interval="1m", space=space, actions=actions)

    return build


@pytest.mark.parametrize("literal", [False, True], ids=["reference", "literal-id"])
def test_a_rule_lets_go_of_a_connector_before_it_is_deleted(
    workspace: Workspace, kibana: Sandbox, literal: bool
) -> None:
    workspace.environment["TF_VAR_k"] = "key"
    workspace.synthesize(pager_and_log(literal=literal))
    workspace.init()
    workspace.apply()
    before = len(kibana.requests)
    workspace.synthesize(pager_and_log(drops=True))
    workspace.apply()
    assert changes(kibana, before) == ["PUT rule", "DELETE connector"]
    assert workspace.plan() == []

    workspace.synthesize(pager_and_log(literal=literal))
    workspace.apply()
    before = len(kibana.requests)
    workspace.synthesize(pager_and_log(moves=True, literal=literal))
    workspace.apply()
    moved = changes(kibana, before)
    assert moved.index("DELETE rule") < moved.index("DELETE connector"), "never a rule without its connector"
    assert moved.index("POST rule") > max(
        index for index, each in enumerate(moved) if each == "POST connector"
    )
    assert workspace.plan() == []

    before = len(kibana.requests)
    workspace.destroy()
    assert changes(kibana, before) == ["DELETE rule", "DELETE connector", "DELETE connector"]
