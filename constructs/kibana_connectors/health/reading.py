"""All runs of a period, although Kibana's log shows no more than 1,000 at once."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from ..kibana.call import Call
from ..kibana.monitoring import MOST, Execution, ExecutionCounts, execution_counts, execution_log
from .period import Period, iso

MOST_COUNTED = 10_000
"""Kibana's counts stop here."""


@dataclass(frozen=True)
class RunsOfPeriod:
    """The runs of a period.

    Attributes:
        executions: The runs that were read, latest first.
        counts: How many there were, as Kibana counts: 10,000 at most.
        is_cut: Whether there are older runs that were not read.
    """

    executions: tuple[Execution, ...]
    counts: ExecutionCounts
    is_cut: bool

    @property
    def are_counts_cut(self) -> bool:
        """Whether there may have been more runs than Kibana counts."""
        return self.counts.total >= MOST_COUNTED


def read_runs(
    period: Period, spaces: Sequence[str], at_most: int = MOST_COUNTED
) -> Generator[Call[Any], Any, RunsOfPeriod]:
    """Read the runs of all connectors of some spaces.

    A period with more runs than Kibana shows is read in halves, the later one first.

    Args:
        period: When.
        spaces: Where: at least one space.
        at_most: How many runs to read.
    """
    whole = yield from _counts(period, spaces)
    found: dict[str, Execution] = {}
    is_cut = False
    left = [(period, whole)]
    while left:
        if len(found) >= at_most:
            is_cut = True
            break
        part, counts = left.pop()
        halves = part.halves() if counts.total >= MOST else None
        if halves is not None:
            for half in reversed(halves):
                counted = yield from _counts(half, spaces)
                if counted.total:
                    left.append((half, counted))
            continue
        wanted = min(MOST, at_most - len(found))
        log = yield from execution_log(
            start=iso(part.start), end=iso(part.end), spaces=spaces, at_most=wanted, space=spaces[0]
        )
        found.update((each.id, each) for each in log.executions)
        is_cut = is_cut or log.may_be_cut or log.total > len(log.executions)
    return RunsOfPeriod(tuple(found.values()), whole, is_cut)


def _counts(period: Period, spaces: Sequence[str]) -> Call[ExecutionCounts]:
    return execution_counts(start=iso(period.start), end=iso(period.end), spaces=spaces, space=spaces[0])
