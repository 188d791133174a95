"""Prepare `.venv`: the locked Python packages, and the two distributions of this project as editable."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys

from tools.command import run, say
from tools.errors import ToolError
from tools.layout import ROOT, VENV, VENV_PYTHON
from tools.set_up.stamp import Stamp, digest

_LOCKS = [ROOT / "requirements.lock"]
if sys.version_info >= (3, 11):
    _LOCKS.append(ROOT / "requirements-3.11.lock")
_PLUGIN = ROOT / "pytest-cdktf"
_PROJECTS = [ROOT / "pyproject.toml", _PLUGIN / "pyproject.toml"]


def check() -> None:
    """Check that this Python can make a venv.

    Raises:
        ToolError: It cannot.
    """
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise ToolError("this Python has no venv module: install python3-venv (Debian's name for it)")


def prepare() -> None:
    """Install what the locks and pyproject.toml say, unless that has been done."""
    # With another interpreter or in another folder a venv does not work: both count as changes.
    packages = digest([*_LOCKS, os.path.realpath(sys.executable), sys.version, str(VENV)])
    packages_stamp = Stamp(VENV / ".packages")
    if not packages_stamp.says(packages):
        _install_packages()
        packages_stamp.write(packages)

    project = digest(_PROJECTS)
    project_stamp = Stamp(VENV / ".project")
    if not project_stamp.says(project):
        project_stamp.clear()
        _install_project()
        project_stamp.write(project)


def _install_packages() -> None:
    say("installing the locked Python packages into .venv (about a minute)")
    # Start from nothing, so that no package of an older lock or an interrupted install remains.
    shutil.rmtree(VENV, ignore_errors=True)
    run("making the venv", [sys.executable, "-m", "venv", VENV], cwd=ROOT)
    listed = [option for lock in _LOCKS for option in ("-r", lock)]
    run("installing Python packages", [*_pip("install"), *listed], cwd=ROOT)


def _install_project() -> None:
    # The build backend is in the lock: without isolation the build needs no network.
    run(
        "installing the project",
        [*_pip("install"), "--no-deps", "--no-build-isolation", "--editable", _PLUGIN, "--editable", "."],
        cwd=ROOT,
    )


def _pip(verb: str) -> list[str]:
    return [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", verb, "--no-input"]
