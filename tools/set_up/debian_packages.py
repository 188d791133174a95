"""Install what the tests need from Debian: `python3 -m tools.set_up.debian_packages`, which `.ci/run` does.

Without the right to install, or without Debian, what is missing is named, and nothing is skipped later.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tools.command import say
from tools.errors import ToolError, report

PACKAGES: dict[str, str] = {
    "chromium": "chromium",  # tests/report opens the page in it
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
        raise ToolError(f"installed, and still not on PATH: {', '.join(left)}")


def _missing() -> list[str]:
    return [package for package, program in PACKAGES.items() if shutil.which(program) is None]


if __name__ == "__main__":
    try:
        prepare()
    except ToolError as error:
        report(error)
        sys.exit(1)
