"""The tools' errors, and how a person sees them."""

from __future__ import annotations

import sys
from pathlib import Path

_LOG_LINES = 25


class ToolError(Exception):
    """An error whose message says in one line what to install or to change."""


class CommandFailed(ToolError):
    """A command ended with an error, or took too long.

    Attributes:
        log: The file that holds its output.
        status: Its exit status; None if it was stopped.
    """

    def __init__(self, doing: str, why: str, log: Path, status: int | None = None) -> None:
        super().__init__(f"{doing}: {why}; see {log}")
        self.log = log
        self.status = status


def report(error: ToolError | str) -> None:
    """Print an error on stderr; for a failed command, the last lines of its log come before."""
    if isinstance(error, CommandFailed):
        lines = error.log.read_text(errors="replace").splitlines()[-_LOG_LINES:]
        print(*lines, sep="\n", file=sys.stderr)
    print(f"error: {error}", file=sys.stderr, flush=True)
