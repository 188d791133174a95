"""`kibana-connectors validate`."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from running import answer, command_line, conversation, environment, run

SECRET = "Hunter2Hunter2"
GOOD = {"type": ".index", "config": {"index": "a", "executionTimeField": None}, "secrets": {}}


def _validate(*lines: str) -> tuple[list[dict[str, Any]], subprocess.CompletedProcess[str]]:
    done = run("validate", "--jsonl", "-", given="".join(f"{line}\n" for line in lines))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], done


def test_answers_in_order() -> None:
    bad = {"type": ".index", "config": {}}
    answers, done = _validate(json.dumps(GOOD), json.dumps(bad), "", json.dumps({"type": ".server-log"}))

    assert answers == [
        {"ok": True, "errors": [], "stored_config": {"index": "a", "refresh": False}},
        {"ok": False, "errors": ["config.index: required, and missing"], "stored_config": None},
        {"ok": True, "errors": [], "stored_config": {}},
    ]
    assert done.stderr == ""


NO_JSON = "expected a JSON object; this is not valid JSON"
BAD_LINES: dict[str, tuple[str, str]] = {
    "no-json": (f"{{{SECRET}", NO_JSON),
    "too-deep": ("[" * 100_000, "nested too deeply"),
    "two-values": ('{"a": 1} {', NO_JSON),
    "huge-number": (f'{{"type": {"9" * 5000}}}', NO_JSON),
    "text": (f'"{SECRET}"', "expected a JSON object with type, config and secrets"),
    "list": (f'["{SECRET}"]', "expected a JSON object with type, config and secrets"),
    "null": ("null", "expected a JSON object with type, config and secrets"),
    "no-type": (f'{{"config": "{SECRET}"}}', "expected a JSON object with type, config and secrets"),
    "unknown-key": (
        '{"type": ".index", "params": 1}',
        "unknown key params; expected type, config and secrets",
    ),
    "unknown-keys": (
        '{"type": ".index", "params": 1, "name": 2}',
        "unknown keys name, params; expected type, config and secrets",
    ),
    "no-dot": ('{"type": "index"}', "connector type: unknown id; did you mean .index?"),
    "misspelled": ('{"type": ".indx"}', "connector type: unknown id '.indx'; did you mean .index?"),
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


def test_payloads_nested_at_any_depth_get_an_answer() -> None:
    """Where it becomes too deep differs between Python's versions, and steps."""
    depths = range(50, 2000, 50)
    nested = ['{"a":' * depth + "1" + "}" * depth for depth in depths]

    answers, done = _validate(
        *(f'{{"type": ".inference", "config": {{"providerConfig": {each}}}}}' for each in nested)
    )

    assert len(answers) == len(depths)
    assert {answer["ok"] for answer in answers} == {False}
    assert done.stderr == ""


def test_many_lines_in_one_process() -> None:
    lines = [json.dumps({**GOOD, "config": {"index": f"i{number}"}}) for number in range(5_000)]

    answers, _ = _validate(*lines)

    assert [answer["stored_config"]["index"] for answer in answers] == [
        f"i{number}" for number in range(5_000)
    ]


def test_each_answer_comes_at_once() -> None:
    """A program may wait for an answer before it writes its next line."""
    with conversation("validate", "--jsonl", "-") as process:
        for number in range(3):
            line = json.dumps({**GOOD, "config": {"index": f"i{number}"}}) + "\n"
            assert json.loads(answer(process, line))["stored_config"]["index"] == f"i{number}"


def test_odd_text_survives() -> None:
    (answer,), _ = _validate(json.dumps({"type": ".index", "config": {"index": "ü😀\u2028\ud800"}}))

    assert answer["stored_config"] == {"index": "ü😀\u2028\ud800", "refresh": False}


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "payloads.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"type": "\xff\xfe"}\n' + json.dumps(GOOD).encode())
    done = run("validate", "--jsonl", str(path))

    assert done.stderr == ""
    assert [json.loads(line)["ok"] for line in done.stdout.splitlines()] == [True, False, True]


# -- the file ------------------------------------------------------------------------------------------------


def test_a_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "payloads.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD))
    done = run("validate", "--jsonl", str(path))

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "payloads.jsonl"
    path.touch()
    done = run("validate", "--jsonl", str(path))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_file_that_is_not_there() -> None:
    done = run("validate", "--jsonl", "/nowhere/a.jsonl")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kibana-connectors: cannot read /nowhere/a.jsonl: No such file or directory\n"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    done = run("validate", "--jsonl", str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"kibana-connectors: cannot read {tmp_path}: Is a directory\n"


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="needs a file that opens and cannot be read")
def test_a_file_that_fails_while_it_is_read() -> None:
    done = run("validate", "--jsonl", "/proc/self/mem")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kibana-connectors: cannot read /proc/self/mem: Input/output error\n"


def test_no_standard_input_at_all() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command_line("validate", "--jsonl", "-")],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kibana-connectors: cannot read standard input: Bad file descriptor\n"
