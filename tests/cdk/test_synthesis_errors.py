"""`synth` tells what CDKTF refuses without JavaScript's trace."""

from __future__ import annotations

import re

from harness.cdk import App, TerraformStack
from harness.refusals import refusal
from harness.stacks import encrypt_state

from kibana_connectors import ServerLog, SynthesisError
from kibana_connectors import synth as synth_app


def test_an_error_of_cdktf_is_told_without_its_trace(cdk_app: App, stack: TerraformStack) -> None:
    encrypt_state(stack)
    log = ServerLog(stack, "log", name="Log", connector_id="6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d")
    log.move_to("nowhere")

    error = refusal(lambda: synth_app(cdk_app), SynthesisError)

    assert "nowhere" in str(error)
    assert not re.search(r"^\s+at ", str(error), re.MULTILINE)
    assert error.__cause__ is None
    assert error.__context__ is None
