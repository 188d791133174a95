"""The programs that deploy: the one that this run has chosen, and OpenTofu."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def opentofu() -> str:
    """Give the path of the pinned OpenTofu, which is built where that has not been done."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.set_up", "tofu"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
