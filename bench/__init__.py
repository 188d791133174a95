"""Benchmarks: this library against what a user would otherwise use, as ratios of one run."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.effort import Effort
    from bench.results import Result
    from bench.section import Section

PARTS = (
    "set_up",
    "import_time",
    "construct_and_synth",
    "validation",
    "live_list",
    "cdktf_synth",
    "plan_and_apply",
    "small_tests",
    "sandbox_listing",
    "policies",
)
"""The modules of this package that measure something, in the order in which they run.

Each has a function `measure` and a `SECTION` for docs/performance.md.
"""


def load(part: str) -> Callable[[Effort], Result]:
    """Return the function that measures a part.

    Its module is imported only here, which keeps this process small while other parts are measured.
    """
    measure: Callable[[Effort], Result] = importlib.import_module(f"bench.{part}").measure
    return measure


def section_of(part: str) -> Section:
    """Return a part's section of docs/performance.md."""
    found: Section = importlib.import_module(f"bench.{part}").SECTION
    return found
