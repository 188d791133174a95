"""`kibana-connectors adopt --inventory`: sources, choices, faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.adopted import DATA
from harness.scene import furnish
from live import ask

from kibana_connectors.cli.exit_codes import OK, USAGE
from kibana_connectors.sandbox import Sandbox


@pytest.fixture(scope="module")
def scene() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        yield kibana


def found(kibana: Sandbox | None, *arguments: str) -> Any:
    done = ask(kibana, "adopt", *arguments, "--inventory")
    assert (done.returncode, done.stderr) == (OK, "")
    return json.loads(done.stdout)


def test_a_live_kibana_is_read_and_chosen_from(scene: Sandbox) -> None:
    everything = found(scene)
    assert {(each["space"], each["name"]) for each in everything["connectors"]} == {
        ("default", "Audit hook"),
        ("ops", "Chat"),
        ("ops", "On-call"),
        ("sec", "Tickets"),
    }
    assert [each["id"] for each in everything["references"]] == ["mail"]
    chosen = found(scene, "--space", "ops", "--search", "chat", "--no-preconfigured")
    assert [each["name"] for each in chosen["connectors"]] == ["Chat"]
    assert chosen["references"] == []


def test_files_are_read_without_a_kibana_and_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "found.json"
    done = ask(
        None,
        "adopt",
        str(DATA / "api" / "01-list-8-15.json"),
        str(DATA / "yml" / "01-nested-plain.yml"),
        "--inventory",
        "-o",
        str(target),
    )
    assert (done.returncode, done.stdout, done.stderr) == (OK, "", "")
    value = json.loads(target.read_text(encoding="utf-8"))
    assert len(value["connectors"]) == 4
    assert {each["id"] for each in value["references"]} >= {"ops-slack", "elastic-cloud-email"}


@pytest.mark.terraform
def test_a_module_is_read_with_its_values_and_no_secret_is_shown() -> None:
    folder = str(DATA / "hcl" / "06-merge-and-conditions")
    done = ask(
        None,
        *("adopt", folder, "--var", "stage=dev", "--workspace", "x", "--inventory"),
        TF_VAR_hook_user="bot",
        TF_VAR_hook_password="tok-not-real",
    )
    assert (done.returncode, done.stderr) == (OK, "")
    (connector,) = json.loads(done.stdout)["connectors"]
    assert connector["name"] == "Hook DEV"
    assert connector["secret_origins"]["password"] == {"from": "variable", "text": "var.hook_password"}
    assert "tok-not-real" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere", "--inventory"), "nowhere: there is no such file or folder; expected a folder with .tf"),
        (("--inventory", "--kind", "state"), "--kind is for files and folders: name a source"),
        (("x", "--inventory", "--kind", "exel"), "exel"),
        ((".", "--inventory", "-o", "/nowhere/x"), "/nowhere/x: there is no folder /nowhere"),
    ],
)
def test_a_fault_is_one_line(arguments: tuple[str, ...], told: str) -> None:
    done = ask(None, "adopt", *arguments)
    assert done.returncode == USAGE
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr
