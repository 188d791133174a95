"""Details for the report of a failing test, where pytest shortens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

Section = tuple[str, str]
"""A title and a text."""

_KEPT = 20
_sections: list[Section] | None = None
"""Those of the running test. A context variable would not reach the threads that a test starts."""


@contextmanager
def collecting(sections: list[Section] | None) -> Iterator[None]:
    """Add what is attached in this block to a list.

    Args:
        sections: The list of the running test; None drops what is attached.
    """
    global _sections
    before, _sections = _sections, sections
    try:
        yield
    finally:
        _sections = before


def attach(title: str, lines: list[str]) -> None:
    """Show these lines in the report if the running test fails.

    Args:
        title: What they are.
        lines: The lines.
    """
    section = (title, "\n".join(lines))
    if _sections is not None and lines and section not in _sections:
        _sections.append(section)
        del _sections[:-_KEPT]
