"""`delete` against a stand-in Kibana."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from harness.scene import CHAT, HOOK, PAGER, TICKETS, add_case, furnish, http
from live import ask, variables
from running import command_line, environment

from kibana_connectors.sandbox import Sandbox


@pytest.fixture
def kibana() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        yield kibana


def delete(kibana: Sandbox, *arguments: str, code: int) -> dict[str, Any]:
    """Give each connector's outcome by its id."""
    done = ask(kibana, "delete", *arguments, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    return {each["id"]: each for each in json.loads(done.stdout)}


def left(kibana: Sandbox) -> set[str]:
    return {each.id for each in kibana.connectors}


ALL = {PAGER, CHAT, HOOK, TICKETS}


def test_nothing_goes_without_yes(kibana: Sandbox) -> None:
    done = ask(kibana, "delete", HOOK, TICKETS)

    assert done.returncode == 0
    assert done.stderr == "kibana-connectors: nothing was deleted: --yes does it\n"
    assert done.stdout.count("would go") == 2
    assert left(kibana) == ALL
    assert [each for each in kibana.requests if each.method == "DELETE"] == []


def test_what_nothing_uses_goes(kibana: Sandbox) -> None:
    found = delete(kibana, HOOK, TICKETS, "--yes", code=0)

    assert {each["result"] for each in found.values()} == {"deleted"}
    assert left(kibana) == {PAGER, CHAT}


def test_what_is_used_is_kept_and_told_by_whom(kibana: Sandbox) -> None:
    found = delete(kibana, PAGER, CHAT, HOOK, "--yes", code=1)

    assert {each: found[each]["result"] for each in found} == {PAGER: "kept", CHAT: "kept", HOOK: "deleted"}
    assert found[PAGER]["why"] == "used by rule CPU high (space ops), rule Disk full (space ops)"
    assert [user["kind"] for user in found[CHAT]["users"]] == ["rule", "workflow"]
    assert left(kibana) == {PAGER, CHAT, TICKETS}


def test_cases_keep_a_connector(kibana: Sandbox) -> None:
    add_case(kibana, "Outage", TICKETS, space="sec")

    assert "case Outage (space sec)" in delete(kibana, TICKETS, "--yes", code=1)[TICKETS]["why"]


def test_force(kibana: Sandbox) -> None:
    found = delete(kibana, PAGER, "--yes", "--force", code=0)

    assert found[PAGER]["result"] == "deleted"
    assert left(kibana) == ALL - {PAGER}


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_can_never_be_deleted(kibana: Sandbox, force: tuple[str, ...]) -> None:
    found = delete(kibana, "mail", "system-connector-.cases", "--yes", *force, code=1)

    assert found["mail"]["why"].startswith("preconfigured: it comes from kibana.yml")
    assert found["system-connector-.cases"]["why"] == "it belongs to Kibana itself"
    assert {each["result"] for each in found.values()} == {"kept"}


def test_ids_that_are_not_there(kibana: Sandbox) -> None:
    found = delete(kibana, "On-call", "nope", HOOK, "--yes", code=1)

    assert (
        found["On-call"]["why"] == f"no connector has this id; the connector of this name has the id {PAGER}"
    )
    assert found["nope"]["why"] == "no connector has this id"
    assert {found["On-call"]["result"], found["nope"]["result"]} == {"not found"}
    assert HOOK not in left(kibana)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--unused",), {HOOK, TICKETS}),
        (("--unused", "--space", "sec"), {TICKETS}),
        (("--type", ".webhook"), {HOOK}),
        (("--missing-secrets",), {HOOK}),
        (("--search", "chat"), {CHAT}),
        (("--deprecated",), {TICKETS}),
        (("--space", "ops", "--no-preconfigured"), {PAGER, CHAT}),
        (("--preconfigured",), {"mail"}),
        (("--type", ".zzz"), set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_chosen_by_options(kibana: Sandbox, options: tuple[str, ...], expected: set[str]) -> None:
    done = ask(kibana, "delete", *options, "--json")

    assert {each["id"] for each in json.loads(done.stdout)} == expected


def test_ids_and_options_both_have_to_fit(kibana: Sandbox) -> None:
    found = delete(kibana, HOOK, "--type", ".slack", code=1)

    assert found[HOOK]["why"] == "the other options leave it out"


def test_nothing_is_named(kibana: Sandbox) -> None:
    done = ask(kibana, "delete", "--yes")

    assert (done.returncode, done.stdout) == (2, "")
    assert "no connector is named: give ids, or choose by an option such as --unused" in done.stderr
    assert [each for each in kibana.requests if "/api/actions/" in each.path] == []


def test_one_of_several_fails(kibana: Sandbox) -> None:
    kibana.faults.add(status=500, method="DELETE", path_contains=HOOK, times=None)

    found = delete(kibana, HOOK, TICKETS, "--yes", "--retries", "0", code=3)

    assert found[TICKETS]["result"] == "deleted"
    assert found[HOOK]["result"] == "failed"
    assert "500 Internal Server Error" in found[HOOK]["why"]
    assert left(kibana) == {PAGER, CHAT, HOOK}


@pytest.mark.parametrize(
    ("fault", "code", "text"),
    [
        ({"status": 401}, 4, "check the credential"),
        ({"status": 403}, 4, "Actions and Connectors: All in the space sec"),
        ({"status": 409}, 4, "409 Conflict"),
        ({"status": 429, "headers": {"Retry-After": "3600"}}, 3, "try again in 3600 seconds"),
        ({"status": 503}, 3, "503 Service Unavailable"),
        ({"drop": True}, 3, "the connection was cut"),
        ({"delay": 30}, 3, "no whole answer in time"),
        ({"body": "<html><title>Sign in</title></html>", "status": 200}, 5, 'a web page, "Sign in"'),
    ],
    ids=["401", "403", "409", "429", "503", "cut", "slow", "html"],
)
def test_a_delete_that_fails(kibana: Sandbox, fault: dict[str, Any], code: int, text: str) -> None:
    kibana.faults.add(**fault, method="DELETE", times=None)

    found = delete(kibana, TICKETS, "--yes", "--retries", "0", "--timeout", "2", code=code)

    assert found[TICKETS]["result"] == "failed"
    assert text in found[TICKETS]["why"]
    assert TICKETS in left(kibana)


def test_a_short_fault_is_not_noticed(kibana: Sandbox) -> None:
    kibana.faults.add(status=503, method="DELETE", times=2)
    kibana.faults.add(drop=True, applied=True, method="DELETE", times=1)  # it is gone, and nobody says so

    assert delete(kibana, TICKETS, "--yes", code=0)[TICKETS]["result"] == "deleted"


def test_somebody_else_was_quicker(kibana: Sandbox) -> None:
    kibana.faults.add(status=404, method="DELETE", times=None)

    found = delete(kibana, TICKETS, "--yes", code=0)

    assert (found[TICKETS]["result"], found[TICKETS]["why"]) == ("deleted", "somebody else was quicker")


@pytest.mark.parametrize("path", ["/s/sec/api/alerting", "/s/sec/api/workflows", "/s/sec/api/cases"])
def test_what_cannot_be_told_is_kept(kibana: Sandbox, path: str) -> None:
    kibana.faults.add(status=403, times=None, path_contains=path)

    found = delete(kibana, TICKETS, HOOK, "--yes", code=1)
    forced = delete(kibana, TICKETS, "--yes", "--force", code=0)

    assert (found[TICKETS]["result"], found[HOOK]["result"]) == ("kept", "deleted")
    assert found[TICKETS]["why"].startswith("could not be looked at: ")
    assert "(space sec): GET /s/sec/" in found[TICKETS]["why"]
    assert forced[TICKETS]["result"] == "deleted"


def test_a_space_that_may_not_be_read_is_told(kibana: Sandbox) -> None:
    kibana.faults.add(status=403, times=None, path_contains="/s/sec/api/actions/")
    done = ask(kibana, "delete", "--type", ".webhook", "--yes")

    assert done.returncode == 4
    assert "the connectors of 1 space are not shown (sec)" in done.stderr
    assert HOOK not in left(kibana)


def test_two_hundred_go_at_once(kibana: Sandbox) -> None:
    for number in range(200):
        kibana.add_connector(type_id=".webhook", name=f"W{number}", id=f"w{number}", space="ops")

    found = delete(kibana, "--unused", "--type", ".webhook", "--yes", code=0)

    assert len(found) == 201
    assert left(kibana) == {PAGER, CHAT, TICKETS}


def test_interrupted(kibana: Sandbox) -> None:
    """What was deleted until then is told, and what is not known is not called kept."""
    for number in range(15):
        kibana.add_connector(type_id=".webhook", name=f"W{number:02}", id=f"w{number:02}", space="ops")
    kibana.faults.add(delay=60, method="DELETE", skip=2, times=None)
    arguments = command_line("delete", "--search", "w0", "--search", "w", "--space", "ops", "--yes", "--json")
    with subprocess.Popen(
        [*arguments, "--no-preconfigured", "--type", ".webhook"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**variables(kibana)),
    ) as process:
        for _ in range(300):
            if (
                len([each for each in kibana.requests if each.method == "DELETE"]) >= 2
                and len(left(kibana)) <= 17
            ):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=60)

    found = json.loads(told)
    results = [each["result"] for each in found]
    assert process.returncode == 130
    assert len(found) == 15
    assert results.count("deleted") == 2
    assert set(results) == {"deleted", "unknown", "kept"}


def test_the_table_fits_80_columns(kibana: Sandbox) -> None:
    done = ask(kibana, "delete", PAGER, CHAT, "nope", "mail")

    assert max(map(len, done.stdout.splitlines())) <= 80
    with http(kibana) as client:
        assert len(client.get("/s/ops/api/actions/connectors").json()) == 3
