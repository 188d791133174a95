"""pytest's options and hooks for `--cdktf-coverage`."""

from __future__ import annotations

import argparse
import math
from typing import Any

import pytest

from . import coverage

_OUTPUT = "cdktf_coverage"


def add_options(group: pytest.OptionGroup) -> None:
    """Add the options.

    Args:
        group: The plugin's options.
    """
    group.addoption(
        "--cdktf-coverage",
        action="store_true",
        help="report the blocks of synthesized stacks that no expectation matched",
    )
    group.addoption(
        "--cdktf-coverage-fail-under",
        type=_percent,
        metavar="PERCENT",
        help="measure --cdktf-coverage, and fail the run if expectations matched fewer blocks",
    )


def _percent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 100, got {text!r}")
    return value


def register(config: pytest.Config) -> None:
    """Measure coverage if an option asks for it.

    Args:
        config: pytest's configuration.
    """
    required: float | None = config.getoption("--cdktf-coverage-fail-under")
    if required is not None or config.getoption("--cdktf-coverage"):
        config.pluginmanager.register(_Report(coverage.start(), required), "pytest_cdktf.coverage_report")


class _Report:
    def __init__(self, measured: coverage.Coverage, required: float | None) -> None:
        self._measured = measured
        self._required = required

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a worker of pytest-xdist collected."""
        self._measured.merge(getattr(node, "workeroutput", {}).get(_OUTPUT, {}))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send the result to the main process, or fail the run there."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_OUTPUT] = self._measured.matched
        elif self._fails(session.config) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, config: pytest.Config
    ) -> None:
        """Print the blocks that no expectation matched."""
        terminalreporter.section("CDKTF coverage")
        for line in self._measured.report():
            terminalreporter.write_line(line)
        if self._fails(config):
            terminalreporter.write_line(f"required are {self._required:g} %: the run fails", red=True)

    def _fails(self, config: pytest.Config) -> bool:
        if self._required is None or config.getoption("collectonly"):
            return False
        return self._measured.percent < self._required
