"""Records which expectations a test made, and whether anything looked at what they were compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import coverage
from .coverage import Covered
from .statements import (
    calling_frame,
    collection_of,
    drops_expectation,
    drops_result,
    escapes,
    position,
    skippable,
)

if TYPE_CHECKING:
    from .matching import Matcher

_DEPTH = 3
"""How deep in lists, mappings and objects that a statement names expectations are looked for."""


@dataclass(eq=False)
class Expectation:
    """An expectation that a test made.

    Attributes:
        where: Its file and line.
        text: The matcher.
        is_dropped: Whether the code that makes it cannot compare it.
        collection: What identifies the collection of which the code uses only some items.
        is_excused: Whether it stood beside one that decided before its turn came, as in `any(…)` or `if`.
    """

    where: str
    text: str
    is_dropped: bool = False
    collection: object | None = None
    is_excused: bool = False


@dataclass(eq=False)
class Use:
    """A comparison of an expectation.

    Attributes:
        where: Its file and line.
        text: The matcher.
        matcher: The same; None for a plain value.
        blocks: The blocks that match.
        is_dropped: Whether the code that compares lets nothing look at the result.
        is_looked_at: Whether the result decided anything.
    """

    where: str
    text: str
    matcher: Matcher | None
    blocks: Sequence[Covered] = ()
    is_dropped: bool = False
    is_looked_at: bool = False

    def look(self) -> None:
        """Note that the test is just looking at the result, unless it drops what it sees."""
        frame = calling_frame()
        if self.matcher is not None and not self.is_looked_at and not drops_result(frame):
            self.is_looked_at = True
            _decide(self.matcher, self.blocks, frame, partly=False)


@dataclass
class Ledger:
    """The expectations of one test, and their comparisons.

    Attributes:
        waiting: The expectations that were compared with nothing until now.
        uses: The comparisons whose results may be dropped.
    """

    waiting: dict[Expectation, None] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)

    def clear(self) -> None:
        """Forget everything, before a test is run again."""
        self.waiting.clear()
        self.uses.clear()

    def never_compared(self, *, cut_short: bool) -> list[Expectation]:
        """Return the expectations that were compared with nothing.

        Args:
            cut_short: Whether the test ended early. Then only those count that no further line could compare.
        """
        return [each for each in self.waiting if not each.is_excused and (each.is_dropped or not cut_short)]

    def never_looked_at(self) -> list[Use]:
        """Return the comparisons whose results decided nothing."""
        return [each for each in self.uses if not each.is_looked_at]


_ledger: Ledger | None = None
"""That of the running test. A context variable would not reach the threads that a test starts."""


@contextmanager
def recording(ledger: Ledger | None) -> Iterator[None]:
    """Record the expectations that are made in this block in a ledger.

    Args:
        ledger: The ledger of the running test; None records nothing, for what belongs to no single test.
    """
    global _ledger
    before, _ledger = _ledger, ledger
    try:
        yield
    finally:
        _ledger = before


def record(text: str) -> Expectation | None:
    """Record an expectation, if a test is running.

    Args:
        text: The matcher.
    """
    if _ledger is None:
        return None
    frame = calling_frame()
    expectation = Expectation(position(frame), text, drops_expectation(frame), collection_of(frame))
    _ledger.waiting[expectation] = None
    return expectation


def compared(matcher: Matcher, blocks: Sequence[Covered] = (), *, partly: bool = False) -> None:
    """Record that the test is just comparing an expectation, and whether it looks at the result.

    Args:
        matcher: The expectation.
        blocks: The blocks that match.
        partly: Whether the comparison may be one of several that stop at the first difference.
    """
    frame = calling_frame()
    if drops_result(frame):
        _add_use(Use(position(frame), repr(matcher), matcher, blocks, is_dropped=True))
    else:
        _decide(matcher, blocks, frame, partly=partly)


def compared_in_list(values: object) -> None:
    """Record that the test is just comparing a list of this package with another one.

    Lists of different lengths are different before an item is compared.

    Args:
        values: The other list.
    """
    if isinstance(values, (list, tuple)):
        for matcher in values:
            if hasattr(matcher, "mark_compared"):
                matcher.mark_compared()


def asked(matcher: Matcher, blocks: Sequence[Covered], *, as_number: bool = False) -> Use:
    """Record that the test asks what matches an expectation; return what notes that it looks at the answer.

    Args:
        matcher: The expectation.
        blocks: The blocks that match.
        as_number: Whether the answer is a number, which C code reads without asking.
    """
    frame = calling_frame()
    use = Use(position(frame), repr(matcher), matcher, blocks, is_dropped=drops_result(frame))
    _add_use(use)
    if as_number and escapes(frame) and not use.is_dropped:
        use.look()
    return use


def decided(matcher: Matcher, blocks: Sequence[Covered] = ()) -> None:
    """Record that an expectation was checked by something that fails by itself.

    Args:
        matcher: The expectation.
        blocks: The blocks that match.
    """
    _decide(matcher, blocks, calling_frame(), partly=False)


def read_through(capture: Matcher) -> None:
    """Record that a test reads what a comparison captured, which also is a look at its result.

    Args:
        capture: The matcher that captured it.
    """
    for use in [] if _ledger is None else _ledger.uses:
        if use.matcher is not None and any(part is capture for part in _parts(use.matcher)):
            use.look()


def compared_with_value(block: Covered) -> None:
    """Record that the test is just comparing a block with a plain value, and whether it looks at the result.

    Args:
        block: The block.
    """
    frame = calling_frame()
    if _ledger is not None and drops_result(frame):
        _ledger.uses.append(Use(position(frame), f"{block!r} == …", None, [block], is_dropped=True))
    else:
        coverage.touch([block])


def _add_use(use: Use) -> None:
    uses = [] if _ledger is None or not use.is_dropped else _ledger.uses
    if any(each.matcher is use.matcher and each.where == use.where for each in uses):
        return  # in a loop, or item by item
    if use.matcher is not None:
        _no_longer_waiting(use.matcher)  # what is wrong is told of the comparison
    if _ledger is not None:
        _ledger.uses.append(use)


def _no_longer_waiting(matcher: Matcher) -> list[Expectation]:
    expectations = [*_expectations_in(matcher)]
    for each in expectations:
        if _ledger is not None:
            _ledger.waiting.pop(each, None)
    return expectations


def _decide(matcher: Matcher, blocks: Sequence[Covered], frame: Any, *, partly: bool) -> None:
    if coverage.current is not None:
        coverage.touch(_expected_of(blocks, matcher))
    mine = _no_longer_waiting(matcher)
    if _ledger is None or not _ledger.waiting:
        return
    collections = {each.collection for each in mine} - {None}
    for each in [*_ledger.waiting]:  # a thread of the test may add to it
        each.is_excused = each.is_excused or each.collection in collections
    for value in skippable(frame, partly=partly):
        for each in _expectations_of(value, _DEPTH):
            each.is_excused = True


def _expected_of(blocks: Sequence[Covered], matcher: Matcher) -> list[Covered]:
    """Return the blocks that a matcher expects, without those that it only does not exclude."""
    parts = [*matcher.expected_parts()]
    return [block for block in blocks if any(part.is_candidate(block) for part in parts)]


def _expectations_of(value: Any, depth: int) -> Iterator[Expectation]:
    """Yield the expectations in a value; nothing of the test's code is run for that."""
    from .matching import Matcher

    if isinstance(value, Matcher):
        yield from _expectations_in(value)
    elif depth:
        for each in _items(value):
            yield from _expectations_of(each, depth - 1)


def _expectations_in(matcher: Matcher) -> Iterator[Expectation]:
    for part in _parts(matcher):
        expectation: Expectation | None = getattr(part, "expectation", None)
        if expectation is not None:
            yield expectation


def _parts(matcher: Matcher) -> Iterator[Matcher]:
    yield matcher
    for part in matcher.nested():
        yield from _parts(part)


def _items(value: Any) -> Sequence[Any]:
    if type(value) in _ITERATORS:  # this copies the iterator
        value = value.__reduce__()[1]
    if isinstance(value, dict):
        return [*dict.keys(value), *dict.values(value)]
    if isinstance(value, list):
        return [*list.__iter__(value)]
    if isinstance(value, (tuple, set, frozenset)):
        return [*value]
    attributes = getattr(type(value), "__module__", "").partition(".")[0] not in _NO_CASES and getattr(
        value, "__dict__", None
    )
    return [*attributes.values()] if isinstance(attributes, dict) else []


_ITERATORS: tuple[type, ...] = (type(iter([])), type(iter(())))
_NO_CASES = frozenset(("builtins", __name__.partition(".")[0], "_pytest", "pytest"))
