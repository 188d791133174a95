"""examples/ci: the files fit the schemas of their CI, and every command in them is one that there is."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kibana_connectors.cli.app import command_named
from kibana_connectors.cli.commands import COMMANDS

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "ci"
SCHEMAS = {"github-actions.yml": "vendor.github-workflows", "gitlab-ci.yml": "vendor.gitlab-ci"}
FILES = sorted(SCHEMAS)


def loaded(name: str) -> Any:
    return YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))


def scripts(value: Any) -> Iterator[str]:
    """Every line of every script of a file."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("run", "script", "before_script"):
                for text in [item] if isinstance(item, str) else item:
                    yield from (line.strip() for line in text.splitlines())
            else:
                yield from scripts(item)
    elif isinstance(value, list):
        for item in value:
            yield from scripts(item)


def own_commands(name: str) -> list[list[str]]:
    parts = (part for line in scripts(loaded(name)) for part in line.split(" | "))
    lines = (part for part in parts if part.startswith("kibana-connectors "))
    return [shlex.split(line)[1:] for line in lines]


def test_every_file_is_known_here() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_file_fits_the_schema_of_its_ci(name: str) -> None:
    checker = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        SCHEMAS[name],
        str(FOLDER / name),
    ]
    done = subprocess.run(checker, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", FILES)
def test_the_schema_would_notice(name: str, tmp_path: Path) -> None:
    """Guard the test above: a wrong key fails."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    file = tmp_path / name
    file.write_text(re.sub(r"\n( +)(run|script):", r"\n\1\2: 5\n\1not_\2:", text, count=1), encoding="utf-8")
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(file)]

    assert subprocess.run(checker, capture_output=True, text=True, check=False).returncode == 1


@pytest.mark.parametrize("name", FILES)
def test_the_commands_are_right(name: str) -> None:
    commands = own_commands(name)

    assert [command for command, *_ in commands] == ["env", "check", "guard"]
    for command, *arguments in commands:
        if command in COMMANDS:
            command_named(command).make_context(command, list(arguments))  # raises for what it does not know
    assert ["env", "cdktf.out", "--check"] in commands
    assert ["check", "cdktf.out", "--junit", "check.xml", "--sarif", "check.sarif"] in commands


@pytest.mark.parametrize("name", FILES)
def test_what_the_steps_need_of_each_other(name: str) -> None:
    lines = list(scripts(loaded(name)))

    assert any(line == "cdktf synth" for line in lines)
    assert lines.index("cdktf synth") < min(
        number for number, line in enumerate(lines) if line.startswith("kibana-connectors ")
    )
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert re.search(r'^ *TF_INPUT: "0"$', text, re.MULTILINE)
    assert "check.xml" in text.replace("--junit check.xml", "")
    assert "check.sarif" in text.replace("--sarif check.sarif", "")


@pytest.mark.parametrize("name", FILES)
def test_shell_of_the_scripts_is_read(name: str) -> None:
    def whole(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, item in value.items():
                if key in ("run", "script", "before_script"):
                    yield "\n".join([item] if isinstance(item, str) else item)
                else:
                    yield from whole(item)
        elif isinstance(value, list):
            for item in value:
                yield from whole(item)

    found = list(whole(loaded(name)))
    assert len(found) >= 5
    for script in found:
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), script
