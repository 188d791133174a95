"""Progress is shown on standard error, to people, and only when it takes a while."""

from __future__ import annotations

import io
import os
import pty
import subprocess

import pytest
from harness.scene import furnish
from live import variables
from running import command_line, environment, run

from kibana_connectors.cli.progress import progress
from kibana_connectors.sandbox import Sandbox


def in_a_terminal(kibana: Sandbox) -> tuple[int, str, str]:
    """Run `list` with standard error in a terminal, and give status, output and what the terminal shows."""
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        command_line("list"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        env=environment(**variables(kibana, TERM="xterm")),
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(mine, 10_000)
        except OSError:  # the terminal is gone
            break
    assert process.stdout
    output = process.stdout.read()
    os.close(mine)
    return process.wait(60), output, shown.decode()


def test_progress_in_a_terminal() -> None:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        kibana.faults.add(delay=1.5, times=1, path_contains="/s/sec/")
        kibana.faults.add(delay=1.0, times=1, path_contains="/s/ops/")
        status, output, shown = in_a_terminal(kibana)

    assert status == 0
    assert "On-call" in output
    assert "Reading spaces" in shown
    assert "Reading" not in output


def test_what_is_quick_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    written.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stderr", written)
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    with progress("Reading") as on_progress:
        now[0] = 0.4
        on_progress(1, 2)
        on_progress(2, 2)

    assert written.getvalue() == ""


def test_no_progress_where_nobody_watches() -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        hook = kibana.add_connector(type_id=".webhook", name="Hook", space="ops")
        kibana.faults.add(delay=1, times=1, path_contains="/s/ops/")
        done = run("list", env=variables(kibana))

    assert (done.returncode, done.stderr) == (0, "")
    assert hook.name in done.stdout
