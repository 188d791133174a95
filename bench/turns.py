"""Runs processes in turns, A B A B …, so that other load on the machine affects both sides equally."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tools.errors import ToolError
from tools.layout import ROOT

Lowest = dict[str, float]
"""The lowest value of each figure in several runs."""


def in_turns(programs: Mapping[str, Sequence[str]], *, repetitions: int) -> dict[str, Lowest]:
    """Run each side's program several times, and return the lowest value of each figure by side.

    Args:
        programs: By side, a module of `bench.programs` and its arguments. It prints its figures as JSON.
        repetitions: How often each side runs.

    Raises:
        ToolError: A program failed.
    """
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in programs}
    for _ in range(repetitions):
        for side, program in programs.items():
            runs[side].append(_run(program))
    return {side: {name: min(run[name] for run in each) for name in each[0]} for side, each in runs.items()}


def _run(program: Sequence[str]) -> dict[str, float]:
    module, *arguments = program
    done = subprocess.run(
        [sys.executable, "-m", f"bench.programs.{module}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolError(f"{' '.join(program)} failed:\n{done.stdout}{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
