"""Construct and synth: the same connectors, ours against the generated binding, in turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tools.command import say

from bench import generated_binding, plot
from bench.effort import Effort
from bench.markdown import Cell, table
from bench.results import Ratio, Result
from bench.section import Figures, Section
from bench.turns import Lowest, in_turns

GOAL = 0.5
GOAL_GROWTH = 1.2
"""Linear, with some noise. From 500 to 5,000, n log n would be 1.37, and n squared 10."""
GOAL_MEMORY = 1.0
"""No more than with the generated binding: the peaks of Python and Node, in the largest stack."""
GOAL_SPACES = 1.5
"""120 blocks would be 120. One block with 120 names is a little more than one block with one name."""
_SIDES = ("ours", "generated", "bare")
_NAMES = {
    "ours": "ours",
    "generated": "generated binding",
    "generated-ephemeral": "generated binding, ephemeral",
    "ours-120-spaces": "ours, 120 spaces each",
    "bare": "empty constructs",
}
_IN_SPACES = 100
"""Connectors in the comparison of spaces. With only one, the cost of the stack would hide the difference."""


_SAME_CONNECTORS = """\
The same connectors in one stack: PagerDuty, each with its secret in its own sensitive variable. The other
side is the binding that `cdktf get` generates, with a `TerraformVariable` and two `Fn.jsonencode` for each
connector. Ours writes more: ids, checks, and Kibana's rules for the secrets. *Empty constructs* hold
nothing: they show the engine's own time for one construct per connector. The clock starts when everything is
imported."""

_MIX = "A mix of types; some have two secrets, and one has none:"

_EPHEMERAL = """\
Our variables are ephemeral, which keeps the secrets out of plan files. This is the comparison with ephemeral
variables of the generated binding, which no goal uses:"""

_SPACES = "Connectors in one space each, and in 120 spaces each:"

_RATIOS = """\
The goals use wall-clock time; *CPU seconds* are those of Python and Node together. Growth is the cost per
connector in the largest stack, divided by the cost per connector in the middle one: 1 is linear. The growth
of memory uses *MB added*: the peaks of both processes, minus what they used when the clock started."""

_REASONS = {
    "construct_and_synth": """\
the engine's own time. It makes a construct for each connector, which is the row *empty constructs* below, and
asks every element of a stack for its JSON twice.""",
    "construct_and_synth_120": "the block lists each space.",
    "construct_and_synth_memory": """\
ours writes more for each connector: its id, its checks, and Kibana's rules for its secrets.""",
}


def measure(effort: Effort) -> Result:
    """Measure all sizes, another series of types, and many spaces."""
    generated_binding.ensure_generated()
    small, middle, large = effort.counts
    sizes = {
        str(count): _measure(effort, "pagerduty", count, _SIDES, usual)
        for count, usual in ((small, 9), (middle, 7), (large, 3))
    }
    mix = _measure(effort, "mix", middle, _SIDES[:2], 5)
    ephemeral = _measure(effort, "pagerduty", middle, ("ours", "generated-ephemeral"), 5)
    in_spaces = _measure(effort, "pagerduty", min(_IN_SPACES, small), ("ours", "ours-120-spaces"), 7)
    ratios = [
        *(
            Ratio(f"construct_and_synth_{count}", _ratio(both, "seconds"), GOAL)
            for count, both in sizes.items()
        ),
        Ratio(f"construct_and_synth_mix_{middle}", _ratio(mix, "seconds"), GOAL),
        _growth("time", "seconds", sizes, middle, large),
        Ratio(f"construct_and_synth_memory_{large}", _peak(sizes, large), GOAL_MEMORY),
        _growth("memory", "added_megabytes", sizes, middle, large),
        Ratio(
            "construct_and_synth_120_spaces",
            _ratio(in_spaces, "seconds", "ours-120-spaces", "ours"),
            GOAL_SPACES,
        ),
    ]
    figures: dict[str, Any] = {
        "sizes": sizes,
        "mix": {str(middle): mix},
        "ephemeral": {str(middle): ephemeral},
        "spaces": {str(min(_IN_SPACES, small)): in_spaces},
    }
    return Result(tuple(ratios), figures)


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield _SAME_CONNECTORS
    yield f"![Time and memory over the number of connectors]({plot.FILE.name})"
    yield _by_count(figures["sizes"])
    yield _MIX
    yield _by_count(figures["mix"])
    yield _EPHEMERAL
    yield _by_count(figures["ephemeral"])
    yield _SPACES
    yield _by_count(figures["spaces"])
    yield _RATIOS


def _by_count(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    keys = {
        "seconds": "seconds",
        "construct_seconds": "of them construct",
        "cpu_seconds": "CPU seconds",
        "python_megabytes": "Python MB",
        "node_megabytes": "Node MB",
        "added_megabytes": "MB added",
    }
    rows: list[tuple[Cell, ...]] = [
        (f"{int(count):,}", _NAMES[side], *(each[key] for key in keys))
        for count, sides in figures.items()
        for side, each in sides.items()
    ]
    return table(("connectors", "", *keys.values()), rows)


SECTION = Section("Construct + synth", _REASONS, _paragraphs)


def _measure(
    effort: Effort, series: str, count: int, sides: tuple[str, ...], usual: int
) -> dict[str, Lowest]:
    repetitions = effort.repetitions(usual)
    say(f"construct and synth: {count} connectors ({series}), {' and '.join(sides)}, {repetitions} times")
    programs = {side: ["synthesize", side, series, str(count)] for side in sides}
    return in_turns(programs, repetitions=repetitions)


def _ratio(both: dict[str, Lowest], figure: str, side: str = "ours", other: str = "generated") -> float:
    return both[side][figure] / both[other][figure]


def _peak(sizes: dict[str, dict[str, Lowest]], count: int) -> float:
    """Return the ratio of the peaks of Python and Node together."""
    ours, generated = (
        sum(sizes[str(count)][side][part] for part in ("python_megabytes", "node_megabytes"))
        for side in ("ours", "generated")
    )
    return ours / generated


def _growth(name: str, figure: str, sizes: dict[str, dict[str, Lowest]], middle: int, large: int) -> Ratio:
    """Return the cost per connector in a large stack, divided by that in a smaller one: 1 is linear."""
    many, few = (sizes[str(count)]["ours"][figure] / count for count in (large, middle))
    return Ratio(f"construct_and_synth_{name}_growth", many / few, GOAL_GROWTH)
