"""Connectors are written as JSON, never as HCL."""

from __future__ import annotations

from collections.abc import Iterator

from ..._cdk import App
from ...policies.demands.json_output import JsonOutput
from .check import Check, CheckedStack, Wrong

NO_HCL = (
    "Kibana connectors are written as JSON only: leave hcl_output out of App(…), and SYNTH_HCL_OUTPUT unset"
)


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    if App.of(checked.stack).hcl_output:
        yield Wrong(checked.record.path, NO_HCL)


JSON_OUTPUT = Check(JsonOutput, _find)
