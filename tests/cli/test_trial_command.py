"""`test` against a stand-in Kibana."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from harness.scene import CHAT, HOOK, PAGER, TICKETS, furnish
from live import ask, variables
from running import command_line, environment

from kibana_connectors.sandbox import Sandbox


@pytest.fixture
def kibana() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        kibana.add_connector(type_id=".index", name="Docs", id="docs", config={"index": "i"})
        kibana.add_connector(type_id=".okta", name="People", id="people", config={})
        kibana.add_connector(type_id=".notion", name="Pages", id="pages", config={})
        yield kibana


def run_tests(kibana: Sandbox, *arguments: str, code: int) -> dict[str, Any]:
    """Give what came of each connector by its id."""
    done = ask(kibana, "test", *arguments, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    return {each["id"]: each for each in json.loads(done.stdout)}


def executed(kibana: Sandbox) -> list[str]:
    return sorted(each.path for each in kibana.requests if each.path.endswith("/_execute"))


def path(connector_id: str, space: str) -> str:
    prefix = "" if space == "default" else f"/s/{space}"
    return f"{prefix}/api/actions/connector/{connector_id}/_execute"


def test_only_what_nobody_notices_runs_by_itself(kibana: Sandbox) -> None:
    found = run_tests(kibana, code=0)

    assert executed(kibana) == sorted([path(CHAT, "ops"), path(TICKETS, "sec"), path("people", "default")])
    assert {each: found[each]["result"] for each in found} == {
        CHAT: "ok",
        TICKETS: "ok",
        "people": "ok",
        PAGER: "not tested",
        "mail": "not tested",
        HOOK: "not tested",
        "docs": "not tested",
        "pages": "not tested",
    }
    assert found[PAGER]["told"] == "resolves an incident that does not exist: --yes does it"
    assert found["docs"]["told"] == "writes a document into its index: --allow-writes does it"
    assert found["pages"]["told"] == "its type has no test"
    assert found["mail"]["told"].endswith("--email-to")
    assert found[CHAT]["ms"] >= 0
    assert found[PAGER]["ms"] is None


def test_what_sends_runs_with_yes_and_what_writes_only_with_its_own_option(kibana: Sandbox) -> None:
    found = run_tests(kibana, "--yes", "--email-to", "me@example.com", "--no-preconfigured", code=0)
    assert {found[each]["result"] for each in (PAGER, HOOK)} == {"ok"}
    assert found["docs"]["result"] == "not tested"

    assert run_tests(kibana, "docs", "--allow-writes", code=0)["docs"]["result"] == "ok"
    assert (
        run_tests(kibana, "mail", "--yes", "--email-to", "me@example.com", code=0)["mail"]["result"] == "ok"
    )


def test_one_that_is_named_and_not_run_is_a_finding(kibana: Sandbox) -> None:
    for each in (PAGER, "docs", "pages", "nope", "system-connector-.cases"):
        run_tests(kibana, each, code=1)
    assert executed(kibana) == []


OWN_TESTS = {
    "9.6": ("ok", "runs the test of its type"),
    "9.5": ("not tested", "this Kibana does not say whether the type has a test; 9.6 or later does"),
    "9.4": ("not tested", "this Kibana does not say whether the type has a test; 9.6 or later does"),
    "9.3": ("not tested", "this Kibana does not know its type"),
}


@pytest.mark.parametrize("version", OWN_TESTS)
def test_the_type_s_own_test_where_kibana_says_that_there_is_one(version: str) -> None:
    with Sandbox(version=version) as kibana:
        kibana.add_connector(type_id=".github", name="Code", id="code", config={})
        found = run_tests(kibana, "--search", "Code", code=0)

    assert (found["code"]["result"], found["code"]["told"]) == OWN_TESTS[version]


FAILURES = {
    "retry later": (
        {"message": "error posting, retry later", "service_message": "[503] Service Unavailable"},
        "error posting, retry later: [503] Service Unavailable",
    ),
    "a URL": (
        {"message": "error", "service_message": "POST https://hooks.slack.com/services/T0/B0/Hunter2x"},
        "error: POST https://hooks.slack.com/…",
    ),
    "several lines": ({"message": "a\nb\x1b[31m"}, "a b\\x1b[31m"),
    "no message": ({"message": ""}, "it does not say why"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_run_that_fails_is_one_line_without_secrets(kibana: Sandbox, failure: str) -> None:
    options, told = FAILURES[failure]
    kibana.outcomes.fail(
        options["message"] or "x", service_message=options.get("service_message"), times=None
    )
    if failure == "no message":
        kibana.outcomes.clear()
        body = json.dumps({"connector_id": CHAT, "status": "error"})
        kibana.faults.add(
            body=body, status=200, content_type="application/json", path_contains="_execute", times=None
        )

    found = run_tests(kibana, CHAT, code=1)
    table = ask(kibana, "test", CHAT)

    assert (found[CHAT]["result"], found[CHAT]["told"]) == ("failed", told)
    assert "Hunter2" not in table.stdout + table.stderr
    assert "\x1b" not in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("fault", "code", "text"),
    [
        ({"status": 401}, 4, "check the credential"),
        ({"status": 403}, 4, "403 Forbidden"),
        ({"status": 404}, 4, "404 Not Found"),
        ({"status": 429, "headers": {"Retry-After": "0"}}, 3, "429 Too Many Requests"),
        ({"status": 500}, 3, "500 Internal Server Error"),
        ({"status": 503}, 3, "503 Service Unavailable"),
        ({"drop": True}, 3, "the connection was cut"),
        ({"cut": True}, 3, "the connection was cut"),
        ({"body": "<html><title>Sign in</title></html>", "status": 200}, 5, 'a web page, "Sign in"'),
        ({"size": 10_000_000}, 5, "larger than 8,388,608 bytes"),
    ],
    ids=["401", "403", "404", "429", "500", "503", "drop", "cut", "html", "10-mb"],
)
def test_a_run_is_never_sent_twice(kibana: Sandbox, fault: dict[str, Any], code: int, text: str) -> None:
    kibana.faults.add(**fault, path_contains="_execute", times=None)

    found = run_tests(kibana, CHAT, TICKETS, code=code)

    assert {found[each]["result"] for each in found} == {"failed"}
    assert all(text in each["told"] for each in found.values())
    assert len(executed(kibana)) == 2


def test_one_failure_leaves_the_others_alone(kibana: Sandbox) -> None:
    kibana.faults.add(status=500, path_contains=f"{CHAT}/_execute", times=None)

    found = run_tests(kibana, CHAT, TICKETS, code=3)

    assert (found[CHAT]["result"], found[TICKETS]["result"]) == ("failed", "ok")


def test_many_run_at_once_and_no_more_than_asked(kibana: Sandbox) -> None:
    for number in range(30):
        kibana.add_connector(type_id=".server-log", name=f"L{number}", id=f"l{number}", space="ops")

    found = run_tests(kibana, "--type", ".server-log", "--at-once", "3", code=0)

    assert len(found) == 30
    assert {each["result"] for each in found.values()} == {"ok"}


def test_types_that_are_switched_off_are_not_run() -> None:
    with Sandbox(enabled_types=[".index"]) as kibana:
        kibana.add_connector(type_id=".server-log", name="L", id="log")
        found = run_tests(kibana, code=0)

    assert found["log"]["told"] == "its type is not enabled in kibana.yml"


def test_a_preconfigured_connector_runs_in_a_space_that_is_open(kibana: Sandbox) -> None:
    kibana.settings.privileges = {"sec": "all"}

    found = run_tests(kibana, "mail", "--space", "sec", "--yes", "--email-to", "me@example.com", code=0)

    assert found["mail"]["result"] == "ok"
    assert executed(kibana) == [path("mail", "sec")]


@pytest.mark.parametrize("options", [("--email-to", "nobody"), ("--at-once", "0"), ("--at-once", "x")])
def test_wrong_options(kibana: Sandbox, options: tuple[str, ...]) -> None:
    done = ask(kibana, "test", *options)

    assert (done.returncode, done.stdout) == (2, "")
    assert [each for each in kibana.requests if "/api/actions/" in each.path] == []


@pytest.mark.parametrize(("answer", "runs"), [("y", True), ("n", False)])
def test_it_asks_in_a_terminal(kibana: Sandbox, answer: str, runs: bool) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command_line("test", PAGER),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**variables(kibana)),
    ) as process:
        os.write(ours, f"{answer}\n".encode())
        written, told = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    assert "On-call (.pagerduty, ops): resolves an incident that does not exist" in told
    assert "Run them? [y/N]" in told
    assert executed(kibana) == ([path(PAGER, "ops")] if runs else [])
    assert ("ok" if runs else "not tested") in written
    assert process.returncode == (0 if runs else 1)
