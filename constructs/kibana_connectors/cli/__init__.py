"""The `kibana-connectors` command (extra `cli`)."""

from __future__ import annotations

import io
import os
import sys

from .. import __version__
from .program import PROGRAM


def main() -> None:
    """Run the command; an error of this library's is one line and an exit code, never a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may not know every character
    try:
        try:
            _run()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # at exit it would be too late to handle a closed pipe or a full disk
    except BrokenPipeError:  # nobody reads on, as after `| head`: nobody needs to be told
        _discard_output()
        sys.exit(1)
    except OSError as error:
        _discard_output()
        sys.exit(f"{PROGRAM}: {error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> None:
    if sys.argv[1:] == ["--version"]:  # answered before anything is imported, typer included
        if sys.stdout is not None:
            sys.stdout.write(f"{__version__}\n")
        return
    from ..errors import KibanaConnectorsError, MissingExtra

    try:
        try:
            from .app import app
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] == "typer":
                raise MissingExtra("cli", "typer") from None
            raise
        app(prog_name=PROGRAM)
    except KibanaConnectorsError as error:
        from .exit_codes import code_of

        if sys.stderr is not None:
            sys.stderr.write(f"{PROGRAM}: {error}\n")
        sys.exit(code_of(error))


def _discard_output() -> None:
    """Let what is still to be written vanish, so that Python does not fail to write it at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
