"""`make deploy`, as the README's first command runs it once the tools are there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
_FOREIGN = ("KIBANA_", "STATE_", "TF_VAR")


def _deploy(**environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "deploy.py")],
        env={**own, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_stand_ins_end_with_the_table_and_an_empty_plan() -> None:
    done = _deploy()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "operations: second plan: no changes" in done.stdout
    assert "security: second plan: no changes" in done.stdout
    rows = [line.split("│")[1:-1] for line in done.stdout.splitlines() if line.startswith("│")]
    shown = {(space.strip(), type_id.strip()) for space, type_id, *_ in rows}
    assert len(rows) == 21
    assert {type_id for _, type_id in shown} == {
        ".email", ".index", ".jira", ".opsgenie", ".pagerduty", ".server-log", ".servicenow-sir",
        ".slack_api", ".teams", ".webhook",
    }  # fmt: skip
    assert {space for space, _ in shown} == {"operations", "platform", "security"}
    assert {missing.strip() for *_, missing in rows} == {"no"}


def test_real_kibana_is_named_before_anything_is_sent(tmp_path: Path) -> None:
    with Sandbox(spaces=("default", "operations", "platform", "security")) as kibana:
        done = _deploy(
            KIBANA_ENDPOINT=kibana.url,
            KIBANA_API_KEY=kibana.api_key,
            STATE_DIRECTORY=str(tmp_path),
            CDKTF_OUTDIR=str(tmp_path / "cdktf.out"),
            TF_VAR_mail_password="value-of-the-mail-password",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(kibana.connectors) == 21
        assert f"deploying to the Kibana at {kibana.url}" in done.stderr
        assert done.stderr.index("deploying to the Kibana") < done.stderr.index("made-up values are sent")
        assert "TF_VAR_tickets_api_token" in done.stderr
        assert "TF_VAR_mail_password" not in done.stderr
    state = (tmp_path / "operations.tfstate").read_text()
    assert "Operations: mail" in state
    assert "value-of-the-mail-password" not in state + done.stdout + done.stderr
    assert "made-up.example" not in state + done.stdout + done.stderr


def test_real_kibana_needs_a_credential() -> None:
    done = _deploy(KIBANA_ENDPOINT="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "error: KIBANA_ENDPOINT is set and no credential is" in done.stderr
    assert "Traceback" not in done.stderr
