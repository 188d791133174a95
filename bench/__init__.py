"""Benchmarks: us against what a user would otherwise have, side by side in one run, as ratios."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.effort import Effort
    from bench.results import Result

PARTS = (
    "set_up",
    "import_time",
    "construct_and_synth",
    "validation",
    "cdktf_synth",
    "plan_and_apply",
    "small_tests",
)
"""The modules below this one that measure something, in the order in which they run."""


def load(part: str) -> Callable[[Effort], Result]:
    """Give what measures a part; loaded only then, to keep this process small while others are measured."""
    measure: Callable[[Effort], Result] = importlib.import_module(f"bench.{part}").measure
    return measure
