"""`make deploy`, as the README's first command runs it once the tools are there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "no credential is"),
        ({"KIBANA_API_KEY": "key"}, "set STATE_BUCKET, STATE_REGION, STATE_KMS_KEY_ID"),
        (
            {
                "KIBANA_API_KEY": "key",
                "STATE_BUCKET": "bucket",
                "STATE_REGION": "eu-west-1",
                "STATE_KMS_KEY_ID": "alias/key",
            },
            "TF_VAR_operations_pager_routing_key",
        ),
    ],
    ids=["no credential", "no state", "no secrets"],
)
def test_real_kibana_says_what_is_missing(environment: dict[str, str], expected: str) -> None:
    done = _deploy(KIBANA_ENDPOINT="http://127.0.0.1:9", **environment)
    assert done.returncode == 1
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
