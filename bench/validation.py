"""Validation: payloads per second, ours against the `jsonschema` library."""

from __future__ import annotations

from typing import Any

from tools.command import say

from bench.effort import Effort
from bench.payloads import GROUPS
from bench.results import Ratio, Result
from bench.turns import in_turns

GOAL = 5.0
_SIDES = ("ours", "jsonschema", "jsonschema, yes or no", "jsonschema, by hand")
_SLOW = "jsonschema.validate"
_STEP = 50
"""The slow way judges only every so manieth payload."""


def measure(effort: Effort) -> Result:
    """Judge each group of types in all ways."""
    figures: dict[str, Any] = {}
    ratios = []
    for group in GROUPS:
        say(f"validation: the {group} types")
        repetitions = effort.repetitions(7)
        found = in_turns({side: ["validate", side, group] for side in _SIDES}, repetitions=repetitions)
        found |= in_turns({_SLOW: ["validate", _SLOW, group, str(_STEP)]}, repetitions=1)
        figures[group] = {
            "count": int(found["ours"]["count"]),
            "per_second": {side: 1 / each["seconds"] for side, each in found.items()},
            "as_kibana": {side: found[side]["as_kibana"] for side in _SIDES},
        }
        ratio = found["jsonschema"]["seconds"] / found["ours"]["seconds"]
        ratios.append(Ratio(f"validation_{group}_types", ratio, GOAL, at_least=True))
    return Result(tuple(ratios), figures)
