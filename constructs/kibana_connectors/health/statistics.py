"""What the runs of a period say of each connector."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from ..kibana.monitoring import Execution
from ..kibana.shown_text import one_line
from .period import Period

_URL = re.compile(r"\b([a-z][a-z0-9+.-]*://)(?:[^\s/@]*@)?([^\s/?#\"'<>]+)([/?#][^\s\"'<>]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Slice:
    """Runs of a part of the period.

    Attributes:
        runs: How many.
        failures: How many of them failed.
    """

    runs: int
    failures: int


@dataclass(frozen=True)
class ConnectorHealth:
    """How one connector did.

    Attributes:
        space: The space that it ran in.
        id: Its id.
        name: Its name when it last ran.
        runs: How many times it ran.
        failures: How many of them failed.
        others: How many of them ended with a warning, or in a way that is not known.
        timed_out: How many of them were ended for taking too long.
        median_ms: The median of how long it took, in milliseconds; None where no run says.
        p95_ms: How long 95 of 100 runs took at most, in milliseconds.
        longest_ms: How long the longest run took, in milliseconds.
        last_run: When it last ran, in ISO 8601.
        last_failure: When it last failed, in ISO 8601; None if it did not.
        last_error: What was wrong then, in one line, with what follows the host of a URL left out.
        slices: The runs over time, in parts of the same length, earliest first.
    """

    space: str
    id: str
    name: str
    runs: int
    failures: int
    others: int
    timed_out: int
    median_ms: float | None
    p95_ms: float | None
    longest_ms: float | None
    last_run: str
    last_failure: str | None
    last_error: str | None
    slices: tuple[Slice, ...]

    @property
    def failed_percent(self) -> float:
        """How many of 100 runs failed."""
        return 100 * self.failures / self.runs


def health_of(executions: Iterable[Execution], period: Period, parts: int) -> list[ConnectorHealth]:
    """Return how each connector did; those with most failures first.

    Args:
        executions: The runs.
        period: When.
        parts: Into how many slices to divide it.
    """
    groups: dict[tuple[str, str], list[Execution]] = {}
    for each in executions:
        key = (each.space_ids[0] if each.space_ids else "?", each.connector_id or "?")
        groups.setdefault(key, []).append(each)
    found = [_of_one(space, id, runs, period, parts) for (space, id), runs in groups.items()]
    return sorted(
        found, key=lambda each: (-each.failures, -each.runs, each.name.casefold(), each.space, each.id)
    )


def slices_of(executions: Iterable[Execution], period: Period, parts: int) -> tuple[Slice, ...]:
    """Return runs over time.

    Args:
        executions: The runs.
        period: When.
        parts: Into how many slices to divide it.
    """
    runs, failures = [0] * parts, [0] * parts
    for each in executions:
        if (when := _when(each)) is not None:
            number = min(max(int((when - period.start) / period.length * parts), 0), parts - 1)
            runs[number] += 1
            failures[number] += each.status == "failure"
    return tuple(map(Slice, runs, failures))


def _of_one(space: str, id: str, runs: list[Execution], period: Period, parts: int) -> ConnectorHealth:
    runs = sorted(runs, key=lambda each: each.timestamp, reverse=True)
    failed = [each for each in runs if each.status == "failure"]
    times = sorted(each.duration_ms for each in runs if each.duration_ms is not None)
    return ConnectorHealth(
        space=space,
        id=id,
        name=next((each.connector_name for each in runs if each.connector_name), id),
        runs=len(runs),
        failures=len(failed),
        others=sum(each.status not in ("success", "failure") for each in runs),
        timed_out=sum(bool(each.timed_out) for each in runs),
        median_ms=_at_most(times, 0.5),
        p95_ms=_at_most(times, 0.95),
        longest_ms=times[-1] if times else None,
        last_run=runs[0].timestamp,
        last_failure=failed[0].timestamp if failed else None,
        last_error=_shown_error(failed[0].message) if failed else None,
        slices=slices_of(runs, period, parts),
    )


def _at_most(times: Sequence[float], share: float) -> float | None:
    """Return what this share of the times, which are sorted, does not exceed."""
    return times[math.ceil(share * len(times)) - 1] if times else None


def _shown_error(message: str | None) -> str | None:
    # A target may quote its URL, and the URL of a webhook may be a secret.
    return one_line(_URL.sub(r"\1\2/…", message)) if message else None


def _when(execution: Execution) -> datetime | None:
    try:
        read = datetime.fromisoformat(execution.timestamp.replace("Z", "+00:00"))
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=timezone.utc)
