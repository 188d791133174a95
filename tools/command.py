"""Run one long command: its output goes to a log, and a heartbeat shows that it is alive."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tools.errors import CommandFailed, ToolError
from tools.layout import LOGS

HEARTBEAT_SECONDS = 20.0
_GRACE_SECONDS = 10.0


def say(message: str) -> None:
    """Tell the person; on stderr, because stdout is for answers."""
    print(f"==> {message}", file=sys.stderr, flush=True)


def which(name: str, advice: str) -> str:
    """The full path of a program, or an error that says how to get it."""
    found = shutil.which(name)
    if found is None:
        raise ToolError(f"{name} is not on PATH: {advice}")
    return found


def run(
    doing: str,
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    patience: float | None = None,
    alive: Callable[[str], bool] = lambda _output: False,
) -> None:
    """Run `command` to its end.

    Args:
        doing: what it does, for the heartbeat and the log's name.
        command: program and arguments.
        cwd: where it runs.
        env: its environment; ours if left out.
        patience: seconds after which it is stopped, unless `alive` says that its output shows progress.
        alive: sees the output so far, once, when the patience ends.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{doing.replace(' ', '-').replace('/', '-')}.log"
    with log.open("wb") as output:
        # A group of its own: whatever it starts can then be stopped together with it.
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(os.environ if env is None else env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = _wait(doing, process, patience, lambda: alive(log.read_text(errors="replace")))
        except BaseException:
            _stop(process)
            raise
    if code is None:
        raise CommandFailed(doing, f"no answer in {_clock(patience or 0)}", log)
    if code != 0:
        raise CommandFailed(doing, f"exit status {code}", log)


def _wait(
    doing: str, process: subprocess.Popen[bytes], patience: float | None, alive: Callable[[], bool]
) -> int | None:
    """The exit status, or None when patience ran out and the process was stopped."""
    start = time.monotonic()
    next_beat = start + HEARTBEAT_SECONDS
    deadline = None if patience is None else start + patience
    while True:
        until = next_beat if deadline is None else min(next_beat, deadline)
        try:
            return process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            now = time.monotonic()
        if deadline is not None and now >= deadline:
            if not alive():
                _stop(process)
                return None
            deadline = None
        if now >= next_beat:
            say(f"    still {doing}, {_clock(now - start)} so far")
            next_beat += HEARTBEAT_SECONDS


def _stop(process: subprocess.Popen[bytes]) -> None:
    for signum in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, signum)
        try:
            process.wait(timeout=_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
