"""A progress bar on standard error, for work that takes a while and for people who watch it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_AFTER_SECONDS = 0.5


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show how far work is; the bar appears after half a second, and only on a terminal.

    Yields a function that takes how much is done, and of how much, where that is known.

    Args:
        what: The work, such as `Reading spaces`.
    """
    bar = _Bar(what) if sys.stderr is not None and sys.stderr.isatty() else None
    try:
        yield bar.advance if bar is not None else lambda done, total: None
    finally:
        if bar is not None:
            bar.stop()


class _Bar:
    def __init__(self, what: str) -> None:
        self._what = what
        self._since = time.monotonic()
        self._shown: Any = None

    def advance(self, done: int, total: int | None) -> None:
        if self._shown is None:
            if time.monotonic() - self._since < _AFTER_SECONDS:
                return
            self._shown = _rich_bar(self._what)
        if self._shown is not False:
            self._shown.update(self._shown.task_ids[0], completed=done, total=total)

    def stop(self) -> None:
        if self._shown:
            self._shown.stop()


def _rich_bar(what: str) -> Any:
    """Return a bar that has begun; False where rich is not installed."""
    try:
        from rich.console import Console
        from rich.progress import Progress
    except ModuleNotFoundError:
        return False
    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(what, total=None)
    bar.start()
    return bar
