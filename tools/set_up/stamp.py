"""Record what a folder was made from, so that it is made again only after a change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def digest(parts: Iterable[str | Path]) -> str:
    """Return one hash of texts and of files' contents."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """A file in a folder, written when the folder is complete; without it the folder is not.

    Attributes:
        path: The file.
    """

    path: Path

    def says(self, made_from: str) -> bool:
        """Whether the folder is complete and was made from this."""
        return self.path.is_file() and self.path.read_text() == made_from

    def clear(self) -> None:
        """Mark the folder as incomplete, before work on it starts."""
        self.path.unlink(missing_ok=True)

    def write(self, made_from: str) -> None:
        """Mark the folder as complete, and as made from this."""
        self.path.write_text(made_from)
