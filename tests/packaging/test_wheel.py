"""The package as a user gets it: built, installed into an environment of its own, seen by mypy."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
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
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_import_from_the_wheel_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    # Dependencies come from this environment, so that the test needs no network; the package must not.
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    dependencies = Path(pytest.__file__).parents[1]
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    code = (
        f"import sys; sys.path.append({str(dependencies)!r})\n"
        "from kibana_connectors import PagerDuty\n"
        "import kibana_connectors\n"
        "print(PagerDuty.TYPE.type_id, kibana_connectors.__file__)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path, env=environment
    )
    type_id, _, file = done.stdout.strip().partition(" ")
    assert type_id == ".pagerduty"
    assert Path(file).is_relative_to(tmp_path / "env")


def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)], check=True, capture_output=True, text=True
    ).stdout
    names = [line.split()[0] for line in listed.splitlines()[1:]]
    assert {name.split("/")[0].split("-")[0] for name in names} == {
        "kibana_connectors",
        "cdktf_kibana_connectors",
    }
    assert "kibana_connectors/py.typed" in names


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
