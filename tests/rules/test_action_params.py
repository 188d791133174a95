"""Params of rules' actions: Kibana's verdicts, and that what is sent is what was written."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from own_params import CASES

from kibana_connectors import InvalidAction, Template, validate_action
from kibana_connectors.rules.catalog import action_types, actions_class, params_classes
from kibana_connectors.rules.params.email import EmailActions, EmailParams
from kibana_connectors.rules.params.jira import JiraActions, JiraIssue, JiraPushToService
from kibana_connectors.rules.params.opsgenie import OpsgenieActions, OpsgenieCreateAlert, OpsgenieResponder
from kibana_connectors.rules.params.pagerduty import PagerDutyActions, PagerDutyLink, PagerDutyParams
from kibana_connectors.rules.params.servicenow import (
    ServiceNowActions,
    ServiceNowClosedIncident,
    ServiceNowCloseIncident,
    ServiceNowIncident,
    ServiceNowPushToService,
)
from kibana_connectors.rules.params.slack_api import SlackApiActions
from kibana_connectors.rules.system_actions import SYSTEM_PARAMS
from kibana_connectors.types._index import INDEX

DATA = Path(__file__).parents[1] / "data"
SAMPLES = [json.loads(line) for line in (DATA / "action_params_samples.jsonl").read_text().splitlines()]
TOKEN = "${TfToken[TOKEN.7]}"


def test_every_sample_gets_kibanas_verdict() -> None:
    wrong = [
        sample for sample in SAMPLES if validate_action(sample["type"], sample["params"]).ok != sample["ok"]
    ]
    assert wrong == []
    assert len(SAMPLES) == 204


def test_what_kibana_takes_and_then_fails_is_told() -> None:
    """Apart from HTML in mails, which depends on the connector."""
    told = [
        sample
        for sample in SAMPLES
        if sample["ok"] and validate_action(sample["type"], sample["params"]).failures
    ]
    harmful = [sample for sample in SAMPLES if sample.get("run_ok") is False]
    assert told == [sample for sample in harmful if "messageHTML" not in sample["params"]]


def test_every_case_of_our_own_gets_kibanas_verdict() -> None:
    wrong = [
        (kind, params, ok, verdict.errors)
        for kind, params, ok in CASES
        if (verdict := validate_action(kind, params)).ok != ok
    ]
    assert wrong == []


def test_there_are_as_many_cases_of_our_own_as_samples_that_are_kept_back() -> None:
    assert len(CASES) >= 205
    assert {kind for kind, _, _ in CASES} == set(action_types())
    assert {sample["type"] for sample in SAMPLES} == set(action_types())


def test_what_is_refused_says_where_and_never_the_value() -> None:
    value = "sk_live_never_shown"
    for kind in action_types():
        verdict = validate_action(kind, {"subAction": value, "subActionParams": value, value: value})
        assert verdict.errors
        assert value not in str(verdict)


def accepted() -> list[tuple[str, Any]]:
    given = [(sample["type"], sample["params"], sample["ok"]) for sample in SAMPLES]
    return [
        (kind, params)
        for kind, params, ok in [*given, *CASES]
        if ok and kind not in SYSTEM_PARAMS and not validate_action(kind, params).failures
    ]


def test_what_is_sent_is_what_was_written() -> None:
    counted: Counter[str] = Counter()
    for kind, params in accepted():
        action = actions_class(kind)("an-id").action(params)
        assert action.params == params, kind
        counted[kind] += 1
    assert set(counted) == set(action_types()) - set(SYSTEM_PARAMS)


def with_texts(value: Any, text: str) -> Any:
    """Put one text in place of every text, sub-actions apart."""
    if isinstance(value, dict):
        return {key: item if key == "subAction" else with_texts(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [with_texts(item, text) for item in value]
    return text if isinstance(value, str) else value


def test_a_token_stands_for_any_text() -> None:
    for kind, params in accepted():
        given = with_texts(params, TOKEN)
        assert actions_class(kind)("an-id").action(given).params == given, (kind, params)


def test_mustache_stands_for_any_text_that_kibana_renders() -> None:
    """Whatever the text would have to be: a word, a number, a date, JSON, or short."""
    for kind, params in accepted():
        if "channelNames" in json.dumps(params) or "webhook" in params.get("subActionParams", {}):
            continue  # not rendered, and so checked as it stands
        long = "{{rule.name}}" * 3000
        assert validate_action(kind, with_texts(params, long)).errors == (), (kind, params)


def test_mustache_cannot_stand_for_the_frame() -> None:
    for kind in action_types():
        assert not validate_action(kind, "{{rule.params}}").ok
        assert not validate_action(kind, {"{{rule.name}}": 1, "subAction": "{{rule.name}}"}).ok


def test_whole_numbers_are_sent_without_a_point() -> None:
    """Kibana writes 1.0 as 1, and the provider compares."""
    action = actions_class(".index")("id").action({"documents": [{"a": 1.0, "b": [2.0, 2.5]}]})
    assert json.dumps(action.params) == '{"documents": [{"a": 1, "b": [2, 2.5]}]}'


def test_a_class_writes_kibanas_names_and_no_defaults() -> None:
    params = PagerDutyParams(
        event_action="trigger",
        dedup_key="k",
        class_="ping",
        severity=Template("{{context.level}}"),
        links=[PagerDutyLink(href="https://x.example", text="x")],
        summary=None,
    )
    assert PagerDutyActions("id").action(params).params == {
        "eventAction": "trigger",
        "dedupKey": "k",
        "severity": "{{context.level}}",
        "class": "ping",
        "links": [{"href": "https://x.example", "text": "x"}],
    }


def test_a_class_of_a_sub_action_writes_it_around_its_params() -> None:
    issue = JiraPushToService(incident=JiraIssue(summary="s", labels=["a"], issue_type="1"))
    assert JiraActions("id").action(issue).params == {
        "subAction": "pushToService",
        "subActionParams": {"incident": {"summary": "s", "issueType": "1", "labels": ["a"]}},
    }


def test_a_correlation_id_is_always_written() -> None:
    """Kibana's own default would be sent with its braces."""

    def sent(incident: ServiceNowIncident) -> Any:
        action = ServiceNowActions("id").action(ServiceNowPushToService(incident=incident))
        return action.params["subActionParams"]["incident"]

    assert sent(ServiceNowIncident(short_description="s")) == {
        "short_description": "s",
        "correlation_id": "{{alert.uuid}}",
    }
    assert sent(ServiceNowIncident(short_description="s", correlation_id=None))["correlation_id"] is None
    close = ServiceNowCloseIncident(incident=ServiceNowClosedIncident())
    assert ServiceNowActions("id").action(close).params == {
        "subAction": "closeIncident",
        "subActionParams": {"incident": {"correlation_id": "{{alert.uuid}}"}},
    }


def test_closing_by_an_empty_correlation_id_is_refused() -> None:
    """It closed the newest incident of all (Kibana issue 217004)."""
    for empty in ("", "  "):
        given = {"subAction": "closeIncident", "subActionParams": {"incident": {"correlation_id": empty}}}
        with pytest.raises(InvalidAction, match="close the newest incident of all"):
            ServiceNowActions("id").action(given)


def test_a_channel_that_kibana_does_not_render_must_be_literal() -> None:
    inside = {"channelIds": ["{{context.channel}}"], "text": "t"}
    with pytest.raises(InvalidAction, match=r"channelIds\.0: expected a text without Mustache"):
        SlackApiActions("id").action({"subAction": "postMessage", "subActionParams": inside})


def test_a_message_to_no_channel_is_refused() -> None:
    for inside in ({"text": "t"}, {"text": "t", "channelIds": []}):
        with pytest.raises(InvalidAction, match="names no channel"):
            SlackApiActions("id").action({"subAction": "postMessage", "subActionParams": inside})


def test_wrong_objects_inside_classes_are_told_with_their_params() -> None:
    params = OpsgenieCreateAlert(
        message="",
        responders=[OpsgenieResponder(username="ann", type="team")],
        priority="P9",
    )
    with pytest.raises(InvalidAction) as caught:
        OpsgenieActions("id").action(params)
    assert {problem.where for problem in caught.value.problems} == {
        "params.subActionParams.message",
        "params.subActionParams.responders.0",
        "params.subActionParams.priority",
    }


def test_params_of_another_type_are_refused() -> None:
    mail = EmailParams(to=["a@x.example"], subject="s", message="m")
    with pytest.raises(InvalidAction, match="expected PagerDutyParams, or a dict"):
        PagerDutyActions("id").action(mail)
    assert EmailActions("id").action(mail).params["to"] == ["a@x.example"]


def test_the_types_that_rules_can_use_are_those_of_the_constructs() -> None:
    """The generator finds them by their modules, the catalog by its list."""
    from kibana_connectors import connector_types
    from kibana_connectors.rules.rule_actions import RuleActions

    constructs = connector_types()
    usable = {kind for kind in INDEX if issubclass(constructs[kind], RuleActions)}
    assert usable == set(action_types()) - set(SYSTEM_PARAMS)
    for kind in usable:
        assert kind == constructs[kind].ACTION_TYPE
        assert params_classes(kind) == constructs[kind].ACTION_PARAMS
