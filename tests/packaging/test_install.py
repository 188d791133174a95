"""What `pip install` of the wheel gives: with one engine, with the other, with none."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PYRIGHT = ROOT / "node_modules" / ".bin" / "pyright"
TYPING = ROOT / "tests" / "typing"
_ATTRIBUTES = {
    "no such auth type",
    "refused, so it is not offered",
    "another type",
    "no such attribute",
    "rules cannot use it",
    "a log has none",
    "a connector is no action",
    "Jira's issues cannot be closed by a rule",
    "that is Opsgenie's",
    "that is ServiceNow's",
}
"""Mistakes that show only where the class below a connector's is known: cdktf's, by its name."""
engines = pytest.mark.parametrize("engine", ["cdktf", "cdktn"])


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, check=False)


class Installed:
    """An environment with the wheel and its dependencies from the package index.

    Args:
        folder: An empty folder.
        wheel: The wheel.
        extras: The extras, such as `[cdktf]`; empty for none.
        beside: A wheel that is found as if the index had it.
    """

    def __init__(self, folder: Path, wheel: Path, extras: str, beside: Path | None = None) -> None:
        self.folder = folder
        self.python = folder / "env" / "bin" / "python"
        venv.create(folder / "env", with_pip=True)
        pinned = folder / "constraints.txt"
        # The lock without its comments and options: the same versions as everywhere else.
        pins = re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
        pinned.write_text("\n".join(pins))
        further = [f"--find-links={beside.parent}"] if beside else []
        done = self.pip("install", "--quiet", "--constraint", str(pinned), *further, f"{wheel}{extras}")
        assert done.returncode == 0, done.stderr

    def pip(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(self.python, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=self.folder)


@engines
def test_with_one_engine(engine: str, wheel: Path, tmp_path: Path) -> None:
    installed = Installed(tmp_path, wheel, f"[{engine}]")

    assert installed.pip("check").stdout == "No broken requirements found.\n"
    names = re.findall(r"^(cdkt[fn]) ", installed.pip("list").stdout, re.MULTILINE)
    assert names == [engine]

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(# main\.py.*?)```", readme, re.DOTALL)
    assert example is not None
    (tmp_path / "main.py").write_text(example[1].replace("from cdktf import", f"from {engine} import"))
    done = run(installed.python, "main.py", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "cdktf.out" / "stacks" / "oncall" / "cdk.tf.json").is_file()

    for name in ("good_uses.py", "mistakes.py"):
        text = (TYPING / name).read_text(encoding="utf-8")
        path = tmp_path / name
        path.write_text(text.replace("from cdktf import", f"from {engine} import"), encoding="utf-8")
        mistakes = {
            number: mistake
            for number, line in enumerate(text.splitlines(), 1)
            if (mistake := line.partition("  # error: ")[2])
        }
        for found in (_mypy(installed, path), _pyright(installed, path)):
            assert found - mistakes.keys() == set()
            overlooked = {mistakes[number] for number in mistakes.keys() - found}
            assert overlooked <= (_ATTRIBUTES if engine == "cdktn" else set())


def _mypy(installed: Installed, path: Path) -> set[int]:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", "mypy"]
    done = run(*command, "--python-executable", installed.python, path.name, cwd=installed.folder)
    return {int(line) for line in re.findall(rf"^{path.name}:(\d+): error:", done.stdout, re.MULTILINE)}


def _pyright(installed: Installed, path: Path) -> set[int]:
    done = run(PYRIGHT, "--pythonpath", installed.python, path.name, cwd=installed.folder)
    return {int(line) for line in re.findall(rf"{path.name}:(\d+):\d+ - error", done.stdout)}


def test_the_extra_brings_the_plugin_from_the_index(wheel: Path, plugin_wheel: Path, tmp_path: Path) -> None:
    installed = Installed(tmp_path, wheel, "[cdktf,pytest]", beside=plugin_wheel)

    assert installed.pip("check").stdout == "No broken requirements found.\n"
    (tmp_path / "test_it.py").write_text(
        "from kibana_connectors import PagerDuty\n"
        "from pytest_cdktf import resource\n"
        "TYPE = 'elasticstack_kibana_action_connector'\n"
        "def test_it(synth, sandbox, terraform_snapshot):\n"
        "    assert resource(TYPE, name='On-call') in synth(PagerDuty, name='On-call')\n"
    )
    done = run(installed.python, "-m", "pytest", "-q", cwd=tmp_path)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_both_come_from_a_clone() -> None:
    """The library's extra names the plugin: the clone has it, and pip must not look for it elsewhere."""
    command = "pip install ./pytest-cdktf '.[pytest]'"
    for page in ("README.md", "pytest-cdktf/docs/install.md"):
        assert command in (ROOT / page).read_text(encoding="utf-8"), page
    # The environment of the tests has all that they need; nothing is installed or downloaded.
    options = ["--dry-run", "--no-index", "--no-build-isolation"]
    done = run(sys.executable, "-m", "pip", "install", *options, *shlex.split(command)[2:], cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "Would install" in done.stdout
    assert {"pytest-cdktf-0.1.0", "cdktf-kibana-connectors-0.1.0"} <= {*done.stdout.split()}


def test_without_an_engine(wheel: Path, tmp_path: Path) -> None:
    installed = Installed(tmp_path, wheel, "")

    assert installed.pip("check").stdout == "No broken requirements found.\n"
    judged = "from kibana_connectors import validate\nprint(validate('.index', {'index': 'logs'}, {}).ok)"
    assert run(installed.python, "-c", judged, cwd=tmp_path).stdout == "True\n"
    done = run(installed.python, "-c", "from kibana_connectors import PagerDuty", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "kibana_connectors.errors.MissingEngine: no CDK engine is installed: it comes with pip install "
        "'cdktf-kibana-connectors[cdktf]'"
    )
