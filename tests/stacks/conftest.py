"""The example stacks are not part of the package, and written for cdktf: make them importable."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from harness.cdk import ENGINE

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.engine import put_in_place_of_cdktf

put_in_place_of_cdktf(ENGINE)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is set in the shell moves the state of these stacks."""
    for name in os.environ:
        if name.startswith("STATE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> str:
    """The bucket that the stacks keep their state in, as in production."""
    monkeypatch.setenv("STATE_BUCKET", "tf-state")
    monkeypatch.setenv("STATE_KMS_KEY_ID", "alias/kibana-state")
    return "tf-state"
