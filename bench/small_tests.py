"""Tests of small stacks: with our pytest plugin in one process, or each with its own `cdktf synth`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator

from tools.command import say
from tools.layout import ROOT

from bench.effort import Effort
from bench.markdown import table
from bench.observed import observe
from bench.results import Ratio, Result
from bench.section import Figures, Section

COUNT = 500
GOAL = 3.0
_SAMPLE = 10
"""How many of the tests with `cdktf synth` run; all of them take the same time."""
_NAMES = {"plugin": "with the plugin", "cli": "with `cdktf synth`"}

_SAME_TESTS = """\
Each test synthesizes a small stack and checks its JSON. With the fixture `synth` of our pytest plugin, all
tests run in one process. With `cdktf synth`, each test starts a process."""

_SAMPLE_ONLY = """\
Of the tests with `cdktf synth`, {measured} were run. The time of all of them is estimated from these."""

_REASONS = {"small_tests": "each test still makes an app, a stack and its JSON through the engine."}


def measure(effort: Effort) -> Result:
    """Run the tests with the plugin, and all or some of the tests with `cdktf synth`."""
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


def _paragraphs(figures: Figures) -> Iterator[str]:
    count, measured = figures["count"], figures["measured_with_cli"]
    yield _SAME_TESTS
    rows = [(name, figures["seconds"][side], figures["seconds_each"][side]) for side, name in _NAMES.items()]
    yield table(("", f"seconds for {count}", "seconds each"), rows)
    if measured != count:
        yield _SAMPLE_ONLY.format(measured=measured + 1)


SECTION = Section("Tests", _REASONS, _paragraphs)


def _run(side: str, count: int) -> float:
    """Run the tests in one pytest process and return its seconds."""
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
