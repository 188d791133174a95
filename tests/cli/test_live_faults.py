"""What a command that talks to a Kibana does when that fails: one line, a code, nothing half-written."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.odd_servers import server
from harness.on_call import write_cdktf_out
from harness.plans import deleted, whole
from harness.scene import TICKETS, furnish
from harness.tls import Authority, https_server
from live import ask, variables
from running import run

from kibana_connectors.cli.commands import COMMANDS as COMMANDS_OF_ALL
from kibana_connectors.sandbox import Sandbox

COMMANDS = {
    "list": ("list",),
    "list-users": ("list", "--users", "--json"),
    "show": ("show", "On-call"),
    "types": ("types", "--live"),
    "spaces": ("spaces", "--count"),
    "health": ("health",),
    "report": ("report", "-o", "report.html", "--force"),
    "export": ("export", "-o", "out.ndjson", "--force"),
    "import": ("import", "in.ndjson", "--dry-run"),
    "check": ("check", "cdktf.out/stacks/on-call", "--junit", "check.xml", "--sarif", "check.sarif"),
    "radar": ("radar",),
    "generate": ("generate", "--type", ".mysql"),
    "guard": ("guard", "plan.json"),
    "guard-json": ("guard", "plan.json", "--json"),
    "delete": ("delete", TICKETS),
    "secrets": ("secrets",),
    "secrets-json": ("secrets", "--json"),
    "test": ("test", "--type", ".servicenow"),
    "adopt": ("adopt", "--inventory"),
    "check-json": ("check", "cdktf.out/stacks/on-call", "--json"),
}
"""A command that talks to a Kibana has an entry here."""

TELLS_MORE = {"health", "report", "export", "import", "delete"}
"""Commands that write notes to standard error when they succeed."""

ONCE = ("--retries", "0")
LOGIN = b"<html><head><title>Sign in</title></head></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a file to import, a plan and stacks."""
    attributes = {"actionTypeId": ".slack", "name": "n", "config": {}, "secrets": {}}
    saved = {"type": "action", "id": "new", "attributes": attributes, "references": []}
    (tmp_path / "in.ndjson").write_text(json.dumps(saved), encoding="utf-8")
    (tmp_path / "plan.json").write_bytes(whole([deleted(TICKETS, "sec")]))
    write_cdktf_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def scene() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        yield kibana


@pytest.fixture
def furnished(scene: Sandbox) -> Iterator[Sandbox]:
    yield scene
    scene.faults.clear()


def test_every_command_that_talks_to_a_kibana_is_here() -> None:
    live = {
        name
        for name, command in COMMANDS_OF_ALL.items()
        if hasattr(
            getattr(importlib.import_module(f"kibana_connectors.cli.{command.module}"), command.function),
            "is_live",
        )
    }

    assert {arguments[0] for arguments in COMMANDS.values()} == live


def assert_one_line(done: Any, code: int, *texts: str) -> None:
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert done.stderr.startswith("kibana-connectors: ")
    assert done.stderr.count("\n") == 1
    assert len(done.stderr) < 700
    for text in texts:
        assert text in done.stderr
    written = ("out.ndjson", "report", "check.")
    left = [file.name for file in Path.cwd().iterdir() if any(name in file.name for name in written)]
    assert left == []  # nothing half-written


FAULTS: dict[str, tuple[dict[str, Any], int, str]] = {
    "401": ({"status": 401}, 4, "check the credential"),
    "403": ({"status": 403}, 4, "give the credential's role"),
    "404": ({"status": 404}, 4, "404 Not Found"),
    "409": ({"status": 409}, 4, "409 Conflict"),
    "429-for-long": ({"status": 429, "headers": {"Retry-After": "3600"}}, 3, "try again in 3600 seconds"),
    "429-for-short": ({"status": 429, "headers": {"Retry-After": "0"}}, 3, "try again in 0 seconds"),
    "500": ({"status": 500}, 3, "look into Kibana's own log"),
    "503": ({"status": 503}, 3, "look into Kibana's own log, or try again later"),
    "slow": ({"delay": 30}, 3, "no whole answer in time; check that Kibana is up"),
    "cut": ({"drop": True}, 3, "the connection was cut"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_of_every_answer(furnished: Sandbox, command: str, fault: str) -> None:
    options, code, text = FAULTS[fault]
    furnished.faults.add(**options, times=None)

    done = ask(furnished, *COMMANDS[command], "--timeout", "1", *ONCE)

    assert_one_line(done, code, text)
    assert furnished.api_key not in done.stderr


LAST_ANSWERS = {
    "types": "/connector_types",
    "list-users": "/workflows",
    "show": "/s/ops/api/alerting",
    "health": "execution_kpi",
    "report": "/api/status",
    "export": "/s/sec/api/saved_objects/_export",
    "guard": "/s/sec/api/alerting",
    "generate": "/connector_types",
}


@pytest.mark.parametrize("fault", ["401", "404", "409", "500", "cut"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_of_the_last_answer(furnished: Sandbox, command: str, fault: str) -> None:
    """What came before is not written."""
    options, code, text = FAULTS[fault]
    path = LAST_ANSWERS.get(command, "/s/sec/api/actions/connectors")
    furnished.faults.add(**options, times=None, path_contains=path)
    if command == "list-users" and fault == "404":
        return  # such a Kibana has no workflows

    assert_one_line(ask(furnished, *COMMANDS[command], *ONCE), code, text)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_short_fault_is_not_noticed(furnished: Sandbox, command: str) -> None:
    furnished.faults.add(status=503, times=2)
    furnished.faults.add(drop=True)

    done = ask(furnished, *COMMANDS[command])

    assert done.returncode == 0
    assert done.stdout or command == "health"
    if command not in TELLS_MORE:
        assert done.stderr == ""
    assert "503" not in done.stderr


ODD: dict[str, tuple[dict[str, Any], str]] = {
    "html": (
        {"body": LOGIN, "headers": {"content-type": "text/html"}},
        'got a web page, "Sign in", with status 200',
    ),
    "10-mb": ({"body": b"[" + b" " * 10_000_000 + b"]"}, "larger than 8,388,608 bytes, and was not read"),
    "no-json": ({"body": b'[{"id": "de'}, "expected JSON, and got something that is not whole"),
    "other-json": ({"body": b'{"cluster_name": "x"}'}, "the answer has another form than Kibana's"),
    "redirect": (
        {"status": 302, "headers": {"location": "https://sso.example/?a=b"}},
        "redirects are not followed",
    ),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", COMMANDS)
def test_something_else_than_kibana(command: str, odd: str) -> None:
    options, text = ODD[odd]
    with server(**options) as url:
        done = run(*COMMANDS[command], env=variables(KIBANA_ENDPOINT=url))

    assert_one_line(done, 5, text)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_version_that_does_not_have_the_route(command: str) -> None:
    body = b'{"statusCode":404,"error":"Not Found","message":"Not Found"}'
    with server(body, 404) as url:
        done = run(*COMMANDS[command], env=variables(KIBANA_ENDPOINT=url))

    assert_one_line(done, 4, "this Kibana has no such route: Kibana 8.8 or later has it")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_that_is_cut(command: str) -> None:
    with server(b"[" + b" " * 1000 + b"]", cut_after=500) as url:
        done = run(*COMMANDS[command], *ONCE, env=variables(KIBANA_ENDPOINT=url))

    assert_one_line(done, 3, "the connection was cut")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_certificate_that_is_not_trusted(command: str, tmp_path: Any) -> None:
    with https_server(Authority(tmp_path).issue("server")) as url:
        done = run(*COMMANDS[command], env=variables(KIBANA_ENDPOINT=url))

    assert_one_line(done, 3, "no trusted connection", "KIBANA_CA_CERTS")


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_there(command: str) -> None:
    done = run(*COMMANDS[command], *ONCE, env=variables(KIBANA_ENDPOINT="http://127.0.0.1:1"))

    assert_one_line(done, 3, "cannot connect: Connection refused; check the endpoint")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_credential(furnished: Sandbox, command: str) -> None:
    done = ask(furnished, *COMMANDS[command], KIBANA_API_KEY="Hunter2")

    assert_one_line(done, 4, "401 Unauthorized")
    assert "Hunter2" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_no_kibana_is_named(command: str) -> None:
    assert_one_line(
        run(*COMMANDS[command], env=variables()), 2, "set KIBANA_ENDPOINT, give --endpoint, or write"
    )


@pytest.mark.parametrize("command", ["list", "list-users", "types", "spaces"])
def test_more_may_be_read(furnished: Sandbox, command: str) -> None:
    done = ask(furnished, *COMMANDS[command], "--longest-answer", "20")

    assert done.returncode == 0
