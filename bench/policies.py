"""Policies: connectors with a rule each, with all policies against none, in turns."""

from __future__ import annotations

from collections.abc import Iterator

from tools.command import say

from bench.effort import Effort
from bench.markdown import Cell, table
from bench.results import Ratio, Result
from bench.section import Figures, Section
from bench.turns import in_turns

GOAL = 1.15
"""All policies add at most 15 % to construct + synth."""
_COUNT = 500

_SAME_STACK = """\
The same stack, with all policies and without: PagerDuty connectors, and for each an alerting rule with the
pattern `escalation`. The clock starts when everything is imported."""


def measure(effort: Effort) -> Result:
    """Measure the same connectors and rules with policies and without."""
    count = effort.size(_COUNT, 20)
    repetitions = effort.repetitions(9)
    say(f"policies: {count} connectors and {count} rules, with policies and without, {repetitions} times")
    sides = {side: ["rules_and_policies", side, str(count)] for side in ("with", "without")}
    both = in_turns(sides, repetitions=repetitions)
    ratios = tuple(
        Ratio(f"policies_{name}", both["with"][figure] / both["without"][figure], GOAL)
        for name, figure in (("time", "seconds"), ("cpu", "cpu_seconds"))
    )
    return Result(ratios, {"count": count, "sides": both})


def _paragraphs(figures: Figures) -> Iterator[str]:
    keys = {
        "seconds": "seconds",
        "construct_seconds": "of them construct",
        "cpu_seconds": "CPU seconds",
        "added_megabytes": "MB added",
    }
    rows: list[tuple[Cell, ...]] = [
        (f"{side} policies", *(each[key] for key in keys)) for side, each in figures["sides"].items()
    ]
    yield _SAME_STACK
    yield table((f"{figures['count']} connectors, {figures['count']} rules", *keys.values()), rows)


SECTION = Section("Policies", {}, _paragraphs)
