"""What all commands write, and the option that has it as JSON."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from ..kibana.shown_text import escaped
from .program import PROGRAM

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def write_json(value: Any) -> None:
    """Write a value as JSON to standard output, if there is one.

    Args:
        value: The value.
    """
    if sys.stdout is not None:
        json.dump(value, sys.stdout, indent=2)
        sys.stdout.write("\n")


def note(text: str) -> None:
    """Write one line to standard error.

    Args:
        text: The line.
    """
    typer.echo(f"{PROGRAM}: {escaped(text)}", err=True)
