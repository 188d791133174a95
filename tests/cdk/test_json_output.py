"""A stack with connectors cannot be written as HCL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness.cdk import ENGINE, App, TerraformStack

from kibana_connectors import ServerLog, SynthesisError, allow_unencrypted_state
from kibana_connectors import synth as synth_app


def test_hcl_output_is_refused(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"), hcl_output=True)
    stack = TerraformStack(app, "stack")
    allow_unencrypted_state(stack, reason="a test")
    ServerLog(stack, "log", name="Log")

    with pytest.raises(SynthesisError) as refusal:
        synth_app(app)

    assert str(refusal.value) == (
        "Validation failed with the following errors:\n  [stack] Kibana connectors are written as JSON only: "
        "leave hcl_output out of App(…), and SYNTH_HCL_OUTPUT unset"
    )


def test_hcl_output_by_environment_is_refused(tmp_path: Path) -> None:
    """Node reads the variable when it starts, so this needs a process of its own."""
    code = f"""
from {ENGINE} import App, TerraformStack
from kibana_connectors import ServerLog, SynthesisError, allow_unencrypted_state, synth
app = App(outdir="out")
stack = TerraformStack(app, "stack")
allow_unencrypted_state(stack, reason="a test")
ServerLog(stack, "log", name="Log")
try:
    synth(app)
except SynthesisError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "SYNTH_HCL_OUTPUT": "true"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "[stack] Kibana connectors are written as JSON only" in done.stdout
