"""Run a command in the project's environment: `python3 tools/run.py CMD [ARGUMENT...]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Started by its path, from any folder: make the repository importable in place of this folder.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from tools.environment import child_environment  # noqa: E402
from tools.errors import ToolError  # noqa: E402


def main(command: list[str]) -> int:
    """Become the command; only a failure to do so returns."""
    if not command:
        print("usage: python3 tools/run.py CMD [ARGUMENT...]", file=sys.stderr)
        return 2
    try:
        env = child_environment()
        # Not execvpe alone: that would search the PATH of this process, not the child's.
        os.environ["PATH"] = env["PATH"]
        os.execvpe(command[0], command, env)  # noqa: S606 - no shell is the point
    except ToolError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except FileNotFoundError:
        print(f"error: {command[0]} is neither in .venv, node_modules nor on PATH", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
