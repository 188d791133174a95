"""Install what the tests need from Debian: `python3 -m tools.set_up.debian_packages`, which `make test` does.

Without the right to install, or without Debian, what is missing is named, and nothing is skipped later.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.command import say
from tools.errors import ToolError, report

PACKAGES: dict[str, str] = {
    "chromium": "chromium",  # tests/report opens the page in it
    "postgresql": "postgres",  # tests/deployment keeps states in it
}
"""Each package, and a program that tells that it is installed."""


def prepare() -> None:
    """Install the packages that are missing.

    Raises:
        ToolError: One is missing, and cannot be installed.
    """
    missing = _missing()
    if not missing:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise ToolError(f"missing Debian packages: as root, run apt-get install {' '.join(missing)}")
    say(f"installing Debian packages: {', '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *missing],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ToolError(f"{' '.join(command)} failed:\n{done.stderr.strip()}")
    if left := _missing():
        raise ToolError(f"installed, and still not found: {', '.join(left)}")


def _missing() -> list[str]:
    return [package for package, program in PACKAGES.items() if not _is_installed(program)]


def _is_installed(program: str) -> bool:
    # Debian keeps PostgreSQL's programs of each version in a folder of their own, and not on PATH.
    return shutil.which(program) is not None or any(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))


if __name__ == "__main__":
    try:
        prepare()
    except ToolError as error:
        report(error)
        sys.exit(1)
