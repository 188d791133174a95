"""`make deploy`, once the tools are ready."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 80
CONNECTORS = 21
_FOREIGN = ("KIBANA_", "STATE_", "TF_VAR", "MAKE", "MFLAGS")
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SPACES = ("default", "operations", "platform", "security")
_USER = {"KIBANA_USERNAME": "deployer", "KIBANA_PASSWORD": "pass:wörd"}
_TOKEN = {"KIBANA_BEARER_TOKEN": "token-of-the-deployer"}


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**own, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def _deploy(**environment: str) -> subprocess.CompletedProcess[str]:
    return _run([sys.executable, "-m", "tools.deploy"], environment)


def _deploy_to(kibana: Sandbox, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return _deploy(
        KIBANA_ENDPOINT=kibana.url,
        STATE_DIRECTORY=str(folder),
        CDKTF_OUTDIR=str(folder / "cdktf.out"),
        **environment,
    )


def _assert_short_and_plain(done: subprocess.CompletedProcess[str], log: Path) -> None:
    shown = done.stdout + done.stderr
    assert len(shown.splitlines()) <= MOST_LINES
    assert "\x1b" not in shown
    assert "\x1b" not in log.read_text()
    assert "made-up.example" not in shown + log.read_text()


def test_stand_ins() -> None:
    # The tools are ready, or this test would not run: make is told not to look again.
    done = _run(["make", "-C", str(ROOT), "-o", "ready", "deploy"], {**_USER, "TF_LOG": "DEBUG"})
    assert done.returncode == 0, done.stdout + done.stderr
    log = ROOT / "cdktf.out" / "stand-in" / "deploy.log"
    _assert_short_and_plain(done, log)

    assert "==> KIBANA_ENDPOINT is not set: starting a stand-in Kibana" in done.stderr
    assert "==> not used without KIBANA_ENDPOINT: KIBANA_USERNAME, KIBANA_PASSWORD" in done.stderr
    assert "==> TF_LOG is left out: at that level the Terraform provider logs secrets" in done.stderr
    assert "output of cdktf and Terraform goes to cdktf.out/stand-in/deploy.log" in done.stderr
    assert "random, made-up values are used, and thrown away at the end" in done.stderr
    assert re.search(r"^    .*\bTF_VAR_slack_token\b", done.stderr, re.MULTILINE)

    rows = re.findall(rf"^  ({_UUID})  (\.[\w-]+) +(\S.*)$", done.stdout, re.MULTILINE)
    assert len(rows) == len({connector_id for connector_id, *_ in rows}) == CONNECTORS
    assert {type_id for _, type_id, _ in rows} == {
        ".email", ".index", ".jira", ".opsgenie", ".pagerduty", ".server-log", ".servicenow-sir",
        ".slack_api", ".teams", ".webhook",
    }  # fmt: skip
    assert re.findall(r"^Space (.*):$", done.stdout, re.MULTILINE) == ["operations", "platform", "security"]
    assert f"{CONNECTORS} connectors in Kibana; secrets are missing from none of them." in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100

    assert "operations: second plan: no changes" in done.stdout
    assert "security: second plan: no changes" in done.stdout
    took = rf"^Deployed {CONNECTORS} connectors in 2 stacks, and planned them again, in (\d+ min )?\d+ s\.$"
    assert re.search(took, done.stdout, re.MULTILINE)
    assert "set KIBANA_ENDPOINT and KIBANA_API_KEY" in done.stdout
    assert "make test" in done.stdout
    assert "cdktf.out/stand-in/stacks/*/cdk.tf.json" in done.stdout
    assert [*(log.parent / "stacks").glob("*/cdk.tf.json")] != []
    assert "Apply complete!" in log.read_text()


@pytest.mark.parametrize("credential", [{}, _TOKEN, _USER], ids=["API key", "bearer token", "user"])
def test_own_kibana(credential: dict[str, str], tmp_path: Path) -> None:
    with Sandbox(
        spaces=_SPACES,
        username=_USER["KIBANA_USERNAME"],
        password=_USER["KIBANA_PASSWORD"],
        bearer_token=_TOKEN["KIBANA_BEARER_TOKEN"],
    ) as kibana:
        used = credential or {"KIBANA_API_KEY": kibana.api_key}
        done = _deploy_to(kibana, tmp_path, **used, TF_VAR_mail_password="value-of-the-mail-password")
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(kibana.connectors) == CONNECTORS
        assert f"deploying to the Kibana at {kibana.url}" in done.stderr
    log = tmp_path / "cdktf.out" / "deploy.log"
    _assert_short_and_plain(done, log)
    assert f"output of cdktf and Terraform goes to {log}" in done.stderr
    # What is made up is named before anything is sent.
    assert done.stderr.index("made-up values are sent") < done.stderr.index("cdktf deploy:")
    assert "TF_VAR_tickets_api_token" in done.stderr
    assert "TF_VAR_mail_password" not in done.stderr
    assert "second plan: no changes" in done.stdout

    state = (tmp_path / "operations.tfstate").read_text()
    assert "Operations: mail" in state
    left = state + log.read_text() + done.stdout + done.stderr
    for secret in ("value-of-the-mail-password", "made-up.example", *used.values()):
        assert secret == _USER["KIBANA_USERNAME"] or secret not in left


def test_bearer_token_comes_before_the_others(tmp_path: Path) -> None:
    """The provider prefers it, and so must the look at what was deployed."""
    with Sandbox(spaces=_SPACES, bearer_token=_TOKEN["KIBANA_BEARER_TOKEN"]) as kibana:
        done = _deploy_to(kibana, tmp_path, **_TOKEN, **_USER, KIBANA_API_KEY="of-another-kibana")
        assert done.returncode == 0, done.stdout + done.stderr


def test_failure_shows_the_end_of_the_log_and_names_it(tmp_path: Path) -> None:
    with Sandbox(spaces=_SPACES) as kibana:
        done = _deploy_to(kibana, tmp_path, KIBANA_API_KEY="unknown-key")
        assert not kibana.connectors
    assert done.returncode == 1
    log = tmp_path / "cdktf.out" / "deploy.log"
    _assert_short_and_plain(done, log)
    assert "Failed to get version from Kibana status" in done.stderr
    assert done.stderr.splitlines()[-1] == f"error: deploying: exit status 1; see {log}"
    assert done.stderr.splitlines()[-26:-1] == log.read_text().splitlines()[-25:]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {},
            "KIBANA_ENDPOINT is set, but no credential is: "
            "set KIBANA_API_KEY, or KIBANA_BEARER_TOKEN, or KIBANA_USERNAME and KIBANA_PASSWORD",
        ),
        ({"KIBANA_API_KEY": ""}, "KIBANA_ENDPOINT is set, but no credential is"),
        ({"KIBANA_USERNAME": "deployer"}, "KIBANA_USERNAME is set, but KIBANA_PASSWORD is not"),
        ({"KIBANA_PASSWORD": "secret-word"}, "KIBANA_PASSWORD is set, but KIBANA_USERNAME is not"),
    ],
)
def test_incomplete_credential(given: dict[str, str], expected: str) -> None:
    done = _deploy(KIBANA_ENDPOINT="http://127.0.0.1:9", **given)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith(f"error: {expected}")
    assert "Traceback" not in done.stderr
    assert "secret-word" not in done.stderr
