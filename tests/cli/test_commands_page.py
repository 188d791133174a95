"""docs/commands.md shows real output; `WRITE_DOCS=1` in the environment of this test writes it anew."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.kibana_facts import DATA
from harness.on_call import write_cdktf_out
from harness.plans import change, connector, created, deleted, whole
from harness.raw_rules import write_raw_rules
from harness.scene import CHAT, HOOK, PAGER, furnish, run_for_a_day
from live import variables
from running import run

from kibana_connectors.cli import exit_codes
from kibana_connectors.cli.commands import COMMANDS
from kibana_connectors.sandbox import Sandbox

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
COMMAND = "kibana-connectors"
TIME = re.compile(r"\d+ ms$", re.MULTILINE)
"""How long a run took is another time each time."""
ADDRESS = "elasticstack_kibana_action_connector"
PLANNED = [
    deleted(CHAT, "ops", f"{ADDRESS}.chat", name="Chat", type_id=".slack_api"),
    change(
        f"{ADDRESS}.pager",
        ["delete", "create"],
        connector(PAGER, "ops", name="On-call", type_id=".pagerduty"),
        connector(PAGER, "ops", name="On-call", type_id=".slack"),
    ),
    deleted(HOOK, address=f"{ADDRESS}.audit", name="Audit hook", type_id=".webhook"),
]
RENAMED = [
    deleted(HOOK, address=f"{ADDRESS}.audit", name="Audit hook", type_id=".webhook"),
    created(HOOK, address=f"{ADDRESS}.audit_hook", name="Audit hook", type_id=".webhook"),
]
KIBANA_YML = """
xpack.actions:
  allowedHosts: [events.pagerduty.com, hooks.example.com, old.example.com]
  email.domain_allowlist: [example.com]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that commands of the page write, and read, are in a folder of their own."""
    write_cdktf_out(tmp_path)
    write_raw_rules(tmp_path)
    (tmp_path / "plan.json").write_bytes(whole(PLANNED))
    (tmp_path / "rename.json").write_bytes(whole(RENAMED))
    shutil.copy(DATA / "type_descriptions" / "acme.yaml", tmp_path)
    (tmp_path / "cdktf.json").write_text("{}", encoding="utf-8")
    (tmp_path / "kibana.yml").write_text(KIBANA_YML, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("TF_VAR_", "VAULT_"))]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def scene() -> Iterator[Sandbox]:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        run_for_a_day(kibana)
        yield kibana


def output_of(line: str, kibana: Sandbox) -> str:
    """What a command line of the page writes, standard error included."""
    given = ""
    if line.startswith("echo "):
        told, _, line = line.partition(" | ")
        given = f"{shlex.split(told)[1]}\n"
    program, *arguments = shlex.split(line)
    assert program == COMMAND
    done = run(*arguments, given=given, env=variables(kibana))
    assert "Traceback" not in done.stderr
    told = (done.stdout + done.stderr).replace(f"{Path.cwd()}/", "")
    return TIME.sub("12 ms", told) if arguments[0] == "test" else told


def rewritten(text: str, kibana: Sandbox) -> str:
    """The page with each block's output as it is now."""

    def block(found: re.Match[str]) -> str:
        lines = [line for line in found[1].splitlines() if line.startswith("$ ")]
        shown = "\n".join(f"{line}\n{output_of(line[2:], kibana)}" for line in lines)
        return f"```console\n{shown}```\n"

    return BLOCK.sub(block, text)


def test_every_block_is_what_the_command_writes(scene: Sandbox) -> None:
    text = PAGE.read_text(encoding="utf-8")
    now = rewritten(text, scene)
    if os.environ.get("WRITE_DOCS") == "1":
        PAGE.write_text(now, encoding="utf-8")
        return

    assert now == text


def test_every_command_has_a_section() -> None:
    headings = re.findall(r"^## (\S+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert set(COMMANDS) <= set(headings)


def test_output_fits_80_columns() -> None:
    shown = "".join(BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    others = ("$ ", "kibana-connectors: ", "{", "#")
    tables = [line for line in shown.splitlines() if not line.startswith(others)]

    assert len(tables) > 30
    assert max(map(len, tables)) <= 80


def test_exit_codes_are_those_of_the_module() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| `(\w+)` \| .* \|$", page, re.MULTILINE)

    assert {name: int(code) for code, name in rows} == {
        name: getattr(exit_codes, name)
        for name in ("OK", "FINDINGS", "USAGE", "UNAVAILABLE", "REFUSED", "UNEXPECTED")
    }
    for line in (exit_codes.__doc__ or "").splitlines():
        if line.startswith("| "):
            assert line in page
