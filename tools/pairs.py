"""Run the tests with each pair of an engine and a tool: `python -m tools.pairs [PYTEST-ARGUMENT…]`.

The first pair runs all tests. cdktn with OpenTofu runs what depends on an engine or a tool, and the other two
pairs run a sample, for what could differ there differs in the first two as well. pytest shows more of a
failure where `CI` is set: the first pair runs with it, the second without, as at a desk.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tools.command import clock, interrupt_on_signals, say
from tools.environment import child_environment
from tools.errors import ToolError, report
from tools.layout import ROOT
from tools.set_up.terraform_binary import Terraform, inspect, opentofu

_NO_TESTS = 5
"""pytest's exit status when every test was deselected."""
_MARKS_OF_CI = ("CI", "BUILD_NUMBER")
"""What pytest looks at to find out whether it runs in CI."""
_WITHOUT_ENGINE = (
    *(
        "architecture",
        "bench",
        "cli",
        "formats",
        "gate",
        "health",
        "kibana",
        "kibana_yml",
        "packaging",
        "preflight",
        "report",
        "sandbox",
    ),
    *("schema", "tools", "transfer", "typing"),
)
"""Folders of tests that load no engine, or choose one themselves."""
_SAMPLE = (
    "tests/stacks",
    "tests/deployment/test_identity.py",
    "tests/pytest_plugin/test_plugin_round_trip_of_connectors.py",
    "pytest-cdktf/tests/test_round_trip.py",
)


@dataclass
class Pair:
    """An engine and a tool, and the tests that run with them.

    Attributes:
        engine: cdktf or cdktn.
        tool: Terraform or OpenTofu.
        arguments: What pytest is told.
        sets_ci: Whether `CI` is set.
        outcomes: How many tests passed, failed, …
        status: pytest's exit status.
        seconds: How long it took.
    """

    engine: str
    tool: Terraform
    arguments: list[str]
    sets_ci: bool = True
    outcomes: Counter[str] = field(default_factory=Counter)
    status: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        """Return what people call it."""
        name = "OpenTofu" if self.tool.path.name == "tofu" else "Terraform"
        return f"{self.engine} + {name} {'.'.join(map(str, self.tool.version))}"

    def environment(self) -> dict[str, str]:
        """Return the environment that the tests run in."""
        own = {"TERRAFORM_BINARY_NAME": str(self.tool.path), "PYTEST_ADDOPTS": ""}
        found = child_environment({**os.environ, **own})
        if not self.sets_ci:
            for name in _MARKS_OF_CI:
                found.pop(name, None)
        return found

    def run(self, further: list[str]) -> None:
        """Run the tests."""
        say(f"tests with {self}")
        command = ["pytest", "-n", "2", "--cdk-engine", self.engine, *self.arguments, *further]
        start = time.monotonic()
        last = ""
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout is not None  # noqa: S101 - for type checkers: it is a pipe
            for line in process.stdout:
                sys.stdout.write(line)
                sys.stdout.flush()
                last = line if line.strip() else last
        self.seconds = time.monotonic() - start
        self.status = process.returncode
        for number, outcome in re.findall(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)", last):
            self.outcomes[outcome.removesuffix("s") if outcome == "errors" else outcome] += int(number)


def pairs() -> list[Pair]:
    """Return the pairs, the complete one first.

    Raises:
        ToolError: A tool is missing.
    """
    terraform = inspect(Path(child_environment()["TERRAFORM_BINARY_NAME"]))
    if terraform is None:
        raise ToolError("the tools are not ready: run `make tools`")
    tofu = opentofu()
    if terraform.path.name == "tofu":  # no Terraform on this machine
        return [Pair("cdktf", tofu, []), Pair("cdktn", tofu, _depends_on_engine(), sets_ci=False)]
    return [
        Pair("cdktf", terraform, []),
        Pair("cdktn", tofu, _depends_on_engine(), sets_ci=False),
        Pair("cdktf", tofu, [*_SAMPLE]),
        Pair("cdktn", terraform, [*_SAMPLE]),
    ]


def _depends_on_engine() -> list[str]:
    return [f"--ignore=tests/{folder}" for folder in _WITHOUT_ENGINE]


def main(arguments: list[str]) -> int:
    """Run all pairs; the last line is a sum in pytest's words."""
    interrupt_on_signals()
    try:
        chosen = pairs()
        for pair in chosen:
            pair.run(arguments)
    except ToolError as error:
        report(error)
        return 1
    except KeyboardInterrupt:
        report("interrupted")
        return 130
    total: Counter[str] = Counter()
    print("\nengines and tools:")
    for pair in chosen:
        total += pair.outcomes
        print(f"  {pair!s:28} {_counted(pair.outcomes)} in {clock(pair.seconds)}")
    ran = [pair for pair in chosen if pair.status != _NO_TESTS]
    failed = not ran or any(pair.status for pair in ran)
    seconds = sum(pair.seconds for pair in chosen)
    print(f"{_counted(total)} in {seconds:.2f}s", flush=True)
    return int(failed)


def _counted(outcomes: Counter[str]) -> str:
    order = ("failed", "error", "passed", "skipped", "xfailed", "xpassed")
    return ", ".join(f"{outcomes[name]} {name}" for name in order if outcomes[name]) or "no tests ran"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
