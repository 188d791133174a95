"""Remember what a folder was made from, so that it is made again only when that changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def digest(parts: Iterable[str | Path]) -> str:
    """One hash over texts and the contents of files."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """A file written last, inside the folder it vouches for: no stamp means half made."""

    path: Path

    def says(self, made_from: str) -> bool:
        """Whether the folder is whole and was made from this."""
        return self.path.is_file() and self.path.read_text() == made_from

    def clear(self) -> None:
        """Vouch for nothing while work is under way."""
        self.path.unlink(missing_ok=True)

    def write(self, made_from: str) -> None:
        """Vouch for the folder."""
        self.path.write_text(made_from)
