"""`kibana-connectors check`: tables, JSON, reports and exit codes, against a stand-in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from harness.on_call import stack_of, write_cdktf_out
from harness.scene import furnish
from live import ask, json_of, variables
from running import run

from kibana_connectors.sandbox import Sandbox

GOOD = "cdktf.out/stacks/on-call"


@pytest.fixture(scope="module")
def kibana() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as running:
        furnish(running)
        yield running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_cdktf_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_stack_that_fits(kibana: Sandbox) -> None:
    done = ask(kibana, "check", GOOD)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == [
        "1 stack, 5 connectors: 3 new, 2 there already",
        "Kibana 9.6.0, trial license: 0 errors, 0 warnings, 1 note",
    ]
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_stacks_that_do_not(kibana: Sandbox) -> None:
    done = ask(kibana, "check", "cdktf.out")

    assert (done.returncode, done.stderr) == (1, "")
    assert "error    id-taken" in done.stdout
    assert "this credential sees no space opps. Did you mean ops?" in done.stdout


def test_json(kibana: Sandbox) -> None:
    found = json_of(kibana, "check", GOOD)

    assert found["kibana"] == {"version": "9.6.0", "serverless": False, "license": "trial"}
    assert [stack["name"] for stack in found["stacks"]] == ["on-call"]
    assert {each["path"]: each["state"] for each in found["connectors"]} == {
        "on-call/chat": "same",
        "on-call/escalate": "new",
        "on-call/mail": "new",
        "on-call/pager": "same",
    }
    assert (found["errors"], found["warnings"]) == (0, 0)
    done = ask(kibana, "check", "cdktf.out", "--json")
    assert done.returncode == 1
    (taken,) = (each for each in json.loads(done.stdout)["findings"] if each["rule"] == "id-taken")
    assert taken["file"] == "cdktf.out/stacks/audit/cdk.tf.json"
    assert taken["connector"] == "elasticstack_kibana_action_connector.tickets"
    assert taken["line"] > 1


def test_strict(kibana: Sandbox, folder: Path) -> None:
    body = {"connector_type_id": ".index", "name": "Audit hook", "config": '{"index": "a"}'}
    body["connector_id"] = "3f0c2a52-0b3c-5d8e-9a55-0f2f7f6c9a10"
    file = stack_of(folder, connectors={"x": body})

    assert ask(kibana, "check", file).returncode == 0
    assert ask(kibana, "check", file, "--strict").returncode == 1


def test_reports_are_written_beside_the_table(kibana: Sandbox, folder: Path) -> None:
    (folder / "check.xml").write_text("old")
    done = ask(kibana, "check", "cdktf.out", "--junit", "check.xml", "--sarif", "check.sarif")

    assert done.returncode == 1
    assert "2 stacks" in done.stdout
    assert ET.parse(folder / "check.xml").getroot().get("failures") == "2"
    results = json.loads((folder / "check.sarif").read_text())["runs"][0]["results"]
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "cdktf.out/stacks/audit/cdk.tf.json"
    )


def test_a_report_that_cannot_be_written_is_told_before_anything_is_asked(folder: Path) -> None:
    done = run("check", GOOD, "--junit", "nowhere/check.xml", env=variables())

    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere/check.xml: there is no folder nowhere" in done.stderr


def test_with_a_kibana_yml(kibana: Sandbox, folder: Path) -> None:
    (folder / "kibana.yml").write_text("xpack.actions.allowedHosts: [slack.com]\n")
    done = ask(kibana, "check", GOOD, "--kibana-yml", "kibana.yml")

    assert done.returncode == 1
    assert done.stdout.count("host-not-allowed") == 4
    wrong = ask(kibana, "check", GOOD, "--kibana-yml", "nothing.yml")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "kibana-connectors: nothing.yml: cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("paths", "text"),
    [
        (("nowhere",), "nowhere: there is no such file or folder"),
        (("nowhere", "."), "; .: no stack is in this folder"),
        ((), "Missing argument 'STACK'"),
    ],
)
def test_a_stack_that_cannot_be_read(kibana: Sandbox, paths: tuple[str, ...], text: str) -> None:
    done = ask(kibana, "check", *paths)

    assert (done.returncode, done.stdout) == (2, "")
    assert text in done.stderr


def test_a_stack_without_connectors(kibana: Sandbox, folder: Path) -> None:
    done = ask(kibana, "check", stack_of(folder))

    assert done.returncode == 0
    assert done.stderr == "kibana-connectors: there is no connector in one\n"


def test_another_version_of_kibana() -> None:
    with Sandbox(version="8.7", spaces=["default", "ops", "sec"]) as old:
        done = ask(old, "check", GOOD)

    assert done.returncode == 1
    assert "kibana-too-old" in done.stdout


def test_no_secret_and_no_config_is_shown(kibana: Sandbox, folder: Path) -> None:
    body = {
        "connector_type_id": ".webhook",
        "name": "n",
        "connector_id": "3f0c2a52-0b3c-5d8e-9a55-0f2f7f6c9a10",
        "config": json.dumps({"url": "no url Hunter2", "hasAuth": True, "headers": {"a": "Hunter3"}}),
        "secrets": json.dumps({"user": "Hunter4"}),
    }
    file = stack_of(folder, connectors={"x": body})
    done = ask(kibana, "check", file, "--junit", "a.xml", "--sarif", "a.sarif")

    assert "config-refused" in done.stdout
    texts = [done.stdout, done.stderr, (folder / "a.xml").read_text(), (folder / "a.sarif").read_text()]
    assert "Hunter" not in "".join(texts)
