"""`--help`: every command has one with examples, and asking for it loads no more than it needs."""

from __future__ import annotations

import importlib
import inspect
import shlex
from pathlib import Path
from typing import Any

import pytest
from running import MAIN, run

import kibana_connectors.cli
from kibana_connectors.cli.app import command_named
from kibana_connectors.cli.commands import COMMANDS

ROOM = Path(kibana_connectors.cli.__file__).parent
LIVE = {"list", "show", "types", "spaces", "health", "report", "export", "import", "check"}
NOT_FOR_HELP = {
    "cdktf",
    "cdktn",
    "jsii",
    "constructs",
    "httpx",
    "httpcore",
    "tenacity",
    "ruamel",
    "starlette",
    "jinja2",
}


def function_of(name: str) -> Any:
    command = COMMANDS[name]
    return getattr(importlib.import_module(f"kibana_connectors.cli.{command.module}"), command.function)


def loaded_by(*arguments: str) -> set[str]:
    done = run(
        *arguments,
        code=f"""
import sys
try:
    {MAIN.replace(chr(10), "; ")}
finally:
    print("loaded:", *sys.modules, file=sys.stderr)
""",
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stderr.rpartition("loaded:")[2].split()}


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help") & (NOT_FOR_HELP | {"pydantic", "rich", "asyncio"}) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_help_loads_nothing_heavy(name: str) -> None:
    assert loaded_by(name, "--help") & NOT_FOR_HELP == set()


def test_every_file_of_a_command_is_a_command() -> None:
    files = {path.stem for path in ROOM.glob("*_command.py")}

    assert {command.module for command in COMMANDS.values()} == files


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_is_the_first_of_its_docstring(name: str) -> None:
    assert (inspect.getdoc(function_of(name)) or "").splitlines()[0] == COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_fit_and_are_right(name: str) -> None:
    examples = function_of(name).examples
    assert examples

    for example in examples:
        assert len(example) <= 76
        line = next(part for part in example.split(" | ") if part.startswith("kibana-connectors"))
        program, command, *arguments = shlex.split(line)
        assert (program, command) == ("kibana-connectors", name)
        command_named(name).make_context(name, arguments)  # raises for what it does not know


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_the_examples_and_fits(name: str) -> None:
    done = run(name, "--help")

    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\n  Examples:\n" in done.stdout
    for example in function_of(name).examples:
        assert f"\n    {example}\n" in done.stdout


@pytest.mark.parametrize("name", sorted(LIVE))
def test_commands_that_talk_to_a_kibana_have_the_same_options(name: str) -> None:
    done = run(name, "--help")

    for option in ("--json", "--endpoint", "--profile", "--username", "--ask", "--timeout", "--retries"):
        assert f"\n  {option}" in done.stdout
    for option in ("--api-key", "--password", "--token"):
        assert option not in done.stdout


def test_a_command_that_is_misspelt() -> None:
    done = run("lsit")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: No such command 'lsit'. Did you mean 'list'?\n")
