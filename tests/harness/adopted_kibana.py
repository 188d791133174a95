"""A stand-in Kibana with one connector of each type, as people have them, and code written for it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from harness.cdk import ENGINE
from harness.examples import EXAMPLES
from harness.scene import http
from harness.spec_payloads import payloads
from kibana_connectors.adopt.api_answers import read_api
from kibana_connectors.adopt.inventory import Inventory
from kibana_connectors.adopt.project import Project
from kibana_connectors.sandbox import Sandbox

SPACES = ("default", "ops")


def one_of_each_type() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give a type, a config and secrets for each type that Terraform can keep."""
    seen: set[str] = set()
    for each in (*EXAMPLES, *payloads()):
        if each.type_id not in seen:
            seen.add(each.type_id)
            yield each.type_id, each.config, each.secrets


def fill(kibana: Sandbox) -> dict[str, dict[str, Any]]:
    """Create them in two spaces, half of them with ids that are no UUID, and give their secrets by id."""
    secrets_by_id: dict[str, dict[str, Any]] = {}
    with http(kibana) as client:
        for number, (type_id, config, secrets) in enumerate(one_of_each_type()):
            space = SPACES[number % 4 < 2]
            slug = f"my{type_id}-connector"
            id = slug if number % 2 else str(uuid.uuid5(uuid.NAMESPACE_URL, slug))
            body = {"connector_type_id": type_id, "name": f"My {type_id[1:]}", "config": config}
            answer = client.post(f"/s/{space}/api/actions/connector/{id}", json={**body, "secrets": secrets})
            assert answer.status_code == 200, f"{type_id}: {answer.text}"
            secrets_by_id[id] = secrets
    return secrets_by_id


def inventory_of(kibana: Sandbox) -> Inventory:
    """Read the connectors of its spaces, by the API's answers."""
    whole = Inventory()
    with http(kibana) as client:
        for space in SPACES:
            text = client.get(f"/s/{space}/api/actions/connectors").text
            read = read_api("answer.json", json.loads(text), text)
            read.connectors = [replace(each, space=space) for each in read.connectors]
            whole.add(read)
    return whole


def environment_for(project: Project, secrets_by_id: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Give the variables that the code wants, with the values that Kibana has."""
    found: dict[str, str] = {}
    for _, codes in project.modules:
        for code in codes:
            values = dict(_dotted(secrets_by_id[code.key.partition("/")[2]]))
            for name, path in code.wanted.items():
                found[f"TF_VAR_{name}"] = values[path]
    return found


def values_by_name(
    secrets_by_id: Mapping[str, Mapping[str, Any]], kibana: Sandbox
) -> dict[str, dict[str, str]]:
    """Give the values of the secrets by the connectors' names and the dotted leaves."""
    return {each.name: dict(_dotted(secrets_by_id[each.id])) for each in kibana.connectors}


def run_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    code = "from kibana_connectors.cli import main\nmain()"
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def _dotted(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


def write(project: Project, folder: Path) -> None:
    """Write all files into a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in project.files().items():
        ast.parse(text) if name.endswith(".py") else json.loads(text)
        (folder / name).write_text(text, encoding="utf-8")


def synthesize(folder: Path) -> Path:
    """Run the written program in a process of its own, and give the stack's folder."""
    environment = {**os.environ, "PYTHONPATH": "", "CDKTF_OUTDIR": str(folder / "cdktf.out")}
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return folder / "cdktf.out" / "stacks" / "connectors"


def check_style(folder: Path) -> None:
    """Hold the written code against ruff, with its own settings and with long lines, mypy and pyright."""
    scripts = Path(sys.executable).parent
    pyright = Path(__file__).parents[2] / "node_modules" / ".bin" / "pyright"
    for arguments in (
        ["ruff", "check", "--isolated", "."],
        ["ruff", "format", "--isolated", "--check", "."],
        ["ruff", "format", "--isolated", "--line-length", "110", "--check", "."],
        ["mypy", "--strict", "--cache-dir", str(folder / ".mypy_cache"), "."],
        [str(pyright), "--pythonpath", sys.executable, "."],
    ):
        done = subprocess.run(
            [str(scripts / arguments[0]), *arguments[1:]],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout}{done.stderr}"


__all__ = ["ENGINE", "check_style", "environment_for", "fill", "inventory_of", "synthesize", "write"]
