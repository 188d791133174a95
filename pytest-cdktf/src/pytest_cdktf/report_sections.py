"""Details for the report of a failing test, where pytest shortens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Section = tuple[str, str]
"""A title and a text."""

_sections: ContextVar[list[Section] | None] = ContextVar("pytest_cdktf_sections", default=None)


@contextmanager
def collecting(sections: list[Section] | None) -> Iterator[None]:
    """Add what is attached in this block to a list.

    Args:
        sections: The list of the running test; None drops what is attached.
    """
    token = _sections.set(sections)
    try:
        yield
    finally:
        _sections.reset(token)


def attach(title: str, lines: list[str]) -> None:
    """Show these lines in the report if the running test fails.

    Args:
        title: What they are.
        lines: The lines.
    """
    sections = _sections.get()
    section = (title, "\n".join(lines))
    if sections is not None and lines and section not in sections:
        sections.append(section)
