"""`kibana-connectors`, put together from its commands."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from .. import __version__
from .program import PROGRAM
from .sandbox_command import run_sandbox
from .terraform_log import LOGS_SECRETS, logs_secrets
from .types_command import list_types
from .validate_command import validate_payloads

app = typer.Typer(
    help="Kibana connectors as typed constructs: list the types, ask for Kibana's verdict on payloads, run a "
    "stand-in Kibana.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain text: nothing is put into boxes, or cut to fit into them
    pretty_exceptions_enable=False,  # they may show a payload, and a payload may hold secrets
)
app.command("types")(list_types)
app.command("validate")(validate_payloads)
app.command("sandbox")(run_sandbox)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    if logs_secrets(os.environ):
        typer.echo(f"{PROGRAM}: {LOGS_SECRETS}", err=True)
