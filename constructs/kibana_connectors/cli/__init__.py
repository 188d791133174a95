"""The `kibana-connectors` command (extra `cli`)."""

from __future__ import annotations

import sys

from ..errors import KibanaConnectorsError, MissingExtra


def main() -> None:
    """Run the command; an error of this library's is one line, never a traceback."""
    try:
        try:
            from .app import app
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] in ("typer", "rich"):
                raise MissingExtra("cli", str(error.name)) from None
            raise
        app()
    except KibanaConnectorsError as error:
        sys.exit(f"kibana-connectors: {error}")
