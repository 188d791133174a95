"""Write the locks of Python and npm packages again: `python3 -m tools.set_up.lock`, or `make lock`.

Arguments, such as `--upgrade`, go to pip-compile.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.command import run, say, which
from tools.errors import ToolError, report
from tools.layout import CACHE, ROOT

# pip-compile chooses packages for the Python that runs it: that must be the oldest supported one.
_OLDEST = (3, 10)
_NEWER = (3, 11)

# The files that pip-compile reads; the locks' comments name them.
_FILES = {"dev": "dev-and-build.in", "dev-3-11": "dev-3-11.in"}

# The library's extra needs the plugin, which comes from this folder and never from an index.
_PLUGIN = "pytest-cdktf"

# These keep the package index and local paths out of the lock, which is then the same on every machine.
_PORTABLE = ["--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options"]


def main(arguments: list[str]) -> int:
    """Write the locks."""
    try:
        lock_python(arguments)
        lock_newer_python(arguments)
        lock_node()
    except ToolError as error:
        report(error)
        return 1
    return 0


def lock_python(arguments: list[str]) -> None:
    """Write requirements.lock: both packages with all extras, the dev group, and the build backend."""
    say("locking the Python packages")
    _lock(
        _OLDEST,
        group="dev",
        further="\nhatchling\neditables\n",  # for the editable install, without isolation
        # What is unsafe is left out, and pip and setuptools are so unless something else is named.
        options=["--all-extras", f"--unsafe-package={_PLUGIN}", "--annotation-style=line"],
        sources=["pyproject.toml", f"{_PLUGIN}/pyproject.toml"],
        target="requirements.lock",
        arguments=arguments,
    )


def lock_newer_python(arguments: list[str]) -> None:
    """Write requirements-3.11.lock: what tests need that run on newer Pythons only."""
    say("locking the packages for newer versions of Python")
    _lock(
        _NEWER,
        group="dev-3-11",
        further=f"\n-c {ROOT / 'requirements.lock'}\n",
        options=["--no-annotate"],  # an annotation would name this folder
        sources=[],
        target="requirements-3.11.lock",
        arguments=arguments,
    )


def _lock(
    version: tuple[int, int],
    *,
    group: str,
    further: str,
    options: list[str],
    sources: list[str],
    target: str,
    arguments: list[str],
) -> None:
    """Resolve a dependency group, and what goes with it, for a version of Python.

    Args:
        version: The version.
        group: The dependency group in pyproject.toml.
        further: Lines of requirements beside the group.
        options: Options of pip-compile for this lock.
        sources: Files that are resolved beside the group.
        target: The lock.
        arguments: The user's options of pip-compile.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        run("making a venv to lock in", [_python(version), "-m", "venv", scratch], cwd=ROOT)
        scripts = scratch / "bin"
        run(
            "installing pip-tools",
            [scripts / "python", "-m", "pip", "install", "pip-tools", "dependency-groups"],
            cwd=ROOT,
        )
        # pip-compile cannot read dependency groups. The path is relative because it appears in comments.
        extra = (CACHE / _FILES[group]).relative_to(ROOT)
        run("reading the group", [scripts / "dependency-groups", group, "-o", extra], cwd=ROOT)
        with (ROOT / extra).open("a") as requirements:
            requirements.write(further)
        wheels = scratch / "wheels"
        wheels.mkdir()
        if sources:
            build: list[str | Path] = [scripts / "python", "-m", "pip", "wheel", "--no-deps"]
            run(f"building {_PLUGIN}", [*build, "--wheel-dir", wheels, ROOT / _PLUGIN], cwd=ROOT)
        run(
            "resolving",
            [
                scripts / "pip-compile",
                "--quiet",
                "--strip-extras",
                *options,
                *_PORTABLE,
                f"--find-links={wheels}",
                f"--output-file={target}",
                *arguments,
                *sources,
                extra,
            ],
            cwd=ROOT,
            env={**os.environ, "CUSTOM_COMPILE_COMMAND": "make lock"},
        )


def lock_node() -> None:
    """Write package-lock.json; .npmrc keeps the registry's address out of it."""
    say("locking the npm packages")
    npm = which("npm", "install Node.js 20 or later, which brings it")
    run("locking npm packages", [npm, "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT)


def _python(version: tuple[int, int]) -> str:
    """Return the path of a version of Python."""
    wanted = "python" + ".".join(map(str, version))
    if sys.version_info[:2] == version:
        return sys.executable
    candidate = os.environ.get("LOCK_PYTHON", wanted) if version == _OLDEST else wanted
    found = shutil.which(candidate)
    if found:
        # A version manager may have put a command there for a Python that is not installed: ask it.
        probe = subprocess.run(
            [found, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
        if probe.stdout.split() == [str(number) for number in version]:
            return found
    how = ", the oldest supported: name one by make lock LOCK_PYTHON=PATH" if version == _OLDEST else ""
    raise ToolError(f"{wanted} is needed{how}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
