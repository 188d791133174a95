"""What is said of a secret's source."""

from __future__ import annotations

from typing import NamedTuple

from .values import Source

WHOLE_TEXT = "Put the whole text into one variable, and name that"
UNREADABLE = "Write it as a reference to one variable or attribute, such as ${var.name}"


class SourceProblem(NamedTuple):
    """Why something is no source of a secret: what was found instead, and what to do."""

    found: str
    remedy: str

    @property
    def message(self) -> str:
        """What was expected."""
        return f"expected a reference to where the secret comes from, found {self.found}"


class Judgement(NamedTuple):
    """What a secret's expression is.

    Attributes:
        problems: What is wrong with it.
        sources: What its value is made of.
        kept: What goes into attributes of the file's own blocks, of which its value is made.
    """

    problems: tuple[SourceProblem, ...]
    sources: tuple[Source, ...]
    kept: tuple[Source, ...]


UNREAD = Judgement((SourceProblem("an expression that cannot be read", UNREADABLE),), (), ())
"""The judgement of what cannot be read."""
