"""`list`, `show`, `spaces` and `types --live` against a stand-in Kibana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from harness.scene import CHAT, HOOK, PAGER, TICKETS, add_workflow, furnish
from live import ask, json_of

from kibana_connectors.sandbox import Sandbox


@pytest.fixture(scope="module")
def scene() -> Iterator[Sandbox]:
    """Nobody changes it."""
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        yield kibana


def names(kibana: Sandbox, *options: str) -> list[str]:
    return [row["name"] for row in json_of(kibana, "list", *options)]


ALL = ["Audit hook", "Chat", "Mail", "On-call", "Tickets"]

# -- list ----------------------------------------------------------------------------------------------------


def test_every_connector_of_every_space(scene: Sandbox) -> None:
    rows = {row["id"]: row for row in json_of(scene, "list")}

    assert [row["name"] for row in rows.values()] == ALL
    assert {row["id"]: row["space"] for row in rows.values()} == {
        HOOK: "default",
        CHAT: "ops",
        "mail": "*",
        PAGER: "ops",
        TICKETS: "sec",
    }
    assert rows[PAGER] == {
        "space": "ops",
        "id": PAGER,
        "name": "On-call",
        "type": ".pagerduty",
        "type_name": "PagerDuty",
        "features": ["alerting", "uptime", "siem", "workflows"],
        "missing_secrets": False,
        "deprecated": False,
        "preconfigured": False,
        "referenced_by_count": 2,
        "unused": False,
        "users": None,
    }


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--space", "ops"), ["Chat", "Mail", "On-call"]),
        (("--space", "ops", "--space", "sec", "--no-preconfigured"), ["Chat", "On-call", "Tickets"]),
        (("--type", ".webhook"), ["Audit hook"]),
        (("--type", ".webhook", "--type", ".email"), ["Audit hook", "Mail"]),
        (("--feature", "cases"), ["Tickets"]),
        (("--search", "ON-C"), ["On-call"]),
        (("--search", CHAT[:8]), ["Chat"]),
        (("--search", ".service"), ["Tickets"]),
        (("--missing-secrets",), ["Audit hook"]),
        (("--deprecated",), ["Tickets"]),
        (("--preconfigured",), ["Mail"]),
        (("--no-preconfigured",), ["Audit hook", "Chat", "On-call", "Tickets"]),
        (("--unused",), ["Audit hook", "Tickets"]),
        (("--sort", "space"), ["Mail", "Audit hook", "Chat", "On-call", "Tickets"]),
        (("--sort", "type"), ["Mail", "On-call", "Tickets", "Chat", "Audit hook"]),
        (("--sort", "used", "--space", "ops", "--no-preconfigured"), ["On-call", "Chat"]),
        (("--type", ".zzz"), []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_filters_and_orders(scene: Sandbox, options: tuple[str, ...], found: list[str]) -> None:
    done = ask(scene, "list", *options, "--json")

    assert done.returncode == 0, done.stderr
    assert [row["name"] for row in json.loads(done.stdout)] == found


def test_who_uses_what(scene: Sandbox) -> None:
    rows = {row["name"]: row for row in json_of(scene, "list", "--users")}

    users = {
        name: [(user["kind"], user["name"], user["space"], user["enabled"]) for user in row["users"]]
        for name, row in rows.items()
    }
    assert users == {
        "On-call": [("rule", "CPU high", "ops", True), ("rule", "Disk full", "ops", True)],
        "Chat": [("rule", "CPU high", "ops", True), ("workflow", "Escalate", "ops", True)],
        "Mail": [("rule", "Certificate expires", "sec", True)],
        "Audit hook": [],
        "Tickets": [],
    }
    assert {name: row["unused"] for name, row in rows.items()} == {
        "On-call": False,
        "Chat": False,
        "Mail": False,
        "Audit hook": True,
        "Tickets": True,
    }


def test_the_table_fits_80_columns(scene: Sandbox) -> None:
    done = ask(scene, "list", "--users")

    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    together = " ".join(done.stdout.split())
    for text in (
        *ALL,
        ".servicenow",
        "missing secrets",
        "preconfigured",
        "deprecated",
        "unused",
        "alerting, ",
    ):
        assert text in together
    assert "workflow Escalate" in together


@pytest.mark.parametrize("width", [40, 60, 120, 200])
def test_the_table_fits_any_terminal(scene: Sandbox, width: int) -> None:
    done = ask(scene, "list", COLUMNS=str(width))

    assert max(map(len, done.stdout.splitlines())) <= width
    together = "".join(done.stdout.split())
    assert all(name.replace(" ", "") in together for name in ("Chat", "Mail", ".slack"))


def test_nothing_matches(scene: Sandbox) -> None:
    done = ask(scene, "list", "--search", "zzz")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kibana-connectors: no connector matches\n"


def test_a_space_that_does_not_exist(scene: Sandbox) -> None:
    """Kibana would show an empty one."""
    done = ask(scene, "list", "--space", "opps")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        'kibana-connectors: space opps: this credential sees no such space; did you mean "ops"?\n'
    )


def test_an_order_that_does_not_exist(scene: Sandbox) -> None:
    done = ask(scene, "list", "--sort", "nam")

    assert done.returncode == 2
    assert 'unknown order "nam"; did you mean "name"?' in done.stderr


def test_a_space_that_may_not_be_read_is_told(scene: Sandbox) -> None:
    scene.faults.add(status=403, times=None, path_contains="/s/sec/api/actions/")
    try:
        done = ask(scene, "list", "--json")
    finally:
        scene.faults.clear()

    assert done.returncode == 4
    assert [row["name"] for row in json.loads(done.stdout)] == ["Audit hook", "Chat", "Mail", "On-call"]
    assert done.stderr.startswith(
        "kibana-connectors: the connectors of 1 space are not shown (sec): GET /s/sec/"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("path", ["/s/sec/api/alerting", "/s/sec/api/workflows"])
def test_where_users_may_be_hidden_nothing_is_called_unused(scene: Sandbox, path: str) -> None:
    scene.faults.add(status=403, times=None, path_contains=path)
    try:
        done = ask(scene, "list", "--users", "--json")
    finally:
        scene.faults.clear()

    assert done.returncode == 4
    assert {row["name"]: row["unused"] for row in json.loads(done.stdout)} == {
        "Audit hook": True,  # only rules and workflows of its own space can use it
        "Chat": False,
        "Mail": None if "alerting" in path else False,
        "On-call": False,
        "Tickets": None,
    }
    assert "the rules and workflows of 1 space are not shown (sec)" in done.stderr


def test_a_workflow_that_makes_ids_hides_what_is_unused() -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".webhook", name="Hook", id="hook")
        kibana.add_connector(type_id=".webhook", name="Of another space", space="ops")
        add_workflow(kibana, "Any", "'{{ inputs.id }}'")
        done = ask(kibana, "list", "--unused", "--json")

    assert done.returncode == 0
    assert [row["name"] for row in json.loads(done.stdout)] == ["Of another space"]
    assert "of 1 connector it cannot be told: a workflow makes a connector's id when it runs" in done.stderr


def test_texts_of_others_do_nothing_to_the_terminal() -> None:
    with Sandbox() as kibana:
        name = "\x1b[31mred\r\n\u202eeht 漢字 é"
        kibana.add_connector(type_id=".webhook", name=name, config={"a": "\x1b]0;x\x07"})
        table = ask(kibana, "list")
        shown = ask(kibana, "show", name)

    for done in (table, shown):
        assert done.returncode == 0
        assert "\\x1b[31mred\\x0d\\x0a\\u202eeht 漢字 é" in done.stdout
        assert not set(done.stdout) & {"\x1b", "\r", "\x07", "\u202e"}


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_any_terminal_can_show_any_name(encoding: str) -> None:
    with Sandbox() as kibana:
        kibana.add_connector(type_id=".webhook", name="漢字 é", id="a")
        for arguments in (("list",), ("list", "--json"), ("show", "a")):
            done = ask(kibana, *arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
            assert (done.returncode, done.stderr) == (0, "")
            assert "漢字" in done.stdout or "\\u6f22\\u5b57" in done.stdout


def test_an_empty_kibana() -> None:
    with Sandbox() as kibana:
        done = ask(kibana, "list")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kibana-connectors: there is no connector\n"


def test_types_that_cannot_be_used_are_marked() -> None:
    with Sandbox(license="basic", enabled_types=[".webhook", ".index"]) as kibana:
        kibana.add_connector(type_id=".webhook", name="a")
        kibana.add_connector(type_id=".email", name="b")
        kibana.add_connector(type_id=".gone", name="c")
        lines = ask(kibana, "list", COLUMNS="200").stdout.splitlines()

    assert "above the license" in lines[1]
    assert "type not enabled" in lines[2]
    assert "unknown type" in lines[3]


# -- show ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [PAGER, "On-call"])
def test_show(scene: Sandbox, wanted: str) -> None:
    done = ask(scene, "show", wanted)

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:4] == [
        "Name:     On-call",
        f"Id:       {PAGER}",
        "Type:     .pagerduty (PagerDuty, gold)",
        "Space:    ops",
    ]
    assert "Used by:" in lines
    assert [line.split(" (")[0] for line in lines[-2:]] == ["  rule CPU high", "  rule Disk full"]


def test_show_as_json(scene: Sandbox) -> None:
    (row,) = json_of(scene, "show", "Chat", "--space", "ops")

    assert row["config"] == {"allowedChannels": [{"name": "#ops"}]}
    assert [user["name"] for user in row["users"]] == ["CPU high", "Escalate"]


def test_show_a_preconfigured_connector(scene: Sandbox) -> None:
    (row,) = json_of(scene, "show", "mail")

    assert (row["space"], row["config"]) == ("*", None)
    assert [(user["name"], user["space"]) for user in row["users"]] == [("Certificate expires", "sec")]


def test_show_several_of_one_name() -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        for space in ("default", "ops"):
            kibana.add_connector(type_id=".webhook", name="Hook", space=space)
        done = ask(kibana, "show", "Hook")
        one = json_of(kibana, "show", "Hook", "--space", "ops")

    assert done.stdout.count("Name:     Hook") == 2
    assert [row["space"] for row in one] == ["ops"]


def test_show_what_is_not_there(scene: Sandbox) -> None:
    done = ask(scene, "show", "on-call")

    assert (done.returncode, done.stdout) == (4, "")
    assert "no connector has the id or the name on-call, in 3 spaces; look for a part of" in done.stderr


def test_show_what_may_not_be_looked_for(scene: Sandbox) -> None:
    scene.faults.add(status=403, times=None, path_contains="/s/sec/api/actions/")
    try:
        hidden = ask(scene, "show", "Tickets")
        found = ask(scene, "show", "Chat")
    finally:
        scene.faults.clear()

    assert hidden.returncode == 4
    assert "the id or the name Tickets, in 2 spaces (and sec may not be read); look for" in hidden.stderr
    assert (found.returncode, found.stderr) == (0, "")


def test_show_says_when_it_cannot_tell_what_uses_a_connector(scene: Sandbox) -> None:
    scene.faults.add(status=403, times=None, path_contains="/s/sec/api/alerting/")
    try:
        done = ask(scene, "show", "Tickets")
    finally:
        scene.faults.clear()

    assert done.returncode == 4
    assert done.stdout.endswith("Used by: unknown\n")
    assert "the rules and workflows of 1 space are not shown (sec): GET /s/sec/api/alerting" in done.stderr


# -- spaces --------------------------------------------------------------------------------------------------


def test_spaces(scene: Sandbox) -> None:
    rows: list[dict[str, Any]] = json_of(scene, "spaces", "--count")

    assert [(row["id"], row["connectors"]) for row in rows] == [("default", 1), ("ops", 2), ("sec", 1)]
    done = ask(scene, "spaces", "--count")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "ops      ops      2" in done.stdout


def test_connectors_that_may_not_be_counted(scene: Sandbox) -> None:
    scene.faults.add(status=403, times=None, path_contains="/s/sec/api/actions/")
    try:
        done = ask(scene, "spaces", "--count")
    finally:
        scene.faults.clear()

    assert done.returncode == 4
    assert "sec      sec      ?" in done.stdout
    assert done.stderr == "kibana-connectors: the connectors of 1 space may not be read: sec\n"


# -- types ---------------------------------------------------------------------------------------------------


def test_types_of_a_live_kibana() -> None:
    with Sandbox(version="9.0", license="basic", enabled_types=[".webhook", ".index"]) as kibana:
        rows = {row["type_id"]: row for row in json_of(kibana, "types", "--live")}
        table = ask(kibana, "types", "--live")

    assert ".okta" not in rows
    marks = {
        name: (rows[name]["enabled_in_config"], rows[name]["enabled_in_license"])
        for name in (".index", ".webhook", ".email")
    }
    assert marks == {".index": (True, True), ".webhook": (True, False), ".email": (False, False)}
    assert rows[".index"]["class_name"] == "Index"
    assert max(map(len, table.stdout.splitlines())) <= 80


def test_a_type_that_the_library_does_not_know() -> None:
    from kibana_connectors.schema.type_info import TypeInfo

    new = TypeInfo(".brand-new", "Brand new", "gold", ("alerting",), "9.6")
    with Sandbox(types=[new]) as kibana:
        (row,) = json_of(kibana, "types", "--live")
        done = ask(kibana, "types", "--live", "--search", "brand")

    assert (row["type_id"], row["class_name"]) == (".brand-new", None)
    assert ".brand-new  gold" in done.stdout


@pytest.mark.parametrize(
    ("options", "every"),
    [
        (("--feature", "cases"), lambda row: "cases" in row["features"]),
        (("--license", "basic"), lambda row: row["license"] == "basic"),
        (("--search", "slack"), lambda row: "slack" in row["type_id"] + row["name"].lower()),
    ],
    ids=["feature", "license", "search"],
)
def test_filters_of_live_types(scene: Sandbox, options: tuple[str, ...], every: Any) -> None:
    rows = json_of(scene, "types", "--live", *options)

    assert rows
    assert all(map(every, rows))


def test_a_feature_that_this_kibana_does_not_have(scene: Sandbox) -> None:
    done = ask(scene, "types", "--live", "--feature", "alertin")

    assert (done.returncode, done.stdout) == (2, "")
    assert 'unknown feature "alertin"; did you mean "alerting"?' in done.stderr
