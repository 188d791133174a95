"""Prepare everything that working with Terraform needs; behind `make tools`, `make venv`, `make tofu`.

The last line on stdout is the path of what was asked for; all else goes to stderr.
"""

from __future__ import annotations

import fcntl
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tools import cli_config, node_packages, provider_mirror, python_packages, terraform_binary
from tools.command import say
from tools.errors import CommandFailed, ToolError
from tools.layout import BUSY, CACHE, VENV_PYTHON

_LOG_LINES = 25


def everything() -> Path:
    """All tools; the path is Terraform's CLI configuration file."""
    # What may be missing on this machine comes first, before minutes of work.
    python_packages.check()
    node_packages.check()
    mirror = provider_mirror.prepare(terraform_binary.choose())
    node_packages.prepare()
    python_packages.prepare()
    return cli_config.write(mirror)


def venv() -> Path:
    """The Python side only; the path is the interpreter."""
    python_packages.check()
    python_packages.prepare()
    return VENV_PYTHON


def tofu() -> Path:
    """The pinned OpenTofu, wherever Terraform may be; the path is its binary."""
    return terraform_binary.opentofu().path


_TARGETS: dict[str, Callable[[], Path]] = {"tools": everything, "venv": venv, "tofu": tofu}


def main(arguments: list[str]) -> int:
    """Prepare one target and print its path."""
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        prepare = _TARGETS[arguments[0] if arguments else "tools"]
    except KeyError:
        return _fail(f"usage: python3 -m tools.prepare [{'|'.join(_TARGETS)}]")
    try:
        with _alone():
            path = prepare()
    except CommandFailed as failure:
        lines = failure.log.read_text(errors="replace").splitlines()[-_LOG_LINES:]
        print(*lines, sep="\n", file=sys.stderr)
        return _fail(str(failure))
    except ToolError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        _fail("interrupted; run it again to go on from here")
        return 130
    print(path, flush=True)
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """Two at once would trip over each other's half-made folders."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with BUSY.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another run is preparing the tools: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _fail(message: str) -> int:
    print(f"error: {message}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
