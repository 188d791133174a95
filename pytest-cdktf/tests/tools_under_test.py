"""Terraform and OpenTofu, for tests that run both."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("terraform", "tofu")


def use(monkeypatch: pytest.MonkeyPatch, tool: str) -> None:
    """Let a test run a tool: the one of this run, else one on PATH or, in the clone, built into .cache."""
    chosen = os.environ.get("TERRAFORM_BINARY_NAME", "")
    built = sorted(ROOT.glob(".cache/opentofu/*/tofu")) if tool == "tofu" else []
    found = chosen if Path(chosen).name == tool else shutil.which(tool) or (str(built[-1]) if built else None)
    if found is None:
        pytest.fail(f"{tool} is not here: install it, or set TERRAFORM_BINARY_NAME")
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", found)
