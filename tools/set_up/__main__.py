"""Prepare the tools: `python3 -m tools.set_up [tools|venv|tofu]`, for `make tools`, `make venv`, `make tofu`.

The path of what was asked for is printed on stdout, everything else on stderr.
"""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.command import interrupt_on_signals, say
from tools.errors import ToolError, report
from tools.layout import BUSY, CACHE, VENV_PYTHON
from tools.set_up import (
    cli_config,
    node_packages,
    provider_mirror,
    python_packages,
    secret_providers,
    state_servers,
    terraform_binary,
)


def everything() -> Path:
    """Prepare all tools; return the path of Terraform's CLI configuration file."""
    # First check what may be missing on this machine, before minutes of work.
    python_packages.check()
    node_packages.check()
    terraform = terraform_binary.choose()
    mirror = provider_mirror.prepare(terraform)
    secret_providers.prepare(terraform)
    node_packages.prepare()
    python_packages.prepare()
    state_servers.prepare()
    return cli_config.write(mirror)


def venv() -> Path:
    """Prepare `.venv` only; return the path of its Python."""
    python_packages.check()
    python_packages.prepare()
    return VENV_PYTHON


def tofu() -> Path:
    """Build the pinned OpenTofu, even where Terraform is installed; return its path."""
    return terraform_binary.opentofu().path


_TARGETS: dict[str, Callable[[], Path]] = {"tools": everything, "venv": venv, "tofu": tofu}


def main(arguments: list[str]) -> int:
    """Prepare one target and print its path."""
    interrupt_on_signals()
    try:
        prepare = _TARGETS[arguments[0] if arguments else "tools"]
    except KeyError:
        print(f"usage: python3 -m tools.set_up [{'|'.join(_TARGETS)}]", file=sys.stderr)
        return 2
    try:
        with _alone():
            path = prepare()
    except ToolError as error:
        report(error)
        return 1
    except KeyboardInterrupt:
        report("interrupted; run it again to continue")
        return 130
    print(path, flush=True)
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock that keeps two runs from writing the same folders at once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with BUSY.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another run is preparing the tools: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
