"""What can go wrong while setting up, said in a way a person can act on."""

from __future__ import annotations

from pathlib import Path


class ToolError(Exception):
    """One line that says what to install or to change."""


class CommandFailed(ToolError):
    """A command ended badly or took too long; its log holds the details."""

    def __init__(self, doing: str, why: str, log: Path) -> None:
        super().__init__(f"{doing}: {why}; see {log}")
        self.log = log
