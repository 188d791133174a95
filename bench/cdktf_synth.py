"""`cdktf synth` as a whole process: where it spends its time, and what can be saved."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.command import say
from tools.layout import ROOT

from bench.effort import Effort
from bench.markdown import table
from bench.observed import Cost, observe
from bench.results import Ratio, Result
from bench.section import Figures, Section

COUNT = 500
GOAL = 6.0
"""`cdktf synth` to the app alone. The difference is the CLI's own time, which no library can change. So this
goal only shows if the CLI becomes slower."""
_APP = "-m bench.programs.app"

_SAME_APP = "The same app, started directly with the command in `cdktf.json`, and by the CLI."

_PHASES = "The phases of the app itself:"

_SAVINGS = """\
The rest is the CLI: Node reads and compiles its bundled code, and the CLI asks Terraform and Python for their
versions before it starts the app. *Faster* has `NODE_COMPILE_CACHE` set to a permanent folder, and
`DISABLE_VERSION_CHECK=1`. This library can only change *import kibana_connectors*, *construct* and *synth*. A
user can run the app without the CLI, which writes the same `cdktf.out`, and then run Terraform in it."""

_REASONS = {"cdktf_synth": "the CLI's own time; the section below says how to reduce it."}


def measure(effort: Effort) -> Result:
    """Run the app alone, through `cdktf synth`, and through `cdktf synth` with faster settings, in turns."""
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


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield f"{_SAME_APP} {figures['count']} connectors:"
    rows = [
        (side, seconds, figures["cpu_seconds"][side], figures["megabytes"][side])
        for side, seconds in figures["seconds"].items()
    ]
    yield table(("", "seconds", "CPU seconds", "peak MB"), rows)
    yield _PHASES
    yield table(("phase", "seconds"), figures["phases"].items())
    yield _SAVINGS


SECTION = Section("`cdktf synth` as a whole", _REASONS, _paragraphs)


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
