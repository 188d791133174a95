"""Run a command with the prepared tools: `python3 -m tools.run COMMAND [ARGUMENT...]`."""

from __future__ import annotations

import os
import sys

from tools.environment import child_environment
from tools.errors import ToolError, report


def main(command: list[str]) -> int:
    """Replace this process by the command; return only if that fails."""
    if not command:
        print("usage: python3 -m tools.run COMMAND [ARGUMENT...]", file=sys.stderr)
        return 2
    try:
        env = child_environment()
        # execvpe searches the PATH of this process, not that of `env`.
        os.environ["PATH"] = env["PATH"]
        os.execvpe(command[0], command, env)  # noqa: S606 - it needs no shell
    except ToolError as error:
        report(error)
        return 1
    except FileNotFoundError:
        report(f"{command[0]} is neither in .venv, node_modules nor on PATH")
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
