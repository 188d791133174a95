"""The tests of `small_tests_with_plugin`, each with `cdktf synth` as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", range(int(os.environ["BENCH_COUNT"])))
def test_small_stack(tmp_path: Path, number: int) -> None:
    """The connector has the given name."""
    app = f'{sys.executable} -m bench.programs.small_stack "Pager {number}"'
    project = {"language": "python", "app": app, "projectId": "bench", "sendCrashReports": "false"}
    (tmp_path / "cdktf.json").write_text(json.dumps(project))
    subprocess.run(["cdktf", "synth"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S607
    stack = json.loads((tmp_path / "cdktf.out" / "stacks" / "stack" / "cdk.tf.json").read_text())
    connectors = stack["resource"]["elasticstack_kibana_action_connector"].values()
    assert [each["name"] for each in connectors] == [f"Pager {number}"]  # noqa: S101
