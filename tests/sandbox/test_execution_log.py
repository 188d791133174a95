"""The execution log: search, figures, filters and order."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

LOGS = "/internal/actions/_global_connector_execution_logs"
KPI = "/internal/actions/_global_connector_execution_kpi"
NOW = datetime.now(timezone.utc)


@pytest.fixture
def logged(kibana):
    kibana.add_connector(type_id=".index", id="c", name="docs")
    kibana.add_run("c", when=NOW - timedelta(days=3), duration_ms=30)
    kibana.add_run("c", when=NOW - timedelta(hours=2), duration_ms=10, error="no; retry: true")
    kibana.add_run("d", when=NOW - timedelta(hours=1), duration_ms=20, type_id=".webhook", name="hook")
    kibana.add_run("e", when=NOW, space="ops", type_id=".webhook")
    return kibana


def found(http, **body):
    answer = http.post(LOGS, json={"date_start": "90d"} | body)
    assert answer.status_code == 200, answer.text
    return [one["connector_id"] + str(round(one["duration_ms"])) for one in answer.json()["data"]]


def test_a_line(http, logged):
    body = http.post(LOGS, json={"date_start": "now-1d", "per_page": 1, "page": 2}).json()
    assert body["total"] == 2
    line = body["data"][0]
    assert line == {
        "id": line["id"],
        "timestamp": line["timestamp"],
        "duration_ms": 10,
        "status": "failure",
        "message": "action execution failure: .index:c: docs - no; retry: true",
        "version": logged.settings.version,
        "source": "alert",
        "schedule_delay_ms": 0,
        "space_ids": ["default"],
        "connector_name": "docs",
        "connector_id": "c",
        "timed_out": False,
    }


def test_search(http, logged):
    assert found(http) == ["d20", "c10", "c30"]
    assert found(http, date_start="now-1d") == ["d20", "c10"]
    assert found(http, date_start=(NOW - timedelta(hours=3)).isoformat(), date_end="now-90m") == ["c10"]
    assert found(http, filter='kibana.action.id: "c"') == ["c10", "c30"]
    assert found(http, filter="event.outcome: failure") == ["c10"]
    assert found(http, filter='not kibana.action.id: "c" and event.provider: actions') == ["d20"]
    assert found(http, filter="kibana.action.type_id: .web*") == ["d20"]
    assert found(http, namespaces=["ops"]) == ["e1"]
    assert found(http, namespaces=["ops", "default"], per_page=1) == ["e1"]
    assert found(http, sort=[{"execution_duration": {"order": "asc"}}]) == ["c10", "d20", "c30"]
    assert found(http, sort=[{"timestamp": {"order": "asc"}}]) == ["c30", "c10", "d20"]


def test_figures(http, logged):
    answer = http.post(KPI, json={"date_start": "90d"})
    assert answer.json() == {"success": 2, "unknown": 0, "failure": 1, "warning": 0}
    one = {"date_start": "1d", "filter": 'kibana.action.id: "d"'}
    assert http.post(KPI, json=one).json()["success"] == 1
    assert http.post(f"/s/ops{KPI}", json={"date_start": "90d"}).json()["success"] == 1


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({}, "[request body.date_start]"),
        ({"date_start": "soon"}, 'Invalid date for parameter dateStart: "soon"'),
        ({"date_start": "1d", "date_end": "x"}, "dateEnd"),
        ({"date_start": "1d", "filter": "a: ("}, "Invalid kuery syntax for filter a: ("),
        ({"date_start": "1d", "per_page": 0}, "[request body.per_page]"),
        ({"date_start": "1d", "sort": [{"name": {"order": "asc"}}]}, "Invalid sort field"),
        ({"date_start": "1d", "other": 1}, "[request body.other]"),
    ],
)
def test_what_is_refused(http, refusal, wrong, part):
    status, message = refusal(http.post(LOGS, json=wrong))
    assert (status, part in message) == (400, True)


def test_privileges(http, kibana, refusal):
    kibana.settings.privileges = "none"
    assert refusal(http.post(LOGS, json={"date_start": "1d"})) == (403, "Unauthorized to get actions")


def test_what_ran_is_logged(http, kibana):
    kibana.add_connector(type_id=".index", id="c", name="docs")
    http.post("/api/actions/connector/c/_execute", json={"params": {"documents": [{}]}}).raise_for_status()
    kibana.outcomes.fail("m", duration_ms=1234)
    http.post("/api/actions/connector/c/_execute", json={"params": {"documents": [{}]}}).raise_for_status()
    new, old = http.post(LOGS, json={"date_start": "1h"}).json()["data"]
    assert (old["status"], old["source"]) == ("success", "http_request")
    assert (new["status"], new["duration_ms"]) == ("failure", 1234)
    kibana.reset()
    assert kibana.runs == ()
