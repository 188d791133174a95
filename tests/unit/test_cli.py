"""The command line, each time in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from harness.examples import EXAMPLES

import kibana_connectors
from kibana_connectors import connector_types

MAIN = "from kibana_connectors.cli import main\nmain()"
SECRET = "Hunter2Hunter2"


def _run(
    *arguments: str, given: str = "", code: str = MAIN, width: int = 200
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=given,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": str(width), "NO_COLOR": "1", "TERM": "dumb"},
        timeout=120,
        check=False,
    )


def _validate(*lines: str) -> tuple[list[dict[str, Any]], subprocess.CompletedProcess[str]]:
    done = _run("validate", "--jsonl", "-", given="".join(f"{line}\n" for line in lines))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], done


# -- types ---------------------------------------------------------------------------------------------------


def test_types_as_json() -> None:
    done = _run("types", "--json")

    rows = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["type_id"] for row in rows] == list(connector_types())
    assert [row for row in rows if row["type_id"] == ".pagerduty"] == [
        {
            "type_id": ".pagerduty",
            "class_name": "PagerDuty",
            "name": "PagerDuty",
            "license": "gold",
            "features": ["alerting", "uptime", "siem", "workflows"],
            "since": "7.4",
        }
    ]
    assert {tuple(row) for row in rows} == {
        ("type_id", "class_name", "name", "license", "features", "since"),
    }


@pytest.mark.parametrize("width", [60, 200])
def test_types_as_a_table(width: int) -> None:
    done = _run("types", width=width)

    assert done.returncode == 0
    for type_id, cls in connector_types().items():
        (row,) = [line for line in done.stdout.splitlines() if f" {type_id} " in line]
        assert f" {cls.__name__} " in row


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--search", "servicenow"), {".servicenow", ".servicenow-itom", ".servicenow-sir"}),
        (("--search", "On-Call nobody has"), set()),
        (("--license", "basic"), {".index", ".server-log"}),
        (("--license", "basic", "--search", "INDEX"), {".index"}),
    ],
)
def test_types_can_be_filtered(options: tuple[str, ...], expected: set[str]) -> None:
    found = {row["type_id"] for row in json.loads(_run("types", "--json", *options).stdout)}

    assert found & {example.type_id for example in EXAMPLES} == expected


def test_types_of_a_feature() -> None:
    rows = json.loads(_run("types", "--json", "--feature", "cases").stdout)

    assert rows
    assert all("cases" in row["features"] for row in rows)


def test_an_unknown_license_is_refused() -> None:
    done = _run("types", "--license", "silver")

    assert done.returncode == 2
    assert "'silver' is not one of" in " ".join(done.stderr.split())


# -- validate ------------------------------------------------------------------------------------------------

GOOD = {"type": ".index", "config": {"index": "a", "executionTimeField": None}, "secrets": {}}


def test_answers_in_order() -> None:
    bad = {"type": ".index", "config": {}}
    answers, done = _validate(json.dumps(GOOD), json.dumps(bad), "", json.dumps({"type": ".server-log"}))

    assert answers == [
        {"ok": True, "errors": [], "stored_config": {"index": "a", "refresh": False}},
        {"ok": False, "errors": ["config.index: required, and missing"], "stored_config": None},
        {"ok": True, "errors": [], "stored_config": {}},
    ]
    assert done.stderr == ""


BAD_LINES: dict[str, tuple[str, str]] = {
    "no-json": (f"{{{SECRET}", "expected a JSON object, and this is no JSON"),
    "too-deep": ("[" * 100_000, "expected a JSON object, and this is no JSON"),
    "two-values": ('{"a": 1} {', "expected a JSON object, and this is no JSON"),
    "huge-number": (f'{{"type": {"9" * 5000}}}', "expected a JSON object, and this is no JSON"),
    "text": (f'"{SECRET}"', "expected a JSON object with type, config and secrets"),
    "list": (f'["{SECRET}"]', "expected a JSON object with type, config and secrets"),
    "null": ("null", "expected a JSON object with type, config and secrets"),
    "no-type": (f'{{"config": "{SECRET}"}}', "expected a JSON object with type, config and secrets"),
    "unknown-key": (
        '{"type": ".index", "params": 1}',
        "unknown key params; expected type, config and secrets",
    ),
    "unknown-type": ('{"type": "index"}', "connector type: unknown id; did you mean .index?"),
    "type-null": ('{"type": null}', "connector type: expected a type id, such as .pagerduty"),
    "type-list": ('{"type": [".index"]}', "connector type: expected a type id, such as .pagerduty"),
    "type-object": ('{"type": {"a": 1}}', "connector type: expected a type id, such as .pagerduty"),
}


@pytest.fixture(scope="module")
def answers_to_bad_lines() -> tuple[list[dict[str, Any]], subprocess.CompletedProcess[str]]:
    """Judge all the bad lines in one process, with a good one behind each."""
    return _validate(*(part for line, _ in BAD_LINES.values() for part in (line, json.dumps(GOOD))))


@pytest.mark.parametrize("label", BAD_LINES)
def test_bad_lines_get_an_answer_too(
    answers_to_bad_lines: tuple[list[dict[str, Any]], subprocess.CompletedProcess[str]], label: str
) -> None:
    answers, done = answers_to_bad_lines
    number = list(BAD_LINES).index(label) * 2

    assert answers[number] == {
        "ok": False,
        "errors": [f"line {number + 1}: {BAD_LINES[label][1]}"],
        "stored_config": None,
    }
    assert answers[number + 1]["ok"]
    assert SECRET not in done.stdout + done.stderr


def test_no_value_is_echoed() -> None:
    payloads: list[dict[str, Any]] = [
        {"type": ".pagerduty", "secrets": {"routingKey": SECRET}},
        {"type": ".pagerduty", "secrets": {"routingKey": [SECRET]}},
        {"type": ".pagerduty", "secrets": {"routingKey": {"a": SECRET}}},
        {"type": ".pagerduty", "secrets": {"routingKey": "a", "other": SECRET}},
        {"type": ".pagerduty", "secrets": SECRET},
        {"type": ".pagerduty", "secrets": [SECRET]},
        {"type": ".pagerduty", "config": {"apiUrl": [SECRET]}, "secrets": {"routingKey": SECRET}},
        {"type": ".pagerduty", "config": SECRET, "secrets": {"routingKey": SECRET}},
        {"type": ".slack", "secrets": {"webhookUrl": SECRET}},
        {"type": ".webhook", "config": {"url": SECRET}, "secrets": {"secretHeaders": {"a": [SECRET]}}},
        {"type": ".webhook", "config": {"url": "https://x"}, "secrets": {"user": SECRET}},
        {"type": ".email", "config": {"from": SECRET}, "secrets": {"user": SECRET, "password": SECRET}},
    ]

    answers, done = _validate(*map(json.dumps, payloads))

    assert [answer["ok"] for answer in answers] == [True, *[False] * (len(payloads) - 1)]
    assert SECRET not in done.stdout + done.stderr


def test_many_lines_in_one_process() -> None:
    lines = [json.dumps({**GOOD, "config": {"index": f"i{number}"}}) for number in range(5_000)]

    answers, _ = _validate(*lines)

    assert [answer["stored_config"]["index"] for answer in answers] == [
        f"i{number}" for number in range(5_000)
    ]


def test_odd_text_survives() -> None:
    (answer,), _ = _validate(json.dumps({"type": ".index", "config": {"index": "ü😀\u2028\ud800"}}))

    assert answer["stored_config"] == {"index": "ü😀\u2028\ud800", "refresh": False}


def test_a_file_can_be_read(tmp_path: Any) -> None:
    path = tmp_path / "payloads.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD))
    done = _run("validate", "--jsonl", str(path))

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2


def test_a_file_that_is_not_there() -> None:
    done = _run("validate", "--jsonl", "/nowhere/payloads.jsonl")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "/nowhere/payloads.jsonl" in done.stderr


def test_bytes_that_are_no_text_are_told(tmp_path: Any) -> None:
    path = tmp_path / "payloads.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"type": "\xff\xfe"}\n' + json.dumps(GOOD).encode())
    done = _run("validate", "--jsonl", str(path))

    assert "Traceback" not in done.stderr
    assert [json.loads(line)["ok"] for line in done.stdout.splitlines()] == [True, False, True]


# -- the rest ------------------------------------------------------------------------------------------------


def test_version() -> None:
    done = _run("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{kibana_connectors.__version__}\n", "")


def test_help_names_every_command() -> None:
    done = _run("--help")

    assert done.returncode == 0
    for command in ("types", "validate", "sandbox"):
        assert f" {command} " in done.stdout


@pytest.mark.parametrize("arguments", [("zzz",), ("types", "--zzz"), ("validate",)], ids=" ".join)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_a_missing_extra_is_named(missing: str) -> None:
    blocker = f"""
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {missing!r}:
            raise ModuleNotFoundError("blocked", name=name)
sys.meta_path.insert(0, Blocker())
"""
    done = _run("types", code=blocker + MAIN)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"kibana-connectors: {missing} is not installed: it comes with "
        "pip install 'cdktf-kibana-connectors[cli]'\n"
    )


def test_another_missing_module_is_not_blamed_on_the_extra() -> None:
    blocker = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name == "kibana_connectors.cli.jsonl":
            raise ModuleNotFoundError("blocked", name=name)
sys.meta_path.insert(0, Blocker())
"""
    done = _run("types", code=blocker + MAIN)

    assert done.returncode == 1
    assert "ModuleNotFoundError: blocked" in done.stderr
    assert "pip install" not in done.stderr
