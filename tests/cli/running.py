"""Runs the command line in a process of its own."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MAIN = "from kibana_connectors.cli import main\nmain()"


def command_line(*arguments: str, code: str = MAIN) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, without what would change what the command writes, or when."""
    left_out = ("COLUMNS", "KIBANA_API_KEY", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "NO_COLOR": "1", "TERM": "dumb", **changes}


def run(
    *arguments: str, code: str = MAIN, given: str = "", env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    if "stdout" not in options:
        options["stdout"] = subprocess.PIPE
    return subprocess.run(
        command_line(*arguments, code=code),
        input=given,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**(env or {})),
        timeout=120,
        check=False,
        **options,
    )


@contextmanager
def conversation(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command that runs while the test talks to it; it ends with the block."""
    with subprocess.Popen(
        command_line(*arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def answer(process: subprocess.Popen[str], line: str) -> str:
    """Write a line and wait for the line that answers it."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(line)
    process.stdin.flush()
    assert select.select([process.stdout], [], [], 30)[0], "no answer comes"
    return process.stdout.readline()


def without(module: str) -> str:
    """The command, in a Python that does not find a module."""
    return f"""
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r} or name.startswith({module + "."!r}):
            raise ModuleNotFoundError("blocked", name=name)
sys.meta_path.insert(0, Blocker())
{MAIN}"""
