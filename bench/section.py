"""A part's section of docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Figures = Mapping[str, Any]


class Section(NamedTuple):
    """The prose and the tables of one part.

    Attributes:
        title: The heading.
        reasons: Why a goal may be missed: by the beginning of the ratio's name, of which the longest counts.
        paragraphs: Yields the paragraphs and tables, from the part's figures.
    """

    title: str
    reasons: Mapping[str, str]
    paragraphs: Callable[[Figures], Iterator[str]]
