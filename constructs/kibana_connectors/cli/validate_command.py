"""`kibana-connectors validate`: Kibana's verdict on payloads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from .examples import examples
from .program import PROGRAM

_STANDARD_INPUT = "-"


@examples(
    "kibana-connectors validate --jsonl payloads.jsonl",
    """echo '{"type":".index","config":{}}' | kibana-connectors validate --jsonl -""",
)
def validate_payloads(
    jsonl: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help='A file of lines {"type", "config", "secrets"}, in JSON; - reads standard input.',
        ),
    ],
) -> None:
    """Judge connector payloads as Kibana would.

    Each line of the input gets a line of JSON, in the same order: {"ok", "errors", "stored_config"}.
    stored_config is the config with its defaults written
    out and its nulls left out, or null when the payload is refused. Secrets are checked and never shown.
    """
    from .jsonl import verdicts

    for verdict in verdicts(_lines(jsonl)):
        typer.echo(json.dumps(verdict))


def _lines(path: str) -> Iterator[bytes]:
    """Yield the lines of a file; one that cannot be read ends the command."""
    is_stdin = path == _STANDARD_INPUT
    try:
        with open(0 if is_stdin else path, "rb", closefd=not is_stdin) as file:
            yield from file
    except OSError as error:
        name = "standard input" if is_stdin else path
        typer.echo(f"{PROGRAM}: cannot read {name}: {error.strerror}", err=True)
        raise typer.Exit(2) from None
