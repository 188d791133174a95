"""The stand-in Kibana: what the list of an empty space costs beside many connectors of another."""

from __future__ import annotations

from collections.abc import Iterator

from bench.effort import Effort
from bench.markdown import table
from bench.results import Ratio, Result
from bench.section import Figures, Section
from bench.turns import in_turns

GOAL = 1.2
_ALONE = "nothing in any space"
_BESIDE = "beside the connectors of another space"
_FULL = "the space that holds them"
_MILLI = 1000

_WAYS = """\
A list of connectors, asked for over HTTP on the loopback interface, many times in a row on one connection, of
a stand-in Kibana in the same process. The goal compares an empty space alone with an empty space beside
another space that is full."""

_REASONS = {
    "sandbox_empty_list": """\
connectors are kept by space, and a list looks at its own space only; what is left is the noise of requests
over HTTP."""
}


def measure(effort: Effort) -> Result:
    """List the connectors of an empty space, alone and beside a full one, and of the full one."""
    count, requests = effort.size(2000, 20), effort.size(300, 5)
    programs = {
        _ALONE: ["list_connectors", "0", "empty", str(requests)],
        _BESIDE: ["list_connectors", str(count), "empty", str(requests)],
        _FULL: ["list_connectors", str(count), "full", str(max(1, requests // 20))],
    }
    found = in_turns(programs, repetitions=effort.repetitions(7))
    figures = {"count": count, "seconds": {side: each["seconds"] for side, each in found.items()}}
    ratio = found[_BESIDE]["seconds"] / found[_ALONE]["seconds"]
    return Result((Ratio("sandbox_empty_list", ratio, GOAL),), figures)


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield _WAYS
    yield f"With {figures['count']:,} connectors:"
    rows = [(side, seconds * _MILLI) for side, seconds in figures["seconds"].items()]
    yield table(("a list of", "milliseconds"), rows)


SECTION = Section("The stand-in's lists", _REASONS, _paragraphs)
