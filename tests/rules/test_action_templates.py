"""Mustache in params: what Kibana could not render, and variables that would be empty."""

from __future__ import annotations

import pytest

from kibana_connectors import Frequency, InvalidAction
from kibana_connectors.rules.mustache import Malformed, Situation, variable_problems, variables
from kibana_connectors.rules.params.server_log import ServerLogActions
from kibana_connectors.rules.rule_types import rule_type

WELL_FORMED = {
    "plain": [],
    "{{rule.name}} and {{{context.x}}} and {{&date}}": ["rule.name", "context.x", "date"],
    "{{ rule.name }}": ["rule.name"],
    "{{#context.hits}}{{_source.message}}{{^empty}}{{x}}{{/empty}}{{/context.hits}}{{date}}": [
        "context.hits",
        "date",
    ],
    "{{^context.host}}info{{/context.host}}": ["context.host"],
    "{{#EvalMath}}context.value * 2{{/EvalMath}}": [],
    "{{#FormatDate}}{{{context.timestamp}}}; Europe/Berlin{{/FormatDate}}": ["context.timestamp"],
    "{{#ParseHjson}}{ a: {{rule.id}} }{{/ParseHjson}}": ["rule.id"],
    "{{! a comment }}{{> partial}}": [],
    '{"a":{{{context.x.asJSON}}}}': ["context.x.asJSON"],
    '{"a":{"b":{{context.x}}}}': ["context.x"],
    "{{=<% %>=}}<% rule.name %> {{date}} <%={{ }}=%>{{rule.id}}": ["rule.name", "rule.id"],
    "{{.}}": ["."],
    "a } b }} c": [],
}


def test_variables_are_found_at_the_top_level() -> None:
    assert {text: variables(text) for text in WELL_FORMED} == WELL_FORMED


@pytest.mark.parametrize(
    "text",
    ["{{rule.name", "{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{{a}}", "{{=<%=}}", "{{^a}}x{{/b}}"],
)
def test_what_kibana_could_not_render_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        variables(text)
    with pytest.raises(InvalidAction, match=r"params\.message: Mustache with "):
        ServerLogActions("id").action({"message": text})


def empty(name: str, kind: str, *, summary: bool = False, recovered: bool = False) -> bool:
    known = rule_type(kind)
    assert known is not None
    situation = Situation(rule_type=known, is_summary=summary, is_recovered=recovered)
    return bool(list(variable_problems(f"{{{{{name}}}}}", "params.message", situation)))


FILLED = [
    *("date", "kibanaBaseUrl", "rule.id", "rule.params.threshold", "rule.tags.asJSON", "rule.url"),
    *(
        "alert.id",
        "alert.uuid",
        "alert.actionGroup",
        "alert.flapping",
        "alertId",
        "alertInstanceId",
        "spaceId",
    ),
    *("state.anything", "context.message", "context.hits.asJSON", "context.value", "kibana.alert.reason"),
    *("@timestamp", "host.name", "."),
]
EMPTY = [
    *("rule.nmae", "rules.name", "alert.name", "alerts.new.count", "contxt.message", "context.reason"),
    *("context.massage", "kibanaBaseUrl.x", "rule name", "foo", "alert.actionGroup Name"),
]


def test_names_that_a_rule_type_fills_are_known() -> None:
    assert [name for name in FILLED if empty(name, ".es-query")] == []
    assert [name for name in EMPTY if not empty(name, ".es-query")] == []


def test_a_summary_has_other_variables_than_an_alert() -> None:
    filled = ["rule.name", "date", "alerts.new.count", "alerts.ongoing.data", "alerts.all.count"]
    meaningless = ["alert.id", "context.message", "state.x", "kibana.alert.reason", "alerts.old.count"]
    assert [name for name in filled if empty(name, ".es-query", summary=True)] == []
    assert [name for name in meaningless if not empty(name, ".es-query", summary=True)] == []


def test_the_summaries_of_detection_rules_have_context() -> None:
    for name in ("context.alerts", "context.results_link", "context.rule.name", "state.signals_count"):
        assert not empty(name, "siem.queryRule", summary=True)


def test_alerts_that_are_no_documents_have_no_fields() -> None:
    assert empty("kibana.alert.reason", "monitoring_alert_cpu_usage")
    assert empty("host.name", "monitoring_alert_cpu_usage")


def test_some_variables_are_empty_when_an_alert_has_recovered() -> None:
    ml = "xpack.ml.anomaly_detection_alert"
    assert [empty(name, ml) for name in ("context.score", "context.message")] == [False, False]
    assert [empty(name, ml, recovered=True) for name in ("context.score", "context.message")] == [True, False]
    boundary = "context.containingBoundaryName"
    assert [empty(boundary, ".geo-containment", recovered=each) for each in (False, True)] == [False, True]


def test_types_whose_variables_are_not_all_known_take_any() -> None:
    assert not empty("context.monitorName", "xpack.synthetics.alerts.monitorStatus")
    assert not empty("context.whatever", "datasetQuality.degradedDocs")


def test_an_action_knows_what_its_rule_fills() -> None:
    kind = rule_type(".es-query")
    assert kind is not None
    log = ServerLogActions("id")
    cases = {
        "{{alerts.new.count}}": (
            Frequency(),
            "params.message: alerts.new.count is empty in an action that runs",
        ),
        "{{alert.id}}": (
            Frequency(summary=True, notify_when="onActiveAlert"),
            "params.message: alert.id means nothing in a summary",
        ),
        "{{context.mesage}}": (Frequency(), 'has no context.mesage. Did you mean "context.message"?'),
    }
    for text, (frequency, expected) in cases.items():
        action = log.action({"message": text}, frequency=frequency)
        [problem] = action.problems_for(kind)
        assert expected in str(problem)


def test_what_is_no_name_is_not_shown() -> None:
    kind = rule_type(".es-query")
    assert kind is not None
    text = "{{sk live/never=shown}} {{" + "a" * 80 + "}}"
    problems = list(variable_problems(text, "params.message", Situation(rule_type=kind)))
    assert len(problems) == 2
    assert "never" not in str(problems)
    assert "aaaa" not in str(problems)
