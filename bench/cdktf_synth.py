"""`cdktf synth` as a whole process: where its time goes, and what can still be taken away."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.command import say
from tools.layout import ROOT

from bench.effort import Effort
from bench.observed import Cost, observe
from bench.results import Ratio, Result

COUNT = 500
GOAL = 6.0
"""Of `cdktf synth` to the app alone. The rest is the CLI's own, which no library can change; so this only
shows when it becomes worse."""
_APP = "-m bench.programs.app"


def measure(effort: Effort) -> Result:
    """Run the app alone and through `cdktf synth`, in turns, and again with what makes the CLI faster."""
    repetitions = effort.repetitions(5)
    count = effort.size(COUNT, 4)
    say(f"cdktf synth: {count} connectors, alone and through the CLI, {repetitions} times each")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "cdktf.json").write_text(json.dumps(_project()))
        timeline = folder / "timeline.json"
        base = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BENCH_COUNT": str(count),
            "BENCH_TIMELINE": str(timeline),
        }
        faster = {
            **base,
            "NODE_COMPILE_CACHE": str(folder / "compiled"),
            "DISABLE_VERSION_CHECK": "1",
        }
        sides: dict[str, Callable[[], Cost]] = {
            "app": lambda: observe("app", [sys.executable, *_APP.split()], cwd=folder, env=base),
            "cdktf synth": lambda: observe("cdktf synth", ["cdktf", "synth"], cwd=folder, env=base),
            "cdktf synth, faster": lambda: observe("cdktf synth", ["cdktf", "synth"], cwd=folder, env=faster),
            "cdktf --version": lambda: observe("cdktf version", ["cdktf", "--version"], cwd=folder, env=base),
        }
        sides["cdktf synth, faster"]()  # fills the cache
        best: dict[str, Cost] = {}
        phases: dict[str, float] = {}
        for _ in range(repetitions):
            for side, run in sides.items():
                cost = run()
                if side not in best or cost.seconds < best[side].seconds:
                    best[side] = cost
                    if side == "app":
                        phases = json.loads(timeline.read_text())
    phases["Python starts; Node and Python end"] = best["app"].seconds - sum(phases.values())
    figures: dict[str, Any] = {
        "count": count,
        "seconds": {side: cost.seconds for side, cost in best.items()},
        "cpu_seconds": {side: cost.cpu_seconds for side, cost in best.items()},
        "megabytes": {side: cost.megabytes for side, cost in best.items()},
        "phases": phases,
    }
    whole, alone = best["cdktf synth"].seconds, best["app"].seconds
    ratios = (Ratio("cdktf_synth_to_app_alone", whole / alone, GOAL),)
    return Result(ratios, figures)


def _project() -> dict[str, Any]:
    return {
        "language": "python",
        "app": f"{sys.executable} {_APP}",
        "projectId": "bench",
        "sendCrashReports": "false",
        "terraformProviders": [],
        "terraformModules": [],
        "context": {},
    }
