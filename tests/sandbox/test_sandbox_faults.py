"""Errors, delays and lost connections on demand."""

from __future__ import annotations

import time

import httpx
import pytest

from kibana_connectors.errors import SandboxError
from kibana_connectors.sandbox import HTML

API = "/api/actions/connector"
BODY = {"name": "ops", "connector_type_id": ".index"}
LIST = "/api/actions/connectors"


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (500, "An internal server error occurred. Check Kibana server logs for details."),
        (429, "Server is overloaded"),
        (503, "Service Unavailable"),
    ],
)
def test_a_status_can_be_given(kibana, http, refusal, status, message):
    kibana.faults.add(status=status, headers={"Retry-After": "7"})
    answer = http.post(API, json=BODY)
    assert refusal(answer) == (status, message)
    assert answer.headers["retry-after"] == "7"
    assert kibana.connectors == []
    assert http.post(API, json=BODY).status_code == 200


def test_a_fault_needs_no_credentials(kibana, connect):
    kibana.faults.add(status=503)
    assert connect(kibana, Authorization="ApiKey no").get(LIST).status_code == 503


def test_an_answer_can_be_delayed(kibana, http):
    kibana.faults.add(delay=0.3)
    before = time.monotonic()
    assert http.get(LIST).status_code == 200
    assert time.monotonic() - before >= 0.3
    before = time.monotonic()
    http.get(LIST)
    assert time.monotonic() - before < 0.25


def test_a_delay_holds_up_no_other_request(kibana, http, connect):
    kibana.faults.add(delay=30, path_contains="/slow/")
    with pytest.raises(httpx.ReadTimeout):
        http.get("/s/slow" + LIST, timeout=0.2)
    assert connect(kibana).get(LIST, timeout=5).status_code == 200


def test_a_long_delay_does_not_hold_up_the_end(make, connect):
    kibana = make()
    kibana.faults.add(delay=60)
    with pytest.raises(httpx.ReadTimeout):
        connect(kibana).get(LIST, timeout=0.2)
    before = time.monotonic()
    kibana.stop()
    assert time.monotonic() - before < 3


def test_a_connection_can_be_dropped(kibana, http, caplog):
    kibana.faults.add(drop=True, times=2)
    with pytest.raises(httpx.TransportError):
        http.get(LIST)
    with pytest.raises(httpx.TransportError):
        http.post(API, json=BODY | {"config": {"index": "x" * 2_000_000}})
    assert http.get(LIST).json() == []
    assert [record.status for record in kibana.requests] == [None, None, 200]
    assert caplog.records == [record for record in caplog.records if record.name.startswith("http")]


def test_only_the_answer_is_lost(kibana, http):
    kibana.faults.add(drop=True, applied=True, method="POST")
    with pytest.raises(httpx.TransportError):
        http.post(f"{API}/a", json=BODY)
    assert [connector.id for connector in kibana.connectors] == ["a"]
    kibana.faults.add(status=502, applied=True, method="DELETE")
    assert http.delete(f"{API}/a").status_code == 502
    assert kibana.connectors == []


def test_a_fault_can_be_for_some_requests(kibana, http):
    kibana.faults.add(status=500, method="post", path_contains="/s/ops/", times=2)
    assert http.get(f"/s/ops{LIST}").status_code == 200
    assert http.post(API, json=BODY).status_code == 200
    assert [http.post(f"/s/ops{API}", json=BODY).status_code for _ in range(3)] == [500, 500, 200]


def test_faults_happen_in_the_order_they_were_added(kibana, http):
    kibana.faults.add(status=500)
    kibana.faults.add(status=429)
    assert [http.get(LIST).status_code for _ in range(3)] == [500, 429, 200]


def test_a_fault_can_last_until_it_is_cleared(kibana, http):
    kibana.faults.add(status=503, times=None)
    assert [http.get(LIST).status_code for _ in range(3)] == [503, 503, 503]
    assert kibana.faults.pending[0].times is None
    kibana.faults.clear()
    assert http.get(LIST).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"status": 200},
        {"status": 500, "drop": True},
        {"delay": -1},
        {"delay": float("nan")},
        {"status": 500, "times": 0},
        {"delay": 1, "applied": True},
        {"drop": True, "headers": {"Retry-After": "1"}},
    ],
)
def test_faults_are_checked(kibana, wrong):
    with pytest.raises(SandboxError):
        kibana.faults.add(**wrong)


def test_faults_can_be_added_over_http(kibana, http, refusal):
    control = "/_sandbox/faults"
    added = http.post(control, json={"status": 429, "times": 2, "headers": {"Retry-After": "1"}})
    assert added.status_code == 200
    shown = {
        "status": 429,
        "delay": 0.0,
        "drop": False,
        "applied": False,
        "method": None,
        "path_contains": None,
        "times": 2,
        "headers": {"Retry-After": "1"},
    }
    assert added.json() == shown
    assert http.get(LIST).status_code == 429
    # The fault does not happen to its own steering.
    assert http.get(control).json() == [shown | {"times": 1}]
    assert http.delete(control).status_code == 204
    assert http.get(LIST).status_code == 200
    for wrong in ({}, [], {"status": "500"}, {"status": True}, {"drop": 1}, {"other": 1}, {"status": 200}):
        assert refusal(http.post(control, json=wrong))[0] == 400
    assert refusal(http.post(control, json={"status": 500, "headers": {"a": 1}}))[0] == 400
    assert kibana.faults.pending == ()


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_adding_faults_over_http_needs_credentials(kibana, connect, method):
    answer = connect(kibana, Authorization="ApiKey no").request(
        method, "/_sandbox/faults", json={"drop": True}
    )
    assert answer.status_code == 401
    assert kibana.faults.pending == ()


def test_an_answer_that_is_no_json(kibana, http):
    kibana.faults.add(body=HTML)
    answer = http.get(LIST)
    assert (answer.status_code, answer.text) == (200, HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    kibana.faults.add(body="{", content_type="application/json", status=502, headers={"Retry-After": "1"})
    answer = http.get(LIST)
    assert (answer.status_code, answer.text, answer.headers["retry-after"]) == (502, "{", "1")


def test_an_answer_that_is_too_long(kibana, http):
    kibana.faults.add(size=10_000_000)
    answer = http.get(LIST)
    assert (answer.status_code, len(answer.content)) == (200, 10_000_000)
    assert len(answer.json()) == 9_999_998


def test_a_connection_that_breaks_in_the_middle(kibana, http):
    for number in range(20):
        kibana.add_connector(id=f"c{number}", type_id=".index", name="n")
    kibana.faults.add(cut=True)
    with http.stream("GET", LIST) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()
    assert len(http.get(LIST).json()) == 20


def test_some_requests_can_pass_first(kibana, http):
    kibana.faults.add(status=503, skip=2, path_contains="connectors")
    assert [http.get(LIST).status_code for _ in range(4)] == [200, 200, 503, 200]


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": "x", "size": 5},
        {"body": "x", "drop": True},
        {"cut": True, "status": 500},
        {"cut": True, "drop": True},
        {"size": 1},
        {"body": "x", "status": 199},
        {"status": 500, "skip": -1},
    ],
)
def test_answers_of_their_own_are_checked(kibana, wrong):
    with pytest.raises(SandboxError):
        kibana.faults.add(**wrong)


def test_answers_of_their_own_over_http(kibana, http):
    added = http.post("/_sandbox/faults", json={"body": "<p>", "skip": 1})
    assert (added.json()["body"], added.json()["skip"], "cut" in added.json()) == ("<p>", 1, False)
    assert http.get(LIST).json() == []
    assert http.get(LIST).text == "<p>"
