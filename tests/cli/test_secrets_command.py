"""`secrets` against a stand-in Kibana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.on_call import write_cdktf_out
from harness.scene import HOOK, PAGER, TICKETS, furnish
from live import ask

from kibana_connectors.sandbox import Sandbox

UNDECRYPTABLE = 'Unable to decrypt attribute "secrets" of saved object "action,x"'


@pytest.fixture
def kibana() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        yield kibana


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def missing(kibana: Sandbox, *options: str, code: int = 0) -> dict[str, Any]:
    """Give what misses its secrets by name."""
    done = ask(kibana, "secrets", *options, "--json")
    assert done.returncode == code, done.stderr
    return {each["name"]: each for each in json.loads(done.stdout)}


def ways(row: dict[str, Any]) -> dict[str | None, list[str]]:
    return {way["auth_type"]: way["needed"] for way in row["ways"]}


IMPORTED: dict[str, tuple[str, dict[str, Any], dict[str | None, list[str]]]] = {
    "one secret": (".pagerduty", {}, {None: ["routingKey"]}),
    "what its authentication needs": (
        ".webhook",
        {"url": "https://a.example", "hasAuth": True, "authType": "webhook-authentication-basic"},
        {None: ["user", "password"]},
    ),
    "none that its authentication needs": (
        ".webhook",
        {"url": "https://a.example", "hasAuth": False},
        {None: []},
    ),
    "a config that tells nothing": (".servicenow", {}, {None: []}),
    "a type that nobody knows": (".brand-new", {}, {}),
}


@pytest.mark.parametrize("case", IMPORTED)
def test_what_to_set(case: str) -> None:
    type_id, config, expected = IMPORTED[case]
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=type_id, name="It", space="ops", config=config, missing_secrets=True)
        kibana.add_connector(type_id=".pagerduty", name="Whole", space="ops")
        found = missing(kibana)

    assert set(found) == {"It"}
    assert (found["It"]["cause"], found["It"]["space"]) == ("imported", "ops")
    assert ways(found["It"]) == expected


def test_each_auth_type_of_a_type_that_has_several() -> None:
    with Sandbox() as kibana:
        kibana.add_connector(type_id=".github", name="Code", config={}, missing_secrets=True)
        found = missing(kibana)
        table = ask(kibana, "secrets")

    assert found["Code"]["ways"]
    assert all(way["auth_type"] for way in found["Code"]["ways"])
    assert "bearer (token)" in " ".join(table.stdout.split())


def test_secrets_that_cannot_be_decrypted(kibana: Sandbox) -> None:
    now = datetime.now(timezone.utc)
    kibana.add_run(PAGER, space="ops", error=UNDECRYPTABLE, when=now - timedelta(hours=1))
    kibana.add_run(TICKETS, space="sec", error=UNDECRYPTABLE, when=now - timedelta(hours=2))
    kibana.add_run(TICKETS, space="sec", when=now - timedelta(hours=1))  # mended since
    kibana.add_run(TICKETS, space="sec", error="something else", when=now)

    found = missing(kibana)

    assert {name: row["cause"] for name, row in found.items()} == {
        "On-call": "decryption",
        "Audit hook": "imported",
    }
    assert "xpack.encryptedSavedObjects.encryptionKey" in found["On-call"]["why"]


def test_the_log_may_be_closed(kibana: Sandbox) -> None:
    kibana.faults.add(status=403, path_contains="execution_logs", times=None)
    done = ask(kibana, "secrets")

    assert done.returncode == 0
    assert "Audit hook" in done.stdout
    assert done.stderr.startswith("kibana-connectors: secrets that cannot be decrypted are not found: POST ")


def test_check(kibana: Sandbox) -> None:
    assert ask(kibana, "secrets", "--check").returncode == 1
    none = ask(kibana, "secrets", "--check", "--space", "ops")
    assert (none.returncode, none.stdout) == (0, "")
    assert none.stderr == "kibana-connectors: no connector misses its secrets\n"


def test_the_variables_of_a_stack(folder: Path) -> None:
    write_cdktf_out(folder)
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        config = {"apiUrl": "https://sn.example.com", "usesTableApi": False, "isOAuth": False}
        kibana.add_connector(
            type_id=".servicenow", name="Tickets", space="sec", id=HOOK, config=config, missing_secrets=True
        )
        found = missing(kibana, "--stack", "cdktf.out")
        table = ask(kibana, "secrets", "--stack", "cdktf.out")
        elsewhere = ask(kibana, "secrets", "--stack", "cdktf.out/stacks/on-call")

    assert found["Tickets"]["in_stack"] == {
        "stack": "audit",
        "address": "elasticstack_kibana_action_connector.tickets",
        "sources": [
            {"secret": "password", "from": "TF_VAR_tickets_password"},
            {"secret": "username", "from": "TF_VAR_tickets_username"},
        ],
    }
    assert "set TF_VAR_tickets_password (password), TF_VAR_tickets_username (username), for" in " ".join(
        table.stdout.split()
    )
    assert "deploy with a new secrets_version" in table.stderr
    assert elsewhere.stderr == "kibana-connectors: no stack has any of these connectors\n"


def test_a_stack_that_is_not_there(kibana: Sandbox) -> None:
    done = ask(kibana, "secrets", "--stack", "nowhere")

    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere" in done.stderr


def test_a_space_that_may_not_be_read_is_told(kibana: Sandbox) -> None:
    kibana.faults.add(status=403, times=None, path_contains="/s/sec/api/actions/")
    done = ask(kibana, "secrets")

    assert done.returncode == 4
    assert "the connectors of 1 space are not shown (sec)" in done.stderr


def test_the_table_fits_80_columns(kibana: Sandbox) -> None:
    for number in range(3):
        kibana.add_connector(
            type_id=".github", name=f"A name that is long {number}" * 2, config={}, missing_secrets=True
        )
    done = ask(kibana, "secrets")

    assert max(map(len, done.stdout.splitlines())) <= 80
