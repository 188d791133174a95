"""Actions: group, frequency and filter; system actions; actions whose params nobody checks."""

from __future__ import annotations

from typing import Any

import pytest

from kibana_connectors import (
    AlertsFilter,
    FixedTarget,
    Frequency,
    InvalidAction,
    Timeframe,
    ai_assistant_action,
    cases_action,
    raw_action,
    workflow_action,
)
from kibana_connectors.rules.params.pagerduty import PagerDutyActions
from kibana_connectors.rules.rule_types import rule_type, rule_types
from kibana_connectors.rules.system_actions import CASES, system_action

PAGER = PagerDutyActions("on-call")


def problems(**options: Any) -> list[str]:
    with pytest.raises(InvalidAction) as caught:
        PAGER.action({}, **options)
    return [problem.where for problem in caught.value.problems]


def test_an_action_has_the_default_group_of_its_rules_type() -> None:
    action = PAGER.action({"summary": "s"})
    for kind in rule_types():
        [made] = action.actions_for(kind)
        assert made.group == kind.groups[0]
        assert list(action.problems_for(kind)) == []


def test_a_group_that_the_rule_type_lacks_is_told() -> None:
    es, geo = rule_type(".es-query"), rule_type(".geo-containment")
    assert es is not None
    assert geo is not None
    recovered = PAGER.action({"eventAction": "resolve", "dedupKey": "k"}, group="recovered")
    assert list(recovered.problems_for(es)) == []
    assert [problem.hint for problem in recovered.problems_for(geo)] == [
        "It has: Tracked entity contained, notGeoContained"
    ]


def test_detection_rules_never_recover() -> None:
    kind = rule_type("siem.queryRule")
    assert kind is not None
    recovered = PAGER.action({"eventAction": "resolve", "dedupKey": "k"}, group="recovered")
    assert [problem.where for problem in recovered.problems_for(kind)] == ["group"]


@pytest.mark.parametrize(
    ("frequency", "where"),
    [
        (Frequency(notify_when="always"), "notify_when"),
        (Frequency(notify_when="onThrottleInterval"), "throttle"),
        (Frequency(notify_when="onThrottleInterval", throttle=""), "throttle"),
        (Frequency(notify_when="onThrottleInterval", throttle="0s"), "throttle"),
        (Frequency(notify_when="onThrottleInterval", throttle="1w"), "throttle"),
        (Frequency(summary="yes"), "summary"),
    ],
)
def test_frequencies_that_cannot_work_are_refused(frequency: Frequency, where: str) -> None:
    assert problems(frequency=frequency) == [f"frequency.{where}"]


def test_an_action_may_leave_its_frequency_to_the_rule() -> None:
    kind = rule_type(".es-query")
    assert kind is not None
    for action in (
        PAGER.action({}, frequency=None),
        raw_action(FixedTarget(".new", "id"), {}, frequency=None),
    ):
        assert action.frequency is None
        assert list(action.problems_for(kind, "1m")) == []


HOURS = {"timezone": "Europe/Berlin", "hours_start": "8:00", "hours_end": "18:00"}


@pytest.mark.parametrize(
    ("alerts_filter", "where"),
    [
        (AlertsFilter(), "alerts_filter"),
        (
            AlertsFilter(timeframe=Timeframe(**{**HOURS, "hours_end": "24:00"})),
            "alerts_filter.timeframe.hours_end",
        ),
        (
            AlertsFilter(timeframe=Timeframe(**{**HOURS, "hours_start": "8"})),
            "alerts_filter.timeframe.hours_start",
        ),
        (AlertsFilter(timeframe=Timeframe(**HOURS, days=(0,))), "alerts_filter.timeframe.days"),
        (AlertsFilter(timeframe=Timeframe(**{**HOURS, "timezone": " "})), "alerts_filter.timeframe.timezone"),
        ({"kql": "a: b"}, "alerts_filter"),
    ],
)
def test_filters_that_cannot_work_are_refused(alerts_filter: Any, where: str) -> None:
    assert problems(alerts_filter=alerts_filter) == [where]


def test_everything_wrong_is_told_at_once() -> None:
    found = problems(frequency=Frequency(notify_when="onThrottleInterval"), group="", uuid=7)
    assert found == ["group", "uuid", "frequency.throttle"]


def test_summaries_and_filters_need_alerts_as_data() -> None:
    kind = rule_type("monitoring_alert_cpu_usage")
    assert kind is not None
    action = PAGER.action(
        {"summary": "s"},
        frequency=Frequency(summary=True, notify_when="onActiveAlert"),
        alerts_filter=AlertsFilter(kql="a: b"),
    )
    assert [problem.where for problem in action.problems_for(kind)] == ["frequency.summary", "alerts_filter"]


def test_an_interval_below_the_rules_own_is_told() -> None:
    kind = rule_type(".es-query")
    assert kind is not None
    action = PAGER.action({}, frequency=Frequency(notify_when="onThrottleInterval", throttle="5m"))
    assert [problem.where for problem in action.problems_for(kind, "1h")] == ["frequency.throttle"]
    assert list(action.problems_for(kind, "5m")) == []


def test_system_actions_have_their_fixed_ids_and_neither_group_nor_frequency() -> None:
    actions = [
        cases_action(grouping_by="host.name", time_window="5h", maximum_cases_to_open=3),
        ai_assistant_action("my-llm", {"active": "What is wrong?"}),
        workflow_action("wf-1", inputs={"a": 1}, summary_mode=True),
    ]
    assert [(each.target.id_in("any"), each.group, each.frequency, each.is_system) for each in actions] == [
        ("system-connector-.cases", None, None, True),
        ("system-connector-.observability-ai-assistant", None, None, True),
        ("system-connector-.workflows", None, None, True),
    ]
    assert [each.params for each in actions] == [
        {
            "subAction": "run",
            "subActionParams": {
                "groupingBy": ["host.name"],
                "reopenClosedCases": False,
                "timeWindow": "5h",
                "maximumCasesToOpen": 3,
            },
        },
        {"connector": "my-llm", "prompts": [{"statuses": ["active"], "message": "What is wrong?"}]},
        {
            "subAction": "run",
            "subActionParams": {"workflowId": "wf-1", "inputs": {"a": 1}, "summaryMode": True},
        },
    ]
    for kind in rule_types():
        for action in actions:
            assert action.actions_for(kind) == (action,)
            assert list(action.problems_for(kind)) == []


def test_wrong_system_actions_are_refused() -> None:
    with pytest.raises(InvalidAction, match="time_window: expected a number and d, w, h or m"):
        cases_action(time_window="3m")
    with pytest.raises(
        InvalidAction, match="maximum_cases_to_open: input should be less than or equal to 20"
    ):
        cases_action(maximum_cases_to_open=21)
    with pytest.raises(InvalidAction, match="does not render it here"):
        ai_assistant_action("my-llm", message="{{rule.name}}")
    with pytest.raises(InvalidAction, match="workflow_id: expected a string"):
        workflow_action(7)
    with pytest.raises(InvalidAction, match=r"params\.subAction: required"):
        system_action(CASES, {"groupingBy": []})


def test_an_action_of_a_type_that_is_not_known_is_sent_as_it_is() -> None:
    kind = rule_type(".es-query")
    assert kind is not None
    action = raw_action(FixedTarget(".new", "my-id"), {"any": ["{{whatever}}", 1.0]}, group="recovered")
    assert (action.params, action.group, action.is_raw) == ({"any": ["{{whatever}}", 1]}, "recovered", True)
    assert list(action.problems_for(kind)) == []
    with pytest.raises(InvalidAction, match=r"my-id\.action: params: expected a dict"):
        raw_action(FixedTarget(".new", "my-id"), "text")
