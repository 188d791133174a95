"""What a stack is synthesized from, for reports on a whole run."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, TypeVar

_source: str | None = None

F = TypeVar("F", bound=Callable[..., Any])


def naming(method: F) -> F:
    """Let a method that synthesizes its first argument say so while it runs.

    Args:
        method: The method.
    """

    @functools.wraps(method)
    def named(self: Any, what: Any, /, *arguments: Any, **options: Any) -> Any:
        __tracebackhide__ = True
        global _source
        before, _source = _source, _source or _described(what)
        try:
            return method(self, what, *arguments, **options)
        finally:
            _source = before

    return named  # type: ignore[return-value]


def source_of(stack: str) -> str:
    """Return what is being synthesized, such as `logs.Logs`, and the stack's name if that says more.

    Args:
        stack: The stack's name.
    """
    if not _source:
        return stack
    return _source if stack == "stack" else f"{_source} ({stack})"


def _described(what: Any) -> str:
    if isinstance(what, (str, os.PathLike)):
        return os.fspath(what) if isinstance(what, str) else str(what)
    function = getattr(what, "func", what)  # of functools.partial
    named = function if hasattr(function, "__qualname__") else type(what)
    if named.__module__.partition(".")[0] in ("cdktf", "cdktn"):
        return ""
    return f"{named.__module__}.{named.__qualname__}".replace(".<locals>", "")
