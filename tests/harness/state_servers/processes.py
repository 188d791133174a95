"""Ports and processes of servers on loopback."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server for as long as this lasts; it is ready when it listens on its port."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    try:
        for _ in range(300):
            if process.poll() is not None:
                told = process.stdout.read().decode("utf-8", "replace") if process.stdout else ""
                raise AssertionError(f"{command[0]} ended at once:\n{told}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not listen")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
