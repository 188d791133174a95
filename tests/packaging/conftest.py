"""What the tests of the package as it is installed share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library's wheel."""
    return _built(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def plugin_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of pytest-cdktf."""
    return _built(ROOT / "pytest-cdktf", tmp_path_factory.mktemp("dist"))


def _built(project: Path, out: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(project)],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built
