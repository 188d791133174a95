"""Connectors are written as JSON, never as HCL."""

from __future__ import annotations

from typing import ClassVar

from ..policy import CheckOfConstructs


class JsonOutput(CheckOfConstructs):
    """The stack is written as JSON, not as HCL."""

    id: ClassVar[str] = "json-output"
    reason: ClassVar[str] = (
        "Only JSON is judged as it is written: whether secrets have sources, and the rest."
    )
    remedy: ClassVar[str] = "Leave hcl_output out of App(…), and SYNTH_HCL_OUTPUT unset"
    check: ClassVar[str] = id
    can_be_suppressed: ClassVar[bool] = False
