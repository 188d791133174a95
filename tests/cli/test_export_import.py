"""`export` and `import` against a stand-in: a round trip, conflicts, secrets, faults between the calls."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from harness.scene import CHAT, HOOK, PAGER, TICKETS, furnish
from live import ask
from running import run

from kibana_connectors.sandbox import Sandbox

SECRETS = {
    "TF_VAR_Chat_token": "hunter-chat",
    "TF_VAR_On_call_routing_key": "hunter-key",
    "TF_VAR_Tickets_username": "hunter-user",
    "TF_VAR_Tickets_password": "hunter-word",
}
IDS = {HOOK: "default", CHAT: "ops", PAGER: "ops", TICKETS: "sec"}


@pytest.fixture
def file(kibana: Sandbox, tmp_path: Path) -> Path:
    """An export of the furnished stand-in."""
    furnish(kibana)
    path = tmp_path / "connectors.ndjson"
    done = ask(kibana, "export", "-o", str(path))
    assert done.returncode == 0, done.stderr
    return path


def there(kibana: Sandbox) -> dict[str, str]:
    return {each.id: each.space for each in kibana.connectors}


def writes(kibana: Sandbox) -> list[str]:
    return [
        f"{each.method} {each.path}"
        for each in kibana.requests
        if "_import" in each.path or each.method == "PUT"
    ]


def answer(kibana: Sandbox, *arguments: str, **changes: str) -> Any:
    return json.loads(ask(kibana, *arguments, "--json", **changes).stdout)


# -- export --------------------------------------------------------------------------------------------------


def test_the_file_and_what_is_told(kibana: Sandbox, tmp_path: Path) -> None:
    furnish(kibana)
    path = tmp_path / "c.ndjson"

    done = ask(kibana, "export", "-o", str(path))

    assert done.stdout.splitlines()[1:] == [
        "default  1           0",
        "ops      2           2",
        "sec      1           1",
    ]
    assert "no secret is in it: 3 of 4 connectors need theirs again" in done.stderr
    assert "preconfigured connectors (1) are not in it" in done.stderr
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line.get("id", line.get("space")) for line in lines] == [
        *(HOOK, "default"),
        *(CHAT, PAGER, "ops"),
        *(TICKETS, "sec"),
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_to_standard_output_and_only_some(kibana: Sandbox) -> None:
    furnish(kibana)

    done = ask(kibana, "export", "--space", "ops", "--id", CHAT)

    assert [json.loads(line).get("id") for line in done.stdout.splitlines()] == [CHAT, None]


def test_a_file_is_not_replaced_unless_told(kibana: Sandbox, file: Path) -> None:
    before = file.read_text()
    asked = len(kibana.requests)

    done = ask(kibana, "export", "-o", str(file))
    assert (done.returncode, file.read_text(), len(kibana.requests)) == (2, before, asked)
    assert "exists already: name another file, or give --force" in done.stderr

    assert ask(kibana, "export", "-o", str(file), "--force", "--space", "sec").returncode == 0
    assert len(file.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [("", "expected the path of a file"), (".", "this is a folder"), ("no/where", "there is no folder no")],
)
def test_paths_that_cannot_be_written(kibana: Sandbox, path: str, said: str) -> None:
    done = ask(kibana, "export", "-o", path)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_id_that_cannot_be_exported(kibana: Sandbox) -> None:
    furnish(kibana)

    assert "there is no such connector, in 3 spaces" in ask(kibana, "export", "--id", "x").stderr
    done = ask(kibana, "export", "--id", "mail")
    assert done.returncode == 4
    assert "it is preconfigured" in done.stderr


def test_a_type_that_kibana_does_not_know_does_not_spoil_the_others(kibana: Sandbox) -> None:
    furnish(kibana)
    kibana.add_connector(type_id=".gone", name="Old", space="ops", config={})

    done = ask(kibana, "export", "--space", "ops")

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    assert "for Kibana does not know their type: Old (.gone)" in done.stderr


def test_a_space_that_may_not_be_read_leaves_no_file(kibana: Sandbox, tmp_path: Path) -> None:
    furnish(kibana)
    kibana.faults.add(status=403, path_contains="/s/ops/api/actions/connectors", times=None)

    done = ask(kibana, "export", "-o", str(tmp_path / "c.ndjson"))

    assert (done.returncode, list(tmp_path.iterdir())) == (4, [])


def test_json_tells_what_was_exported(kibana: Sandbox, tmp_path: Path) -> None:
    furnish(kibana)
    path = str(tmp_path / "c.ndjson")

    told = answer(kibana, "export", "-o", path)

    assert (told["file"], told["spaces"][1]) == (path, {"space": "ops", "connectors": 2, "need_secrets": 2})
    assert len(told["told"]) == 3
    assert ask(kibana, "export", "--json").returncode == 2


# -- import --------------------------------------------------------------------------------------------------


def test_a_round_trip_with_secrets(file: Path) -> None:
    with Sandbox(spaces=["default", "ops", "sec"]) as other:
        arrived: dict[str, Any] = {}
        other.on_secrets(lambda space, connector_id, secrets: arrived.update({connector_id: secrets}))
        done = ask(other, "import", str(file), "--fill-secrets", **SECRETS)

        assert done.returncode == 0, done.stderr
        assert there(other) == IDS
        assert not any(each.is_missing_secrets for each in other.connectors)
        assert arrived == {
            CHAT: {"token": "hunter-chat"},
            PAGER: {"routingKey": "hunter-key"},
            TICKETS: {"username": "hunter-user", "password": "hunter-word"},
        }
        assert "hunter" not in done.stdout + done.stderr


def test_a_dry_run_changes_nothing_and_names_the_variables(kibana: Sandbox, file: Path) -> None:
    done = ask(kibana, "import", str(file), "--overwrite", "--fill-secrets", "--dry-run", **SECRETS)

    assert done.returncode == 0, done.stderr
    assert writes(kibana) == []
    assert "TF_VAR_On_call_routing_key           On-call     routingKey          yes     yes" in done.stdout
    assert "hunter" not in done.stdout + done.stderr


def test_a_secret_that_is_missing_stops_it_before_anything_is_sent(kibana: Sandbox, file: Path) -> None:
    secrets = {**SECRETS, "TF_VAR_Chat_token": "", "TF_VAR_Tickets_password": ""}

    done = ask(kibana, "import", str(file), "--overwrite", "--fill-secrets", **secrets)

    assert done.returncode == 1
    assert writes(kibana) == []
    assert 'connector "Chat" (.slack_api): secret token: TF_VAR_Chat_token is not set\n' in done.stderr
    assert "secret password: TF_VAR_Tickets_password is not set\n" in done.stderr
    assert done.stderr.endswith("nothing was sent\n")


def test_conflicts(kibana: Sandbox, file: Path) -> None:
    done = ask(kibana, "import", str(file))
    assert done.returncode == 1
    assert writes(kibana) == []
    assert "4 ids are taken in their spaces: give --overwrite" in done.stderr

    rows = answer(kibana, "import", str(file), "--overwrite")["connectors"]
    assert {row["effect"] for row in rows} == {"overwrite"}
    assert all(row["new_id"] == row["id"] for row in rows)
    assert there(kibana) == IDS

    rows = answer(kibana, "import", str(file), "--create-new-copies")["connectors"]
    assert not {row["new_id"] for row in rows} & set(IDS)
    assert len(kibana.connectors) == 8


def test_copies_get_their_secrets_under_their_new_ids(kibana: Sandbox, file: Path) -> None:
    done = ask(kibana, "import", str(file), "--create-new-copies", "--fill-secrets", **SECRETS)

    assert done.returncode == 0
    assert "4 connectors have got new ids: rules, workflows and Terraform know them" in done.stderr
    missing = {each.id for each in kibana.connectors if each.is_missing_secrets}
    assert missing == {HOOK}  # as before


def test_an_id_of_another_space_is_not_had(kibana: Sandbox, file: Path) -> None:
    rows = answer(kibana, "import", str(file), "--space", "default", "--overwrite")["connectors"]

    effects = {row["id"]: row["effect"] for row in rows}
    assert effects == {HOOK: "overwrite", CHAT: "new_id", PAGER: "new_id", TICKETS: "new_id"}


def test_without_secrets_it_is_told_what_does_not_run(file: Path) -> None:
    with Sandbox(spaces=["default", "ops", "sec"]) as other:
        done = ask(other, "import", str(file))

        assert done.returncode == 0
        assert "3 connectors do not run until they get their secrets: Chat, On-call, Tickets" in done.stderr
        assert "--fill-secrets takes them from the environment" in done.stderr


def test_a_space_that_does_not_exist(file: Path) -> None:
    with Sandbox(spaces=["default", "ops"]) as other:
        done = ask(other, "import", str(file))

        assert (done.returncode, writes(other)) == (4, [])
        assert "space sec: this credential sees no such space" in done.stderr


def test_from_standard_input_and_kibanas_own_file(kibana: Sandbox) -> None:
    attributes = {"actionTypeId": ".server-log", "name": "Log", "config": {}, "secrets": {}}
    line = json.dumps({"type": "action", "id": "log", "attributes": attributes, "references": []})
    env = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key, "XDG_CONFIG_HOME": "/nowhere"}

    done = run("import", "-", "--space", "ops", given=line, env=env)

    assert done.returncode == 0, done.stderr
    assert there(kibana) == {"log": "ops"}


@pytest.mark.parametrize(
    ("content", "said"),
    [("<html>", "no whole export"), ("", "there is no connector in it"), (None, "cannot be read")],
)
def test_a_file_that_is_no_export(kibana: Sandbox, tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "c.ndjson"
    if content is not None:
        path.write_text(content)

    done = ask(kibana, "import", str(path))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert not kibana.requests


def test_both_ways_at_once(kibana: Sandbox, file: Path) -> None:
    done = ask(kibana, "import", str(file), "--overwrite", "--create-new-copies")

    assert done.returncode == 2
    assert "expected one of them, not both" in done.stderr


# -- faults between the calls --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 403}, 4),
        ({"status": 409}, 4),
        ({"status": 429, "headers": {"Retry-After": "9"}}, 3),
        ({"status": 500}, 3),
        ({"status": 503}, 3),
    ],
)
def test_an_import_that_is_refused_is_not_sent_twice(
    kibana: Sandbox, file: Path, fault: dict[str, Any], code: int
) -> None:
    kibana.faults.add(**fault, path_contains="_import", times=None)

    done = ask(kibana, "import", str(file), "--overwrite")

    assert (done.returncode, done.stdout, len(writes(kibana))) == (code, "", 1)
    assert done.stderr.count("\n") == 1


def test_an_answer_that_is_lost_may_have_done_something(kibana: Sandbox, file: Path) -> None:
    kibana.faults.add(drop=True, applied=True, path_contains="_import")

    done = ask(kibana, "import", str(file), "--overwrite")

    assert (done.returncode, done.stdout) == (3, "")
    assert "whether anything was imported is not known" in done.stderr


def test_a_failure_halfway_tells_how_far_it_came(kibana: Sandbox, file: Path) -> None:
    kibana.faults.add(status=500, method="PUT", path_contains=TICKETS, times=None)

    done = ask(kibana, "import", str(file), "--overwrite", "--fill-secrets", "--retries", "0", **SECRETS)

    assert (done.returncode, done.stdout) == (3, "")
    said, error = done.stderr.splitlines()
    assert "before this error 4 of 4 connectors were imported, and 2 got their secrets" in said
    assert "500 Internal Server Error" in error
    assert "hunter" not in done.stderr
