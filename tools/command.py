"""Run a long command: its output goes to a log, and a line every 20 seconds shows that it still runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from tools.errors import CommandFailed, ToolError
from tools.layout import LOGS

HEARTBEAT_SECONDS = 20.0
_GRACE_SECONDS = 10.0


def say(message: str) -> None:
    """Print a message for the person, on stderr: stdout is for results."""
    print(f"==> {message}", file=sys.stderr, flush=True)


def which(name: str, advice: str) -> str:
    """Return the full path of a program.

    Raises:
        ToolError: It is not on PATH; the message gives the advice.
    """
    found = shutil.which(name)
    if found is None:
        raise ToolError(f"{name} is not on PATH: {advice}")
    return found


def interrupt_on_signals() -> None:
    """Raise KeyboardInterrupt on SIGINT and SIGTERM, so that `run` stops what it started."""
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)


def run(
    doing: str,
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    log: Path | None = None,
    patience: float | None = None,
    alive: Callable[[str], bool] = lambda _output: False,
) -> None:
    """Run `command` to its end.

    Args:
        doing: What it does, for the messages and for the log's name.
        command: The program and its arguments.
        cwd: The folder it runs in.
        env: Its environment; this process's own if left out.
        log: The file that its output is added to. If left out, a new one in `.cache/logs`.
        patience: The seconds after which it is stopped, unless `alive` returns True then.
        alive: Called once, with the log's text, when the patience ends: whether it makes progress.

    Raises:
        CommandFailed: It ended with an error, or was stopped.
    """
    if log is None:
        log = LOGS / f"{doing.replace(' ', '-').replace('/', '-')}.log"
        log.unlink(missing_ok=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        # A process group of its own: all that it starts can then be stopped together with it.
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
            status = _wait(doing, process, patience, lambda: alive(log.read_text(errors="replace")))
        except BaseException:
            _stop(process)
            raise
    if status is None:
        raise CommandFailed(doing, f"no answer in {clock(patience or 0)}", log)
    if status != 0:
        raise CommandFailed(doing, f"exit status {status}", log, status)


def clock(seconds: float) -> str:
    """Return a duration as a person reads it: `8 s`, `2 min 05 s`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _wait(
    doing: str, process: subprocess.Popen[bytes], patience: float | None, alive: Callable[[], bool]
) -> int | None:
    """Return the exit status, or None when the patience ended and the process was stopped."""
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
            say(f"    still {doing}, {clock(now - start)} so far")
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


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
