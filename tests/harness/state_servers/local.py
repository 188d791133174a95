"""A file: the `local` backend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.cdk import LocalBackend
from harness.state_servers.stored_state import StoredState


@contextmanager
def local(folder: Path) -> Iterator[StoredState]:
    """Keep a state, and its backup, in a folder."""
    folder.mkdir()
    yield StoredState(
        add_backend=lambda stack: LocalBackend(stack, path=str(folder / "held.tfstate")),
        environment={},
        stored=lambda: b"".join(path.read_bytes() for path in sorted(folder.glob("held.tfstate*"))),
        keeps_lock=False,  # the system's own, which goes with the process
    )
