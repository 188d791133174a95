"""The package as a user gets it: built, installed into an environment of its own, seen by mypy."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

USER_PROJECT = """
from cdktf import TerraformStack
from constructs import Construct

from kibana_connectors import KibanaProvider, PagerDuty, Secret, SlackApi, Webhook


class OnCall(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, endpoints=["https://kibana.example:5601"])
        pager = PagerDuty(self, "pager", name="On-call", config=PagerDuty.Config(api_url="https://x.example"))
        SlackApi(
            self,
            "chat",
            name="Chat",
            spaces=["ops", "sec"],
            config=SlackApi.Config(allowed_channels=[{"name": "#alerts"}]),
            secrets=SlackApi.Secrets(token=Secret.variable("slack_token")),
            secrets_version="2026-11",
        )
        reveal_type(pager.config.api_url)
        reveal_type(pager.connector_id)
"""
MISTAKES = {
    "PagerDuty.Config(api_url=5)": "incompatible type",
    'PagerDuty.Config(nope="x")': "Unexpected keyword argument",
    'SlackApi.Secrets(token="xoxb-literal")': "incompatible type",
    "SlackApi.Secrets()": "Missing named argument",
    'Webhook.Config(url="https://x.example", method="POST")': "incompatible type",
    'PagerDuty(self, "other", name="x", config=Webhook.Config(url="https://x.example"))': "incompatible type",
}


@pytest.fixture(scope="module")
def fresh(wheel: Path, plugin_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with both wheels in it, and the folder of the project that uses it."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder / "env", with_pip=True)
    pip = [_python(folder), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel), str(plugin_wheel)], check=True, capture_output=True)
    return folder


def _python(fresh: Path) -> str:
    return str(fresh / "env" / "bin" / "python")


def _run(fresh: Path, code: str) -> str:
    # Dependencies come from this environment, so that the test needs no network; the package must not.
    dependencies = Path(pytest.__file__).parents[1]
    done = subprocess.run(
        [_python(fresh), "-c", f"import sys; sys.path.append({str(dependencies)!r})\n{code}"],
        capture_output=True,
        text=True,
        cwd=fresh,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_import_from_the_wheel_in_a_fresh_environment(fresh: Path) -> None:
    shown = _run(
        fresh,
        "from kibana_connectors import PagerDuty\n"
        "import kibana_connectors\n"
        "print(PagerDuty.TYPE.type_id, kibana_connectors.__file__)",
    )
    type_id, _, file = shown.strip().partition(" ")
    assert type_id == ".pagerduty"
    assert Path(file).is_relative_to(fresh / "env")


def test_pytest_finds_the_plugin_of_the_wheel(fresh: Path) -> None:
    (fresh / "test_pager.py").write_text(
        "import pytest_cdktf\n"
        "from kibana_connectors import PagerDuty\n"
        "def test_pager(synth):\n"
        "    print(pytest_cdktf.__file__)\n"
        "    assert pytest_cdktf.variable('pager_duty_routing_key') in synth(PagerDuty, name='On-call')\n"
    )
    shown = _run(fresh, "import pytest; sys.exit(pytest.main(['-q', '-s', 'test_pager.py']))")
    assert "1 passed" in shown
    assert str(fresh / "env") in shown


def test_each_wheel_holds_its_package_and_nothing_else(wheel: Path, plugin_wheel: Path) -> None:
    for built, package in ((wheel, "kibana_connectors"), (plugin_wheel, "pytest_cdktf")):
        names = zipfile.ZipFile(built).namelist()
        distribution = built.name.partition("-")[0]
        assert {name.split("/")[0].split("-")[0] for name in names} == {package, distribution}
        assert f"{package}/py.typed" in names


def test_mypy_sees_the_fields(tmp_path: Path) -> None:
    body = USER_PROJECT + "".join(f"        {mistake}\n" for mistake in MISTAKES)
    (tmp_path / "oncall.py").write_text(body)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "oncall.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = body.splitlines()
    found = [line for line in done.stdout.splitlines() if ": error:" in line]
    errors = {lines[int(line.split(":")[1]) - 1].strip(): line for line in found}
    assert errors.keys() == MISTAKES.keys(), done.stdout
    assert [mistake for mistake, expected in MISTAKES.items() if expected not in errors[mistake]] == []
    assert 'Revealed type is "str | None"' in done.stdout
    assert 'Revealed type is "str"' in done.stdout or 'Revealed type is "builtins.str"' in done.stdout
