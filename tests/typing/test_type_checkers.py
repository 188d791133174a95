"""What mypy and pyright report of good uses and of mistakes, line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import good_uses
import pytest

from kibana_connectors import connector_types

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
PYRIGHT = ROOT / "node_modules" / ".bin" / "pyright"
MARK = "  # error: "

Reports = dict[int, list[str]]
"""The messages by line."""


def mypy(path: Path) -> Reports:
    """Return the errors that mypy reports of a file."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--output", "json", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not done.stderr
    found: Reports = {}
    for line in done.stdout.splitlines():
        report = json.loads(line)
        # From its cache, mypy takes the folder that a file of the same text had before.
        assert Path(report["file"]).name == path.name, report
        if report["severity"] == "error":
            found.setdefault(report["line"], []).append(report["message"])
    return found


def pyright(path: Path) -> Reports:
    """Return the errors and warnings that pyright reports of a file."""
    assert PYRIGHT.exists(), f"{PYRIGHT} is missing: run make tools"
    command = [str(PYRIGHT), "--pythonpath", sys.executable, "--outputjson", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    answer = json.loads(done.stdout)
    assert answer["summary"]["filesAnalyzed"] == 1
    found: Reports = {}
    for report in answer["generalDiagnostics"]:
        assert Path(report["file"]).samefile(path), report
        if report["severity"] != "information":
            found.setdefault(report["range"]["start"]["line"] + 1, []).append(report["message"])
    return found


checkers = pytest.mark.parametrize("checker", [mypy, pyright])
engines = pytest.mark.parametrize("engine", ["cdktf", "cdktn"])
Checker = Callable[[Path], Reports]


def marked(path: Path) -> dict[int, str]:
    """Return the lines that hold a mistake."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {number: line.strip() for number, line in enumerate(lines, 1) if MARK in line}


def with_engine(engine: str, name: str, folder: Path) -> Path:
    """Copy a file that is written for cdktf, for an engine."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    copy = folder / f"{engine}_{name}"
    copy.write_text(text.replace("from cdktf import", f"from {engine} import"), encoding="utf-8")
    return copy


def assert_exactly_the_marked_lines(checker: Checker, path: Path) -> None:
    reports, mistakes = checker(path), marked(path)
    overlooked = [line for number, line in mistakes.items() if number not in reports]
    assert overlooked == []
    assert {number: told for number, told in reports.items() if number not in mistakes} == {}


@checkers
@engines
def test_good_uses_are_good(checker: Checker, engine: str, tmp_path: Path) -> None:
    assert checker(with_engine(engine, "good_uses.py", tmp_path)) == {}


def test_good_uses_are_good_when_they_run(tmp_path: Path) -> None:
    assert good_uses.main(str(tmp_path)) == ""


@checkers
@engines
def test_every_mistake_is_found_in_its_line(checker: Checker, engine: str, tmp_path: Path) -> None:
    assert_exactly_the_marked_lines(checker, with_engine(engine, "mistakes.py", tmp_path))


def test_there_are_many_mistakes() -> None:
    assert len(marked(FOLDER / "mistakes.py")) >= 100


@checkers
def test_every_type_is_exact(checker: Checker, tmp_path: Path) -> None:
    """No field, argument or attribute of any type is `Any`."""
    names = sorted(each.__name__ for each in connector_types().values())
    lines = [
        "from cdktf import TerraformStack",
        f"from kibana_connectors import {', '.join(names)}",
        "",
        "",
        "def uses(stack: TerraformStack) -> None:",
    ]
    for name in names:
        lines += [
            f"    {name}.Config(no_such_field=1){MARK}no such field",
            f'    {name}(stack, "a", name="A", config={{"noSuchField": "a"}}){MARK}no such field',
            f'    {name}(stack, "a", name="A", secrets={{"noSuchField": "a"}}){MARK}no such field',
            f'    {name}(stack, "a", nme="A"){MARK}no such argument',
            f"    print({name}.NoSuchAttribute){MARK}no such attribute",
        ]
    path = tmp_path / "every_type.py"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")

    assert_exactly_the_marked_lines(checker, path)
