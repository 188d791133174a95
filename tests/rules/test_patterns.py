"""Patterns: the exact actions for each rule type, and that every default can be given otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kibana_connectors import AlertsFilter, Frequency, InvalidAction, RuleType
from kibana_connectors.rules.catalog import action_types, actions_class
from kibana_connectors.rules.mustache import variables
from kibana_connectors.rules.params.email import EmailActions
from kibana_connectors.rules.params.index import IndexActions
from kibana_connectors.rules.params.jira import JiraActions
from kibana_connectors.rules.params.jira_service_management import JiraServiceManagementActions
from kibana_connectors.rules.params.opsgenie import OpsgenieActions
from kibana_connectors.rules.params.pagerduty import PagerDutyActions
from kibana_connectors.rules.params.servicenow import ServiceNowActions
from kibana_connectors.rules.params.servicenow_itom import ServiceNowITOMActions
from kibana_connectors.rules.params.slack import SlackActions
from kibana_connectors.rules.params.slack_api import SlackApiActions
from kibana_connectors.rules.params.teams import TeamsActions
from kibana_connectors.rules.params.webhook import WebhookActions
from kibana_connectors.rules.params.xmatters import XMattersActions
from kibana_connectors.rules.params_base import texts_in
from kibana_connectors.rules.patterns import KEY, Pattern
from kibana_connectors.rules.rule_types import rule_type, rule_types
from kibana_connectors.rules.system_actions import SYSTEM_PARAMS

LINES = (Path(__file__).parents[1] / "data" / "patterns.jsonl").read_text().splitlines()
EXPECTED = [json.loads(line) for line in LINES]

PATTERNS: dict[str, Callable[[], Pattern]] = {
    "escalation": lambda: PagerDutyActions("id").escalation(),
    "alert": lambda: OpsgenieActions("id").alert(),
    "jsm_alert": lambda: JiraServiceManagementActions("id").alert(),
    "incident": lambda: ServiceNowActions("id").incident(correlation_id=KEY),
    "ticket": lambda: JiraActions("id").ticket(),
    "channel": lambda: SlackApiActions("id").channel("C0HARBOUR1"),
    "teams_channel": lambda: TeamsActions("id").channel(),
    "digest": lambda: EmailActions("id").digest("ops@example.com"),
    "audit_log": lambda: IndexActions("id").audit_log(),
    "webhook": lambda: WebhookActions("id").request(),
}
MORE: dict[str, Callable[[], Pattern]] = {
    "incident, as it is": lambda: ServiceNowActions("id").incident(),
    "event of xMatters": lambda: XMattersActions("id").event(),
    "event of ServiceNow": lambda: ServiceNowITOMActions("id").event(),
    "channel of .slack": lambda: SlackActions("id").channel(),
}


def any_text(text: str) -> Any:
    return text


def written(pattern: Pattern, kind: RuleType) -> list[dict[str, Any]]:
    return [
        {
            "group": action.group,
            "params": dict(action.params),
            "frequency": None if action.frequency is None else action.frequency.block(),
        }
        for action in pattern.actions_for(kind)
    ]


def test_every_pattern_has_the_exact_actions_of_each_rule_type() -> None:
    """A closed ServiceNow incident is not hit by default, so there the key is asked for."""
    wrong = []
    impossible = []
    for line in EXPECTED:
        kind = rule_type(line["rule_type_id"])
        assert kind is not None
        pattern = PATTERNS[line["pattern"]]()
        if line["actions"] is None:
            impossible.append(list(pattern.problems_for(kind)))
            continue
        problems = list(pattern.problems_for(kind, "1m"))
        if problems or written(pattern, kind) != line["actions"]:
            wrong.append((line["pattern"], line["rule_type_id"], problems))
    assert wrong == []
    assert [[problem.where for problem in each] for each in impossible] == [["digest"]] * 2
    assert len(EXPECTED) == 190


def test_patterns_work_with_every_rule_type_that_is_known() -> None:
    """All of them, and those that never recover have nothing to close."""
    for name, make in {**PATTERNS, **MORE}.items():
        for kind in rule_types():
            pattern = make()
            if pattern.needs_alerts_as_data and not kind.alerts_as_data:
                continue
            assert list(pattern.problems_for(kind)) == [], (name, kind.rule_type_id)
            groups = [action.group for action in pattern.actions_for(kind)]
            assert len(set(groups)) == len(groups) > 0
            assert set(groups) <= set(kind.all_groups)
            assert ("recovered" in groups) <= (kind.recovery_group == "recovered")


def test_recovered_actions_use_only_what_is_filled_there() -> None:
    for name, make in {**PATTERNS, **MORE}.items():
        for kind in rule_types():
            for action in make().actions_for(kind):
                if action.group != kind.recovery_group:
                    continue
                named = [each for _, text in texts_in(action.params, "") for each in variables(text)]
                roots = {each.partition(".")[0] for each in named}
                assert roots <= {"rule", "alert", "date"}, (name, kind.rule_type_id)


def test_a_closed_incident_is_not_hit_again() -> None:
    """The next outage has another id, which fits ServiceNow's 100 characters too."""
    kind = rule_type(".es-query")
    assert kind is not None
    opened, closed = ServiceNowActions("id").incident().actions_for(kind)
    ids = [each.params["subActionParams"]["incident"]["correlation_id"] for each in (opened, closed)]
    assert ids == ["{{alert.uuid}}"] * 2


def test_the_same_key_opens_and_closes_whatever_it_is() -> None:
    kind = rule_type("slo.rules.burnRate")
    assert kind is not None
    cases = [
        (PagerDutyActions("id").escalation(dedup_key="k"), "dedupKey"),
        (OpsgenieActions("id").alert(alias="k"), "alias"),
        (JiraServiceManagementActions("id").alert(alias="k"), "alias"),
        (ServiceNowActions("id").incident(correlation_id="k"), "correlation_id"),
        (ServiceNowITOMActions("id").event(message_key="k"), "message_key"),
        (XMattersActions("id").event(signal_id="k"), "signalId"),
    ]
    for pattern, field in cases:
        for action in pattern.actions_for(kind):
            assert f'"{field}": "k"' in json.dumps(action.params)


def test_every_default_can_be_given_otherwise() -> None:
    kind = rule_type("metrics.alert.threshold")
    assert kind is not None
    often = Frequency(notify_when="onThrottleInterval", throttle="1h")
    some = AlertsFilter(kql="host.name: a*")
    pattern = PagerDutyActions("id").escalation(
        dedup_key="{{rule.id}}",
        summary="{{context.metric}}",
        severity={"metrics.threshold.warning": "warning"},
        source="elsewhere",
        more={"customDetails": {"team": "x"}, "component": "c"},
        groups="firing",
        resolves=False,
        frequency=often,
        alerts_filter=some,
    )
    assert list(pattern.problems_for(kind, "1m")) == []
    actions = pattern.actions_for(kind)
    assert [action.group for action in actions] == list(kind.firing_groups)
    assert [action.params["severity"] for action in actions] == ["critical", "warning", "error"]
    assert {action.frequency for action in actions} == {often}
    assert {action.alerts_filter for action in actions} == {some}
    assert actions[0].params == {
        "eventAction": "trigger",
        "dedupKey": "{{rule.id}}",
        "summary": "{{context.metric}}",
        "severity": "critical",
        "source": "elsewhere",
        "customDetails": {"team": "x"},
        "component": "c",
    }


def test_further_fields_win_and_reach_inside_objects() -> None:
    kind = rule_type(".es-query")
    assert kind is not None
    log = IndexActions("id").audit_log(more={"rule": {"team": "x"}, "at": "now"})
    document = log.actions_for(kind)[0].params["documents"][0]
    assert (document["rule"]["id"], document["rule"]["team"], document["at"]) == ("{{rule.id}}", "x", "now")
    request = WebhookActions("id").request(more={"reason": "r"}, recovered_body={"ok": True})
    fired, recovered = (json.loads(each.params["body"]) for each in request.actions_for(kind))
    assert fired["reason"] == "r"
    assert recovered == {"ok": True}
    silent = TeamsActions("id").channel(recovered_message="")
    assert [action.group for action in silent.actions_for(kind)] == ["query matched"]


def test_what_is_wrong_for_any_rule_type_is_told_at_once() -> None:
    cases: list[tuple[Callable[[], object], str]] = [
        (
            lambda: PagerDutyActions("on-call").escalation(severity="bad"),
            r"on-call\.escalation: params\.severity",
        ),
        (lambda: PagerDutyActions("id").escalation(dedup_key=""), "required with resolve"),
        (lambda: OpsgenieActions("id").alert(tags=["t" * 51]), "at most 50 characters"),
        (lambda: JiraActions("id").ticket(labels=["two words"]), "without blanks"),
        (
            lambda: JiraActions("id").ticket(more={"otherFields": {"summary": "s"}}),
            "other names than summary",
        ),
        (lambda: SlackApiActions("id").channel("{{context.channel}}"), "does not render it here"),
        (lambda: EmailActions("id").digest([]), "at least one address"),
        (
            lambda: EmailActions("id").digest("a@x.example", every="soon"),
            "expected a number above 0 and s, m",
        ),
        (lambda: WebhookActions("id").request(body={"a": object()}), "expected a string"),
        (lambda: TeamsActions("id").channel(message=""), "not empty"),
        (lambda: ServiceNowActions("id").incident(correlation_id="c" * 101), "at most 100 characters"),
        (lambda: ServiceNowActions("id").incident(correlation_id=""), "newest incident of all"),
        (lambda: PagerDutyActions("id").escalation(groups=[]), "at least one group"),
        (lambda: PagerDutyActions("id").escalation(groups=any_text("all")), 'expected "paging", "firing"'),
        (lambda: PagerDutyActions("id").escalation(alerts_filter=AlertsFilter()), "kql, timeframe or both"),
    ]
    for make, expected in cases:
        with pytest.raises(InvalidAction, match=expected):
            make()


def test_what_a_rule_type_lacks_is_told_with_the_pattern() -> None:
    kind = rule_type(".es-query")
    apm = rule_type("apm.error_rate")
    assert kind is not None
    assert apm is not None
    typo = PagerDutyActions("id").escalation(summary="{{context.reason}}")
    assert [str(problem) for problem in typo.problems_for(kind)] == [
        "escalation.params.summary: .es-query has no context.reason. "
        "It has: message, title, date, value, hits, conditions, link"
    ]
    assert list(typo.problems_for(apm)) == []
    group = PagerDutyActions("id").escalation(groups=["threshold met"])
    assert [str(problem) for problem in group.problems_for(kind)] == [
        "escalation.group: .es-query has no such group. It has: query matched, recovered"
    ]
    digest = EmailActions("id").digest("a@x.example", every="1m")
    assert [problem.where for problem in digest.problems_for(kind, "5m")] == ["digest.frequency.throttle"]


def test_a_rule_type_that_is_not_known_needs_its_groups_alone() -> None:
    kind = RuleType("my.type", groups=("bad", "worse"), recovery_group="fine")
    pattern = PagerDutyActions("id").escalation()
    assert list(pattern.problems_for(kind)) == []
    assert [action.group for action in pattern.actions_for(kind)] == ["bad", "worse", "fine"]


CLOSES = {
    ".pagerduty": "escalation",
    ".opsgenie": "alert",
    ".jira-service-management": "alert",
    ".servicenow": "incident",
    ".servicenow-itom": "event",
    ".xmatters": "event",
}


def test_types_that_cannot_close_have_no_method_that_does() -> None:
    closing = {"escalation", "alert", "incident", "event"}
    for kind in set(action_types()) - set(SYSTEM_PARAMS):
        found = {name for name in closing if hasattr(actions_class(kind), name)}
        assert found == ({CLOSES[kind]} if kind in CLOSES else set()), kind
