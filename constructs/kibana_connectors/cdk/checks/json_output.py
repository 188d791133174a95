"""Connectors are written as JSON, never as HCL."""

from __future__ import annotations

from collections.abc import Iterator

from ..._cdk import App
from .check import Check, CheckedStack

NO_HCL = (
    "Kibana connectors are written as JSON only: leave hcl_output out of App(…), and SYNTH_HCL_OUTPUT unset"
)


def _find(checked: CheckedStack) -> Iterator[str]:
    if App.of(checked.stack).hcl_output:
        yield NO_HCL


JSON_OUTPUT = Check("json-output", _find, can_be_suppressed=False)
