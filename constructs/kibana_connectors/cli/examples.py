"""Examples of a command, which its `--help` ends with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


def examples(*lines: str) -> Callable[[FunctionT], FunctionT]:
    """Give a command examples.

    Args:
        lines: Each one command line, below 78 characters.
    """

    def given(function: FunctionT) -> FunctionT:
        function.examples = lines  # type: ignore[attr-defined]
        return function

    return given
