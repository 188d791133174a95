"""Tests of small stacks: with our pytest plugin in one process, and each with a `cdktf synth` of its own."""

from __future__ import annotations

import os
import sys
import tempfile

from tools.command import say
from tools.layout import ROOT

from bench.effort import Effort
from bench.observed import observe
from bench.results import Ratio, Result

COUNT = 500
GOAL = 3.0
_SAMPLE = 10
"""So many of the tests that start processes are run; each takes as long as the other."""


def measure(effort: Effort) -> Result:
    """Run the tests with the plugin, and as many of the others as there is time for."""
    count = effort.size(COUNT, 5)
    say(f"small tests: {count} with the plugin")
    plugin = min(_run("plugin", count) for _ in range(effort.repetitions(3)))
    measured = count if effort.every_test else effort.size(_SAMPLE, 1)
    say(f"small tests: {measured} with cdktf synth as a process")
    if effort.every_test:
        cli = _run("cli", count)
    else:
        first = _run("cli", 1)
        each = (_run("cli", 1 + measured) - first) / measured
        cli = first + (count - 1) * each
    figures = {
        "count": count,
        "measured_with_cli": measured,
        "seconds": {"plugin": plugin, "cli": cli},
        "seconds_each": {"plugin": plugin / count, "cli": cli / count},
    }
    return Result((Ratio("small_tests_speed_up", cli / plugin, GOAL, at_least=True),), figures)


def _run(side: str, count: int) -> float:
    """Run the tests in one pytest process and give its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-p", "pytest_cdktf.plugin"),
            *("-c", os.devnull, "--rootdir", folder, "-o", f"cache_dir={folder}/cache"),
            *("--basetemp", f"{folder}/tests"),
            str(ROOT / "bench" / "programs" / f"small_tests_with_{side}.py"),
        ]
        env = {
            **os.environ,
            # Other plugins would run the tests in other processes or in another order.
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "constructs")]),
            "BENCH_COUNT": str(count),
        }
        return observe(f"small tests with {side}", command, cwd=ROOT, env=env).seconds
