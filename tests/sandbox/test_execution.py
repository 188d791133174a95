"""`_execute`: the order of its checks, its params, and the forms of its answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from kibana_connectors.errors import SandboxError
from kibana_connectors.sandbox import Outcome, Sandbox

PAGER = {"eventAction": "resolve", "dedupKey": "k"}
THREW = "an error occurred while running the action"


@pytest.fixture
def real(make: Callable[..., Sandbox]) -> Sandbox:
    """A stand-in with the library's own types."""
    return make(validator=None, types=None)


@pytest.fixture
def ask(real: Sandbox, connect: Callable[..., httpx.Client]) -> Callable[..., httpx.Response]:
    http = connect(real)

    def send(connector_id: str, given: Any = None, /, *, space: str = "", **body: Any) -> httpx.Response:
        given = body or {"params": {} if given is None else given}
        return http.post(f"{space}/api/actions/connector/{connector_id}/_execute", json=given)

    return send


def add(sandbox: Sandbox, type_id: str, **options: Any) -> str:
    return sandbox.add_connector(type_id=type_id, name="n", **{"id": "c", **options}).id


def test_the_order_of_checks(real, ask, refusal):
    add(real, ".pagerduty", space="ops")
    real.settings.privileges = "none"
    real.settings.enabled_types = [".index"]
    real.settings.license = "basic"
    missing = "[request body.params]: expected value of type [object] but got [undefined]"
    assert refusal(ask("c", nothing=1)) == (400, missing)
    assert refusal(ask("c", params={}, other=1)) == (
        400,
        "[request body.other]: definition for this key is missing",
    )
    assert refusal(ask("c", space="/s/ops")) == (403, 'Unauthorized to execute a ".pagerduty" action')
    assert refusal(ask("c")) == (403, "Unauthorized to execute actions")
    assert refusal(ask("system-connector-.cases")) == (403, 'Unauthorized to execute a ".cases" action')
    real.settings.privileges = "read"
    assert refusal(ask("system-connector-.cases")) == (400, "Execution of system action is not allowed")
    assert refusal(ask("c")) == (404, "Saved object [action/c] not found")
    assert "enabledActionTypes" in refusal(ask("c", space="/s/ops"))[1]
    real.settings.enabled_types = None
    assert "does not support it" in refusal(ask("c", space="/s/ops"))[1]
    real.settings.license = "gold"
    assert ask("c", {"eventAction": "no"}, space="/s/ops").json()["status"] == "error"
    assert ask("c", PAGER, space="/s/ops").json() == {
        "connector_id": "c",
        "status": "ok",
        "data": {"message": "Event processed", "status": "success"},
    }


def test_bad_params_are_an_answer_and_no_run(real, ask):
    add(real, ".server-log")
    answer = ask("c", {"level": "loud"})
    assert answer.status_code == 200
    assert answer.json() == {
        "connector_id": "c",
        "status": "error",
        "message": "error validating action params: ✖ Invalid input: expected string, received undefined\n"
        "  → at message\n"
        '✖ Invalid option: expected one of "trace"|"debug"|"info"|"warn"|"error"|"fatal"\n  → at level',
        "retry": False,
        "errorSource": "user",
    }
    assert real.runs == ()


@pytest.mark.parametrize("type_id", [".bedrock", ".gen-ai", ".opsgenie", ".resilient", ".tines", ".xsoar"])
def test_an_unknown_sub_action_throws(real, ask, type_id):
    add(real, type_id)
    answer = ask("c", {"subAction": "nope"}).json()
    assert answer["retry"] is True
    assert answer["errorSource"] == "framework"
    assert answer["message"] == THREW
    assert answer["service_message"].startswith('Sub action "nope" is not registered. Connector id: c. ')
    assert answer["service_message"].endswith(f"Connector type: {type_id}")


@pytest.mark.parametrize("type_id", [".jira", ".swimlane", ".cases-webhook", ".servicenow", ".slack_api"])
def test_other_types_refuse_an_unknown_sub_action_as_bad_params(real, ask, type_id):
    add(real, type_id)
    for params in ({"subAction": "nope"}, {}):
        answer = ask("c", params).json()
        assert (answer["retry"], answer["errorSource"]) == (False, "user")
        assert answer["message"].startswith("error validating action params: ")
        assert "subAction" in answer["message"]


def test_bad_params_of_a_sub_action(real, ask):
    add(real, ".opsgenie")
    answer = ask("c", {"subAction": "closeAlert", "subActionParams": {}}).json()
    assert (answer["message"], answer["retry"], answer["errorSource"]) == (THREW, True, "user")
    expected = "Request validation failed ([alias]: Invalid input: expected string, received undefined)"
    assert answer["service_message"] == expected


def test_a_spec_type_can_be_tested_where_kibana_can_test_it(real, ask):
    add(real, ".abuseipdb", id="yes")
    add(real, ".firecrawl", id="no")
    assert ask("yes", {"subAction": "_test", "subActionParams": {}}).json()["status"] == "ok"
    answer = ask("no", {"subAction": "_test", "subActionParams": {}}).json()
    assert 'Sub action "_test" is not registered' in answer["service_message"]


def test_a_connector_that_misses_its_secrets_does_not_run(real, ask):
    add(real, ".pagerduty", missing_secrets=True)
    answer = ask("c", PAGER).json()
    assert answer["message"].startswith("error validating connector type secrets: ")
    assert "routingKey" in answer["message"]
    assert (answer["retry"], answer["errorSource"]) == (False, "framework")


def test_a_preconfigured_connector_runs_although_its_type_is_not_enabled(real, ask):
    real.add_preconfigured(id="pre", type_id=".server-log", name="pre")
    real.settings.enabled_types = [".index"]
    assert ask("pre", {"message": "m"}).json() == {"connector_id": "pre", "status": "ok"}


def test_what_known_types_return(real, ask):
    add(real, ".webhook", id="hook")
    add(real, ".index", id="index")
    add(real, ".email", id="mail")
    assert ask("hook", {"body": "{}"}).json()["data"] == "{}"
    assert ask("index", {"documents": [{"a": 1}]}).json()["data"]["errors"] is False
    mail = {"to": ["a@example.com"], "subject": "s", "message": "m"}
    assert ask("mail", mail).json()["data"]["envelope"]["to"] == ["a@example.com"]
    refused = ask("mail", mail | {"messageHTML": "<b>m</b>"}).json()
    assert refused["message"] == "HTML email can only be sent via notifications"


def test_failures_on_demand(real, ask):
    add(real, ".webhook", id="one")
    add(real, ".webhook", id="two")
    real.outcomes.fail(
        "error calling webhook, retry later",
        service_message="[500] Internal Server Error",
        connector_id="two",
        times=2,
    )
    assert ask("one", {"body": "b"}).json()["status"] == "ok"
    answer = {
        "connector_id": "two",
        "status": "error",
        "message": "error calling webhook, retry later",
        "service_message": "[500] Internal Server Error",
        "retry": True,
        "errorSource": "framework",
    }
    assert [ask("two", {"body": "b"}).json() for _ in range(2)] == [answer, answer]
    assert ask("two", {"body": "b"}).json()["status"] == "ok"
    real.outcomes.fail("m", retry="2026-01-01T00:00:00.000Z", error_source="user", type_id=".webhook")
    assert ask("one", {"body": "b"}).json()["retry"] == "2026-01-01T00:00:00.000Z"
    real.outcomes.succeed({"answer": 42}, space="default")
    assert ask("one", {"body": "b"}).json()["data"] == {"answer": 42}
    logged = [run.error for run in real.runs if run.error]
    assert logged[0] == "error calling webhook, retry later: [500] Internal Server Error; retry: true"


@pytest.mark.parametrize(
    "wrong",
    [
        {"service_message": "s"},
        {"retry": True},
        {"message": "m", "data": 1},
        {"message": 1},
        {"message": "m", "error_source": "nobody"},
        {"message": "m", "retry": 3},
        {"duration_ms": -1},
        {"times": 0},
        {"nothing": 1},
    ],
)
def test_outcomes_are_checked(wrong):
    with pytest.raises(SandboxError):
        Outcome.from_json(wrong)


def test_outcomes_can_be_added_over_http(real, ask, connect, refusal):
    add(real, ".server-log")
    http, control = connect(real), "/_sandbox/outcomes"
    added = http.post(control, json={"message": "m", "type_id": ".server-log"})
    assert added.json()["type_id"] == ".server-log"
    assert http.get(control).json() == [added.json()]
    assert ask("c", {"message": "x"}).json()["status"] == "error"
    assert http.get(control).json() == []
    http.post(control, json={"message": "m"})
    assert http.delete(control).status_code == 204
    assert ask("c", {"message": "x"}).json()["status"] == "ok"
    assert refusal(http.post(control, json=[]))[0] == 400


def test_before_9_0_nobody_is_named_as_the_cause(make, connect):
    old = make(validator=None, types=None, version="8.19")
    old.add_connector(type_id=".server-log", id="c", name="n")
    answer = connect(old).post("/api/actions/connector/c/_execute", json={"params": {}}).json()
    assert answer["status"] == "error"
    assert "errorSource" not in answer


def test_the_type_of_the_functional_tests_that_always_fails(make, connect):
    from kibana_connectors.schema.type_info import TypeInfo, Verdict

    failing = TypeInfo("test.failing", "Test: Failing", "gold", ("alerting",), "7.4")
    kibana = make(types=[failing], validator=lambda *_: Verdict(True, (), {}))
    kibana.add_connector(type_id="test.failing", id="c", name="n")
    params = {"index": "i", "reference": "r"}
    answer = connect(kibana).post("/api/actions/connector/c/_execute", json={"params": params}).json()
    assert answer["service_message"] == "expected failure for i r"
    assert (answer["message"], answer["retry"], answer["errorSource"]) == (THREW, True, "framework")
