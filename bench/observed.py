"""Runs a program, and measures time, processor time and memory, including its child processes."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from tools.command import HEARTBEAT_SECONDS, say
from tools.errors import CommandFailed
from tools.layout import LOGS

_SAMPLE_SECONDS = 0.1


@dataclass(frozen=True)
class Cost:
    """The cost of one run of a program.

    Attributes:
        seconds: From start to end.
        cpu_seconds: Processor time of the program, and of its children that it waited for.
        megabytes: Peak memory of the program and its children together, sampled ten times per second.
        output: Its output.
    """

    seconds: float
    cpu_seconds: float
    megabytes: float
    output: str


def observe(
    doing: str, command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None
) -> Cost:
    """Run a program to its end, and return its cost.

    Args:
        doing: What it does, for the heartbeat and the log's name.
        command: Program and arguments.
        cwd: Where it runs.
        env: Its environment; None for that of this process.

    Raises:
        CommandFailed: Its exit status is not 0.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"bench-{doing.replace(' ', '-')}.log"
    cpu = _cpu_of_children()
    start = time.perf_counter()
    with log.open("wb") as output:
        process = psutil.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(os.environ if env is None else env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            peak = _peak_until_end(doing, process)
        except BaseException:
            for each in [*process.children(recursive=True), process]:
                each.terminate()
            raise
    seconds = time.perf_counter() - start
    if process.returncode:
        raise CommandFailed(doing, f"exit status {process.returncode}", log)
    return Cost(seconds, _cpu_of_children() - cpu, peak / 1e6, log.read_text(errors="replace"))


def _peak_until_end(doing: str, process: psutil.Popen) -> int:
    peak = 0
    next_beat = time.monotonic() + HEARTBEAT_SECONDS
    while True:
        peak = max(peak, _memory(process))
        try:
            process.wait(timeout=_SAMPLE_SECONDS)
            return peak
        except psutil.TimeoutExpired:
            pass
        if time.monotonic() >= next_beat:
            say(f"    still {doing}")
            next_beat += HEARTBEAT_SECONDS


def _memory(process: psutil.Popen) -> int:
    total = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for each in family:
        try:
            total += each.memory_info().rss
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return total


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
