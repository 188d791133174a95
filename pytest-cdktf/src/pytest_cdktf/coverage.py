"""Which blocks of the stacks that tests synthesize no expectation ever matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar, Protocol, runtime_checkable

Matched = dict[str, dict[str, bool]]
"""For what was synthesized: for each of its blocks, whether an expectation matched it."""

_LEFT_OUT = frozenset(("provider", "backend"))
"""Kinds that say how a stack is deployed, and not what it makes."""


@runtime_checkable
class Covered(Protocol):
    """What coverage needs to know of a block. Blocks import this module, so that it cannot import them."""

    kind: ClassVar[str]
    worded: ClassVar[str]
    coverage_key: tuple[str, str] | None

    @property
    def label(self) -> str:
        """The construct path and the address."""
        ...


class Coverage:
    """Collects the blocks of a run.

    Attributes:
        matched: What is known until now. Blocks of one class with the same path are the same, in all tests.
    """

    def __init__(self) -> None:
        self.matched: Matched = {}

    def add(self, blocks: Iterable[Covered], source: str) -> None:
        """Add the blocks of a stack.

        Args:
            blocks: The blocks.
            source: What the stack was synthesized from.
        """
        known = self.matched.setdefault(source, {})
        for block in blocks:
            if block.kind not in _LEFT_OUT:
                label = block.label if block.worded else f"{block.kind} {block.label}"
                known.setdefault(label, False)
                block.coverage_key = (source, label)

    def touch(self, blocks: Iterable[Covered]) -> None:
        """Note that an expectation matched blocks.

        Args:
            blocks: The blocks.
        """
        for block in blocks:
            if block.coverage_key is not None:
                source, label = block.coverage_key
                self.matched.setdefault(source, {})[label] = True

    def merge(self, matched: Mapping[str, Mapping[str, bool]]) -> None:
        """Add what another process collected.

        Args:
            matched: Its `matched`.
        """
        for source, blocks in matched.items():
            mine = self.matched.setdefault(source, {})
            for label, is_matched in blocks.items():
                mine[label] = mine.get(label, False) or is_matched

    @property
    def count(self) -> int:
        """How many blocks an expectation matched."""
        return sum(is_matched for blocks in self.matched.values() for is_matched in blocks.values())

    @property
    def total(self) -> int:
        """How many blocks there are."""
        return sum(map(len, self.matched.values()))

    @property
    def percent(self) -> float:
        """How many of a hundred blocks an expectation matched; 0 if there are none."""
        return 100 * self.count / self.total if self.total else 0.0

    def report(self) -> Iterator[str]:
        """Yield the lines for the terminal."""
        for source, blocks in sorted(self.matched.items()):
            missing = sorted(label for label, is_matched in blocks.items() if not is_matched)
            right = len(blocks) - len(missing)
            word = "block" if len(blocks) == 1 else "blocks"
            yield f"{source}: {right} of {len(blocks)} {word} matched{', not these:' if missing else ''}"
            yield from (f"  {label}" for label in missing)
        if self.total:
            # Not rounded up: 100 % means all.
            yield f"in all: {self.count} of {self.total} matched ({int(self.percent * 10) / 10:g} %)"
        else:
            yield "no test synthesized a block"


current: Coverage | None = None
"""That of this run, if it is measured."""


@contextmanager
def not_measured() -> Iterator[None]:
    """Measure nothing in this block, unless it starts a measurement of its own."""
    global current
    before, current = current, None
    try:
        yield
    finally:
        current = before


def start() -> Coverage:
    """Measure from now on."""
    global current
    current = Coverage()
    return current


def add(blocks: Iterable[Covered], source: str) -> None:
    """Add the blocks of a stack.

    Args:
        blocks: The blocks.
        source: What the stack was synthesized from.
    """
    if current is not None:
        current.add(blocks, source)


def touch_value(value: object) -> None:
    """Note that an expectation matched a value, which may be a block.

    Args:
        value: The value.
    """
    if current is not None and isinstance(value, Covered):
        current.touch([value])


def touch(blocks: Iterable[Covered]) -> None:
    """Note that an expectation matched blocks, if coverage is measured.

    Args:
        blocks: The blocks.
    """
    if current is not None:
        current.touch(blocks)
