"""`kibana-connectors adopt -o`: a live Kibana becomes code, and later runs tell what differs.

The page's blocks are real output; `WRITE_DOCS=1` in the environment of this test writes them anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.kibana_facts import DATA
from harness.scene import CHAT, PAGER, furnish, http
from live import ask, variables
from running import run

from kibana_connectors.cli.exit_codes import FINDINGS, OK
from kibana_connectors.generate.project import write_types
from kibana_connectors.generate.project_types import load_project_types
from kibana_connectors.generate.sources import read_file
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.types.registry import unregister

PAGE = Path(__file__).resolve().parents[2] / "docs" / "adopt.md"
BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
OPS = "ops_connectors.py"
CHOSEN = ("adopt", "--space", "ops", "--no-preconfigured", "-o", "connectors")


@pytest.fixture
def kibana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    monkeypatch.chdir(tmp_path)
    with Sandbox(spaces=["default", "ops", "sec"]) as sandbox:
        furnish(sandbox)
        yield sandbox


def allow_channels(kibana: Sandbox, *channels: str) -> None:
    """Change the connector Chat, as somebody does in Kibana."""
    config = {"allowedChannels": [{"name": name} for name in channels]}
    body = {"name": "Chat", "config": config, "secrets": {"token": "xoxb-not-real"}}
    with http(kibana) as client:
        answer = client.put(f"/s/ops/api/actions/connector/{CHAT}", json=body)
    assert answer.status_code == 200, answer.text


def rename_pager(kibana: Sandbox) -> None:
    body = {"name": "Night shift", "config": {}, "secrets": {"routingKey": "key-not-real"}}
    with http(kibana) as client:
        answer = client.put(f"/s/ops/api/actions/connector/{PAGER}", json=body)
    assert answer.status_code == 200, answer.text


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("connectors").iterdir()}


def test_a_second_run_changes_nothing_and_what_changed_in_kibana_is_shown_then_written(
    kibana: Sandbox,
) -> None:
    first = ask(kibana, *CHOSEN)
    assert (first.returncode, first.stderr) == (OK, ""), first.stderr
    assert "2 connectors in 1 module" in first.stdout
    before = files()
    assert {OPS, "all_connectors.py", "main.py", "cdktf.json", "adopted.json"} <= set(before)

    second = ask(kibana, *CHOSEN)
    assert (second.returncode, second.stderr) == (OK, "")
    assert second.stdout.startswith("connectors: nothing to change\n")
    assert files() == before

    allow_channels(kibana, "#ops", "#night")
    shown = ask(kibana, *CHOSEN)
    assert shown.returncode == FINDINGS
    assert "nothing was written: --update writes these changes" in shown.stderr
    assert files() == before

    written = ask(kibana, *CHOSEN, "--update")
    assert (written.returncode, written.stderr) == (OK, "")
    added = [line for line in written.stdout.splitlines() if line.startswith("+") and "#night" in line]
    assert len(added) == 1
    now = files()
    assert {name for name in now if now[name] != before[name]} == {OPS, "adopted.json"}
    assert b"#night" in now[OPS]
    assert b"not-real" not in b"".join(now.values())
    assert ask(kibana, *CHOSEN, "--update").stdout.startswith("connectors: nothing to change\n")
    assert files() == now


def test_an_edited_connector_stays_and_the_others_are_updated(kibana: Sandbox) -> None:
    assert ask(kibana, *CHOSEN).returncode == OK
    file = Path("connectors", OPS)
    text = file.read_text(encoding="utf-8")
    assert text.count('name="On-call"') == 1
    file.write_text(text.replace('name="On-call"', 'name="On-call of ours"'), encoding="utf-8")
    rename_pager(kibana)
    allow_channels(kibana, "#night")

    done = ask(kibana, *CHOSEN, "--update")

    assert done.returncode == FINDINGS
    assert f"- {OPS}: on_call (ops/{PAGER}): it was edited, and changed in the source too" in done.stdout
    text = file.read_text(encoding="utf-8")
    assert 'name="On-call of ours"' in text
    assert "Night shift" not in text
    assert "#night" in text


def test_a_file_of_somebody_else_stays_unless_it_is_to_be_replaced(kibana: Sandbox) -> None:
    Path("connectors").mkdir()
    file = Path("connectors", OPS)
    file.write_text("mine = 1\n", encoding="utf-8")

    for more in ((), ("--update",)):
        done = ask(kibana, *CHOSEN, *more)
        assert done.returncode == FINDINGS
        assert f"{OPS}: it was not written by adopt; --force replaces it" in done.stdout
        assert file.read_text(encoding="utf-8") == "mine = 1\n"

    assert ask(kibana, *CHOSEN, "--force").returncode == OK
    assert 'name="On-call"' in file.read_text(encoding="utf-8")
    assert ask(kibana, *CHOSEN).stdout.startswith("connectors: nothing to change\n")


@pytest.fixture
def package(tmp_path: Path) -> Iterator[str]:
    """A package with types that `generate` wrote, known to the command and to this process's stand-in."""
    name = "adopted_kibana_types"
    described = DATA / "type_descriptions"
    entries = [
        *read_file(described / "acme.yaml"),
        *read_file(described / "abuseipdb.from_yaml.constructed.json"),
    ]
    write_types(entries, tmp_path / name)
    (tmp_path / "pyproject.toml").write_text(f'[tool.kibana-connectors]\ntypes = ["{name}"]\n')
    load_project_types(tmp_path)
    yield name
    unregister(name)
    sys.path[:] = [each for each in sys.path if each != str(tmp_path)]
    for module in [each for each in sys.modules if each.partition(".")[0] == name]:
        del sys.modules[module]


def test_types_that_generate_wrote_are_imported_from_their_package(
    kibana: Sandbox, package: str, tmp_path: Path
) -> None:
    assert ask(kibana, *CHOSEN, "--mode", "take-over").returncode == OK
    kibana.add_connector(type_id=".acme", name="Acme", space="ops", config={"tags": ["a"]})

    added = ask(kibana, *CHOSEN, "--update")

    assert (added.returncode, added.stderr) == (OK, ""), added.stdout
    assert f"the code imports {package}: give the folder that holds it to Python" in added.stdout
    config = {"baseUrl": "https://x.example"}
    kibana.add_connector(type_id=".abuseipdb", name="Lists", space="ops", config=config)
    assert ask(kibana, *CHOSEN, "--update").returncode == OK
    text = Path("connectors", OPS).read_text(encoding="utf-8")
    assert f"# isort: split\nfrom {package} import AbuseIPDB, AcmeLookup\n" in text
    assert "AcmeLookup(" in text
    assert ask(kibana, *CHOSEN).stdout.startswith("connectors: nothing to change\n")
    assert ask(kibana, *CHOSEN, "--force").returncode == OK
    anew = Path("connectors", OPS).read_text(encoding="utf-8")
    assert anew.partition("class ")[0] == text.partition("class ")[0]
    assert sorted(anew.splitlines()) == sorted(text.splitlines()), "the order alone differs"
    for tool in (["check"], ["format", "--check"]):
        ruff = str(Path(sys.executable).with_name("ruff"))
        done = subprocess.run(
            [ruff, tool[0], "--isolated", *tool[1:], "connectors"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    made = subprocess.run(
        [sys.executable, "main.py"],
        cwd="connectors",
        env={**os.environ, "PYTHONPATH": str(tmp_path), "CDKTF_OUTDIR": str(tmp_path / "cdktf.out")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (stack,) = (tmp_path / "cdktf.out").glob("stacks/*/cdk.tf.json")
    assert stack.read_text(encoding="utf-8").count('"connector_type_id": ".a') == 2


def test_every_block_of_the_page_is_what_the_command_writes(kibana: Sandbox) -> None:
    """Between the first block and the second, somebody changes Chat in Kibana, as the page says."""
    told: list[str] = []

    def block(found: re.Match[str]) -> str:
        if told:
            allow_channels(kibana, "#ops", "#night")
        line = found[1].splitlines()[0]
        program, *arguments = shlex.split(line.removeprefix("$ "))
        assert program == "kibana-connectors"
        done = run(*arguments, env=variables(kibana))
        assert "Traceback" not in done.stderr
        told.append(f"{line}\n{done.stdout}{done.stderr}")
        return f"```console\n{told[-1]}```\n"

    text = PAGE.read_text(encoding="utf-8")
    now = BLOCK.sub(block, text)
    assert len(told) == 2
    if os.environ.get("WRITE_DOCS") == "1":
        PAGE.write_text(now, encoding="utf-8")
        return

    assert now == text
