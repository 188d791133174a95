"""Fresh processes in turns: A B A B …, so that what disturbs the machine disturbs both sides alike."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tools.errors import ToolError
from tools.layout import ROOT

Figures = dict[str, float]


def in_turns(programs: Mapping[str, Sequence[str]], *, repetitions: int) -> dict[str, Figures]:
    """Run each side's program so many times, and give the least of each figure by side.

    Args:
        programs: By side, a module below `bench.programs` and its arguments. It prints its figures as JSON.
        repetitions: How often each side runs.

    Raises:
        ToolError: A program failed.
    """
    runs: dict[str, list[Figures]] = {side: [] for side in programs}
    for _ in range(repetitions):
        for side, program in programs.items():
            runs[side].append(_run(program))
    return {side: {name: min(run[name] for run in each) for name in each[0]} for side, each in runs.items()}


def _run(program: Sequence[str]) -> Figures:
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
    figures: Figures = json.loads(done.stdout)
    return figures
