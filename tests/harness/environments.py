"""Environments with nothing in them but what is asked for, and the Pythons of this machine."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from email.parser import BytesParser
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

from filelock import FileLock
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SUPPORTED = ("3.10", "3.11", "3.12", "3.13")
"""The versions of Python that both distributions name."""


class Environment:
    """A virtual environment with wheels, and exactly what they declare to need.

    What they need is linked from the environment that runs the tests: that takes no network and no time, and
    what they do not declare cannot be imported.

    Args:
        folder: An empty folder; commands run in it.
        wheels: The wheels, with their extras.
        further: What else to have, as requirements.
    """

    def __init__(self, folder: Path, wheels: dict[Path, str], further: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.python = folder / "env" / "bin" / "python"
        venv.create(folder / "env", with_pip=False)
        site = next((folder / "env").glob("lib/python*/site-packages"))
        own = {canonicalize_name(wheel.name.partition("-")[0]) for wheel in wheels}
        needed = [*map(Requirement, further), *_needed_by(wheels)]
        for found in _all_needed(needed, own):
            _link(found, site)
        if wheels:
            self.pip("install", "--quiet", "--no-index", "--no-deps", *map(str, wheels))
        self.pip("check")

    def pip(self, *arguments: str) -> str:
        """Run pip on this environment."""
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(self.python)]
        done = run_without_paths([*pip, *arguments], self.folder)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run this environment's Python."""
        return run_without_paths([str(self.python), *arguments], self.folder)

    def pytest(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run pytest in it."""
        return self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)


def run_without_paths(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, without what adds to Python's path or to pytest's options."""
    leads_elsewhere = ("PYTHONPATH", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "VIRTUAL_ENV")
    own = {name: value for name, value in os.environ.items() if name not in leads_elsewhere}
    return subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)


def _needed_by(wheels: dict[Path, str]) -> Iterator[Requirement]:
    for wheel, extras in wheels.items():
        with zipfile.ZipFile(wheel) as content:
            (name,) = [each for each in content.namelist() if each.endswith(".dist-info/METADATA")]
            declared = BytesParser().parsebytes(content.read(name)).get_all("Requires-Dist", [])
        yield from _that_count(declared, set(filter(None, extras.split(","))))


def _that_count(declared: list[str], extras: set[str]) -> Iterator[Requirement]:
    for text in declared:
        requirement = Requirement(text)
        if requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        ):
            yield requirement


def _all_needed(needed: list[Requirement], own: set[str]) -> list[Distribution]:
    """Give the distributions that these need, and what those need."""
    found: dict[str, Distribution] = {}
    done: set[str] = set()
    left = list(needed)
    while left:
        requirement = left.pop()
        if str(requirement) in done:
            continue
        done.add(str(requirement))
        name = canonicalize_name(requirement.name)
        if name in own:
            continue
        there = distribution(requirement.name)
        assert requirement.specifier.contains(there.version, prereleases=True), (str(requirement), there)
        found[name] = there
        left += _that_count(there.requires or [], requirement.extras)
    return [*found.values()]


def _link(found: Distribution, site: Path) -> None:
    """Link each file or folder at the top of a distribution."""
    tops = {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}
    for top in tops:
        target = Path(str(found.locate_file(top))).resolve()
        if not (site / top).exists():
            (site / top).symlink_to(target)


@cache
def pythons() -> dict[str, str]:
    """Give the supported Pythons that this machine has: each version, and the path of its program."""
    found = {f"{sys.version_info.major}.{sys.version_info.minor}": sys.executable}
    # Where a version manager keeps one Python, it keeps the others beside it.
    beside = Path(sys.base_prefix).resolve().parent
    for version in SUPPORTED:
        named = [shutil.which(f"python{version}"), *beside.glob(f"*/bin/python{version}")]
        for program in filter(None, named):
            # A version manager may have put a command there for a Python that is not installed: ask it.
            probe = [str(program), "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"]
            done = subprocess.run(probe, capture_output=True, text=True, check=False)
            if done.stdout.strip() == version:
                found.setdefault(version, str(program))
                break
    return dict(sorted(found.items(), key=lambda each: SUPPORTED.index(each[0])))


class IndexEnvironment:
    """A virtual environment with a wheel, and packages from the index. These are kept in `.cache`.

    Args:
        python: The version of Python.
        wheel: The wheel.
        extras: Its extras, as `cdktf,snapshots`.
        packages: What else is installed, as pip takes it. Versions are those of requirements.lock, but for
            pytest and its plugins.
    """

    def __init__(self, python: str, wheel: Path, extras: str, packages: tuple[str, ...]) -> None:
        program = pythons()[python]
        text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
        pins = re.findall(r"^(?!pytest|syrupy)[\w.-]+==\S+", text, re.MULTILINE)
        needed = [str(each) for each in _needed_by({wheel: extras})]
        key = hashlib.sha256("\n".join([program, *packages, *needed, *pins]).encode()).hexdigest()[:12]
        kept = ROOT / ".cache" / "test-environments"
        kept.mkdir(parents=True, exist_ok=True)
        self.python = kept / key / "bin" / "python"
        done = kept / key / "complete"
        with FileLock(kept / f"{key}.lock"):
            if not done.exists():
                shutil.rmtree(kept / key, ignore_errors=True)
                self._do(program, "-m", "venv", str(kept / key))
                pinned = kept / key / "constraints.txt"
                pinned.write_text("\n".join(pins))
                chosen = f"{wheel}[{extras}]"
                self._pip("install", "--quiet", "--constraint", str(pinned), chosen, *packages)
                done.touch()
            self._pip("install", "--quiet", "--no-index", "--no-deps", "--force-reinstall", str(wheel))
        self._pip("check")

    def pytest(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run pytest in a folder."""
        return run_without_paths([str(self.python), "-m", "pytest", *arguments], folder)

    def _pip(self, *arguments: str) -> None:
        self._do(str(self.python), "-m", "pip", "--disable-pip-version-check", *arguments)

    def _do(self, *command: str) -> None:
        done = run_without_paths([*command], ROOT)
        assert done.returncode == 0, done.stdout + done.stderr
