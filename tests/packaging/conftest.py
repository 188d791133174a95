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
    return _only(_built(ROOT, tmp_path_factory.mktemp("dist"), "--wheel"), "*.whl")


@pytest.fixture(scope="session")
def _plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution of pytest-cdktf, and the wheel that was built from it."""
    return _built(ROOT / "pytest-cdktf", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def plugin_wheel(_plugin: Path) -> Path:
    """The wheel of pytest-cdktf."""
    return _only(_plugin, "*.whl")


@pytest.fixture(scope="session")
def plugin_sdist(_plugin: Path) -> Path:
    """The source distribution of pytest-cdktf."""
    return _only(_plugin, "*.tar.gz")


def _built(project: Path, out: Path, *options: str) -> Path:
    command = [sys.executable, "-m", "build", *options, "--no-isolation", "--outdir", str(out), str(project)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found
