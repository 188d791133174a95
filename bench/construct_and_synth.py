"""Construct and synth, ours against the generated binding: the same connectors, in turns."""

from __future__ import annotations

from typing import Any

from tools.command import say

from bench import generated_binding
from bench.effort import Effort
from bench.results import Ratio, Result
from bench.turns import Figures, in_turns

GOAL = 0.5
GOAL_GROWTH = 1.2
"""What n log n would give from 500 to 5,000 is 1.37, what n squared would is 10: linear, and some noise."""
GOAL_MEMORY = 1.0
"""No more than a user would need otherwise: peaks of Python and Node together, among the most connectors."""
GOAL_SPACES = 1.5
"""120 blocks would give 120; one block with 120 names in it is a little more than one with one name."""
_SIDES = ("ours", "generated", "bare")
_IN_SPACES = 100
"""Connectors in the comparison of spaces: of one alone, what all stacks cost would hide the difference."""


def measure(effort: Effort) -> Result:
    """Measure all sizes, another series of types, and many spaces."""
    generated_binding.ready()
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


def _measure(
    effort: Effort, series: str, count: int, sides: tuple[str, ...], usual: int
) -> dict[str, Figures]:
    repetitions = effort.repetitions(usual)
    say(f"construct and synth: {count} connectors ({series}), {' and '.join(sides)}, {repetitions} times")
    programs = {side: ["synthesize", side, series, str(count)] for side in sides}
    return in_turns(programs, repetitions=repetitions)


def _ratio(both: dict[str, Figures], figure: str, side: str = "ours", other: str = "generated") -> float:
    return both[side][figure] / both[other][figure]


def _peak(sizes: dict[str, dict[str, Figures]], count: int) -> float:
    """Compare the peaks of Python and Node together."""
    ours, generated = (
        sum(sizes[str(count)][side][part] for part in ("python_megabytes", "node_megabytes"))
        for side in ("ours", "generated")
    )
    return ours / generated


def _growth(name: str, figure: str, sizes: dict[str, dict[str, Figures]], middle: int, large: int) -> Ratio:
    """Compare what a connector costs among many with what it costs among few: 1 is linear."""
    many, few = (sizes[str(count)]["ours"][figure] / count for count in (large, middle))
    return Ratio(f"construct_and_synth_{name}_growth", many / few, GOAL_GROWTH)
