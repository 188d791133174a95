"""Terraform and OpenTofu, for tests that run a stack with each."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from kibana_connectors.schema.tool import Tool, tool_of_program

ROOT = Path(__file__).resolve().parents[2]


@cache
def program_of(tool: Tool) -> str:
    """Return the full path of a tool: the one that the tests run with, else one on PATH or built here."""
    chosen = os.environ.get("TERRAFORM_BINARY_NAME", "")
    if tool_of_program(chosen) == tool:
        return chosen
    built = sorted((ROOT / ".cache" / "opentofu").glob("*/tofu")) if tool == "opentofu" else []
    found = shutil.which("tofu" if tool == "opentofu" else "terraform")
    program = str(built[-1]) if built else found
    if program is None:
        advice = "run `make tofu`" if tool == "opentofu" else "install Terraform 1.11 or later"
        pytest.fail(f"{tool} is not here: {advice}")
    return program


def use(monkeypatch: pytest.MonkeyPatch, tool: Tool) -> None:
    """Let a test synthesize for a tool, and run it."""
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", program_of(tool))
