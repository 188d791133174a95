"""`guard` against a stand-in Kibana."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.plans import SECRET, change, connector, created, deleted, replaced, rule, unchanged, whole
from harness.scene import CHAT, HOOK, PAGER, TICKETS, add_case, add_rule, add_workflow, furnish, http, rule_id
from live import ask, variables
from running import command_line, environment, run

from kibana_connectors.sandbox import Sandbox

ADDRESS = "elasticstack_kibana_action_connector.c"


@pytest.fixture(scope="module")
def scene() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        yield kibana


@pytest.fixture
def furnished(scene: Sandbox) -> Iterator[Sandbox]:
    yield scene
    scene.faults.clear()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def guard(kibana: Sandbox | None, changes: list[Any], *options: str, **top: Any) -> Any:
    Path("plan.json").write_bytes(whole(changes, **top))
    done = ask(kibana, "guard", "plan.json", *options)
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def verdict(kibana: Sandbox | None, changes: list[Any], *options: str, **top: Any) -> dict[str, Any]:
    done = guard(kibana, changes, *options, "--json", **top)
    found = json.loads(done.stdout)
    assert found["ok"] is (done.returncode == 0)
    return found


def users_in(found: dict[str, Any]) -> list[str]:
    return [
        f"{user['kind']} {user['name']} {user['space']}"
        for each in found["findings"]
        for user in each["users"]
    ]


def test_a_connector_that_rules_and_workflows_use(furnished: Sandbox) -> None:
    done = guard(furnished, [deleted(CHAT, "ops", name="Chat", type_id=".slack_api")])

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        f"used: Chat (.slack_api, ops/{CHAT})\n"
        f"    {ADDRESS}\n"
        "    it would be deleted, and something still uses it:\n"
        "    - rule CPU high (space ops)\n"
        "    - workflow Escalate (space ops)\n"
        "    Take it out of what uses it first, or let it go by --allow\n"
        f"    {CHAT}.\n"
    )


@pytest.mark.parametrize("tool", ["terraform", "tofu"])
def test_a_connector_that_is_replaced(furnished: Sandbox, tool: str) -> None:
    found = verdict(furnished, [replaced(PAGER, "ops", connector_type_id=".email")], tool=tool)

    assert users_in(found) == ["rule CPU high ops", "rule Disk full ops"]
    assert found["lost"][0]["how"] == "deleted and made anew with the type .email"


def test_a_connector_that_nothing_uses(furnished: Sandbox) -> None:
    done = guard(furnished, [deleted(HOOK), deleted(TICKETS, "sec", f"module.m.{ADDRESS}")])

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 connectors would be deleted, and nothing speaks against it.\n"


def test_a_plan_that_deletes_none_needs_no_kibana() -> None:
    done = guard(None, [created(CHAT, "ops"), unchanged(HOOK)])

    assert (done.returncode, done.stdout, done.stderr) == (0, "No connector would be deleted.\n", "")


def test_a_plan_that_deletes_one_needs_a_kibana() -> None:
    done = guard(None, [deleted(CHAT, "ops")])

    assert (done.returncode, done.stdout) == (2, "")
    assert "set KIBANA_ENDPOINT" in done.stderr


def test_a_rename_without_moved(furnished: Sandbox) -> None:
    found = verdict(furnished, [deleted(HOOK), created(HOOK)])

    assert [(each["kind"], each["id"]) for each in found["findings"]] == [("renamed", HOOK)]


def test_the_space_counts(furnished: Sandbox) -> None:
    """The connector is in ops: there is none of this id in default to be lost."""
    done = guard(furnished, [deleted(CHAT, "default")])

    assert done.returncode == 0
    assert done.stderr == f"kibana-connectors: {ADDRESS}: Kibana has no connector default/{CHAT} any more\n"


def test_rules_that_the_plan_deletes_let_it_go(furnished: Sandbox) -> None:
    gone = [
        rule(["delete"], rule_id("CPU high", "ops"), uses=[PAGER], space="ops"),
        rule(["update"], rule_id("Disk full", "ops"), uses=[PAGER], will_use=[], space="ops"),
    ]

    assert verdict(furnished, [deleted(PAGER, "ops"), *gone])["findings"] == []
    assert users_in(verdict(furnished, [deleted(PAGER, "ops"), gone[0]])) == ["rule Disk full ops"]


@pytest.mark.parametrize("allow", [CHAT, f"ops/{CHAT}"])
def test_one_is_let_go(furnished: Sandbox, allow: str) -> None:
    changes = [deleted(CHAT, "ops"), deleted(PAGER, "ops", "x.y")]

    one = guard(furnished, changes, "--allow", allow)
    both = guard(furnished, changes, "--allow", allow, "--allow", PAGER)

    assert (one.returncode, CHAT in one.stdout, PAGER in one.stdout) == (1, False, True)
    assert (both.returncode, both.stdout) == (
        0,
        "2 connectors would be deleted, and nothing speaks against it.\n",
    )


def test_what_is_allowed_and_not_there_is_told(furnished: Sandbox) -> None:
    done = guard(furnished, [deleted(CHAT, "ops")], "--allow", "chat")

    assert done.returncode == 1
    assert "--allow chat: the plan deletes no such connector" in done.stderr


WORKFLOWS = {
    "on-failure": "steps: [{name: a, on-failure: {fallback: [{connector-id: ID}]}}]",
    "switch": "steps: [{type: switch, cases: [{match: x, steps: [{connector-id: ID}]}]}]",
    "switch default": "steps: [{type: switch, default: [{connector-id: ID}]}]",
    "waitForApproval": "steps: [{type: waitForApproval, with: {channels: {slack: {connector-id: ID}}}}]",
    "settings": "settings: {on-failure: {fallback: [{connector-id: ID}]}}\nsteps: []",
    "parallel": "steps: [{branches: [{steps: [{type: foreach, steps: [{connector-id: ID}]}]}]}]",
    "an alias": "x: &a {connector-id: ID}\nsteps: [*a]",
    "a constant": "consts: {c: ID}\nsteps: [{connector-id: '{{ consts.c }}'}]",
    "its name": "steps: [{connector-id: Hook}]",
    "quoted": 'steps: [{"connector-id": "ID"}]',
    "a path": "steps: [{type: kibana.request, with: {path: /api/actions/connector/ID/_execute}}]",
}


@pytest.mark.parametrize("kind", WORKFLOWS)
def test_wherever_a_workflow_names_it(kind: str) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".webhook", name="Hook", id=HOOK, space="ops")
        text = f"name: W\ntriggers: [{{type: manual}}]\n{WORKFLOWS[kind].replace('ID', HOOK)}"
        with http(kibana) as client:
            client.post("/s/ops/api/workflows/workflow", json={"yaml": text})

        assert users_in(verdict(kibana, [deleted(HOOK, "ops")])) == ["workflow W ops"]


def test_a_workflow_of_another_space_that_names_the_id_is_told_too() -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".webhook", name="Hook", id=HOOK)
        add_workflow(kibana, "Elsewhere", HOOK, space="ops")
        add_workflow(kibana, "By name", "Hook", space="ops")  # names are looked up in a workflow's own space

        assert users_in(verdict(kibana, [deleted(HOOK)])) == ["workflow Elsewhere ops"]


UNREADABLE = {
    "no YAML": ("steps: [", "its text is no YAML that can be read"),
    "a duplicate key": ("a: 1\na: 2", "its text is no YAML that can be read"),
    "a template": (
        "steps: [{connector-id: '{{ inputs.x }}'}]",
        "it makes the id of a connector when it runs",
    ),
    "a tag": ("a: !!python/object/apply:os.abort []", "its text is no YAML that can be read"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_workflow_that_cannot_be_read_is_not_passed_over(kind: str) -> None:
    text, why = UNREADABLE[kind]
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".webhook", name="Hook", id=HOOK)
        with http(kibana) as client:
            client.post("/api/workflows/workflow", json={"id": "odd", "yaml": text})
        done = guard(kibana, [deleted(HOOK)])
        anyway = guard(kibana, [deleted(HOOK)], "--allow-unseen")
        this_one = guard(kibana, [deleted(HOOK)], "--allow", HOOK)
        kibana.add_connector(type_id=".webhook", name="Other", id=CHAT, space="ops")
        in_another_space = guard(kibana, [deleted(CHAT, "ops")])

    assert (done.returncode, done.stdout) == (4, "")
    assert anyway.stdout == (
        "1 connector would be deleted, and nothing that could be looked at speaks against\nit.\n"
    )
    assert f"(space default): {why} (odd)" in done.stderr
    assert (anyway.returncode, anyway.stderr) == (0, done.stderr)
    assert this_one.returncode == in_another_space.returncode == 0


def test_cases_and_their_settings() -> None:
    with Sandbox(spaces=["default", "sec"]) as kibana:
        kibana.add_connector(type_id=".servicenow", name="Tickets", id=TICKETS, space="sec")
        add_case(kibana, "Outage", TICKETS, space="sec")
        add_case(kibana, "Other", "none", space="sec")
        found = verdict(kibana, [deleted(TICKETS, "sec", type_id=".servicenow")])

    assert users_in(found) == ["case Outage sec", "settings of cases cases sec"]


def test_cases_are_read_only_for_types_that_they_can_use(furnished: Sandbox) -> None:
    before = len(furnished.requests)
    guard(furnished, [deleted(HOOK)])

    assert [each.path for each in furnished.requests[before:] if "/api/cases" in each.path] == []


def test_a_preconfigured_connector(furnished: Sandbox) -> None:
    found = verdict(furnished, [deleted("mail", "sec", is_preconfigured=True)])

    assert [each["kind"] for each in found["findings"]] == ["preconfigured", "used"]
    assert users_in(found) == ["rule Certificate expires sec"]


@pytest.mark.parametrize(
    ("path", "what", "status"),
    [
        ("/s/ops/api/alerting", "rules (space ops)", 403),
        ("/s/ops/api/alerting", "rules (space ops)", 404),
        ("/s/ops/api/workflows", "workflows (space ops)", 403),
        ("/s/ops/api/actions/connectors", "connectors (space ops)", 403),
    ],
)
def test_what_may_not_be_read_is_refused_too(furnished: Sandbox, path: str, what: str, status: int) -> None:
    furnished.add_connector(type_id=".webhook", name="N", id="new", space="ops")
    furnished.faults.add(status=status, times=None, path_contains=path)
    try:
        done = guard(furnished, [deleted("new", "ops"), deleted(HOOK, address="x.y")])
        anyway = guard(furnished, [deleted("new", "ops")], "--allow-unseen")
    finally:
        furnished.faults.clear()
        with http(furnished) as client:
            client.delete("/s/ops/api/actions/connector/new")

    assert done.returncode == 4
    assert f"could not be looked at: {what}: GET /s/ops" in done.stderr
    assert anyway.returncode == 0


def test_a_space_that_the_credential_does_not_see(furnished: Sandbox) -> None:
    done = guard(furnished, [deleted(HOOK, "hidden")])

    assert done.returncode == 4
    assert "connectors (space hidden): this credential sees no such space" in done.stderr


def test_what_kibana_counts_and_does_not_show() -> None:
    """Rules that the credential may not read are left out of lists without a word."""
    none = json.dumps({"page": 1, "per_page": 200, "total": 0, "data": []})
    with Sandbox() as kibana:
        kibana.add_connector(type_id=".webhook", name="Hook", id=HOOK)
        add_rule(kibana, "Hidden", HOOK)
        kibana.faults.add(
            body=none, status=200, content_type="application/json", path_contains="rules/_find", times=None
        )
        done = guard(kibana, [deleted(HOOK)])

    assert done.returncode == 4
    assert f"Kibana counts 1 that use {HOOK}, and 0 could be seen" in done.stderr


def test_offline(folder: Path) -> None:
    changes = [
        deleted(CHAT, "ops"),
        deleted(PAGER, "ops", "x.y"),
        rule(["create"], "r", uses=None, will_use=[PAGER]),
    ]
    done = guard(None, changes, "--offline")

    assert done.returncode == 1
    assert "- rule Rule r (space default)" in done.stdout
    assert CHAT not in done.stdout
    assert done.stderr == (
        "kibana-connectors: no Kibana was asked what uses what would be deleted: 2 connectors\n"
    )


def test_offline_says_what_it_rests_on() -> None:
    done = guard(None, [deleted(CHAT, "ops")], "--offline")

    assert done.returncode == 0
    assert done.stdout == "1 connector would be deleted, and nothing in the plan itself speaks against it.\n"


def test_standard_input(furnished: Sandbox) -> None:
    done = run("guard", "-", given=whole([deleted(PAGER, "ops")]).decode(), env=variables(furnished))

    assert done.returncode == 1
    assert "rule Disk full (space ops)" in done.stdout


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, "plan.json: cannot be read: No such file or directory"),
        (b"", "plan.json: it is empty"),
        (b"PK\x03\x04", "this is the plan itself, and not its JSON"),
        (b'{"values": {}, "format_version": "1.0", "x": "' + SECRET.encode(), "this is not JSON"),
    ],
)
def test_what_is_no_plan(content: bytes | None, text: str) -> None:
    if content is not None:
        Path("plan.json").write_bytes(content)
    done = run("guard", "plan.json", env=variables())

    assert (done.returncode, done.stdout) == (2, "")
    assert text in done.stderr
    assert done.stderr.count("\n") == 1
    assert SECRET not in done.stderr


def test_a_folder_is_no_plan(folder: Path) -> None:
    done = run("guard", str(folder), env=variables())

    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read: Is a directory" in done.stderr


def test_texts_of_others_do_nothing_to_the_terminal(furnished: Sandbox) -> None:
    odd = 'x["\x1b[31m\u202e"]'
    done = guard(furnished, [deleted(CHAT, "ops", odd, name="\x1b]0;x\x07")])

    assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}
    assert "\\x1b[31m\\u202e" in done.stdout


def test_lines_fit_80_columns(furnished: Sandbox) -> None:
    address = "module.a_module_with_a_name.elasticstack_kibana_action_connector.a_connector[0]"
    done = guard(furnished, [deleted(PAGER, "ops", address), created(PAGER, "ops", f"{address}x")])

    assert done.returncode == 1
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_large_plan_takes_little_memory(folder: Path) -> None:
    """The command's whole process, in a plan of 60 MB, stays below what reading it at once would take."""
    filler = json.dumps(
        {**change("x.y", ["no-op"], connector("x", config="c" * 3000), None), "type": "x"}
    ).encode()
    start, middle, end = whole([deleted(CHAT, "ops")]).partition(b'"resource_changes": [')
    with open("plan.json", "wb") as file:
        file.write(start + middle)
        for _ in range(20_000):
            file.write(filler + b", ")
        file.write(end)
    assert os.path.getsize("plan.json") > 60_000_000
    code = (
        "from kibana_connectors.cli import main\n"
        # Not `ru_maxrss`: a program inherits that of the one that started it.
        "try:\n main()\nfinally:\n print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run(
        command_line("guard", "plan.json", "--offline", code=code),
        capture_output=True,
        text=True,
        env=environment(**variables()),
        check=False,
    )

    assert int(done.stdout.splitlines()[-1]) < 150_000, done.stderr
