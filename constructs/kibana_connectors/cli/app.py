"""`kibana-connectors`, put together from its commands, each of which is loaded when it is run."""

from __future__ import annotations

import difflib
import importlib
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from .. import __version__
from .commands import COMMANDS
from .program import PROGRAM
from .terraform_log import LOGS_SECRETS, logs_secrets

_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,  # plain text: nothing is put into boxes, or cut to fit into them
    "pretty_exceptions_enable": False,  # they may show a payload, and a payload may hold secrets
}


class CommandsLoadedLate(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return their names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None if there is none of the name."""
        return command_named(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was asked for, or tell which one may be meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"No such command '{args[0]}'." + (f" Did you mean '{close[0]}'?" if close else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in COMMANDS.items()])


def command_named(name: str) -> Any:
    """Load one command.

    Args:
        name: Its name.
    """
    command = COMMANDS[name]
    function = getattr(importlib.import_module(f".{command.module}", __package__), command.function)
    alone = typer.Typer(**_PLAIN)
    alone.command(name, epilog=_epilog(function))(function)
    return get_command(alone)


def _epilog(function: Callable[..., Any]) -> str | None:
    """Return a command's examples; the mark keeps their lines as they are."""
    examples = getattr(function, "examples", ())
    return "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples) if examples else None


app = typer.Typer(
    cls=CommandsLoadedLate,
    help="Kibana connectors: see and check those of a live Kibana, check stacks before they are deployed, "
    "list the types, ask for Kibana's verdict on payloads, run a stand-in Kibana.",
    epilog=f"`{PROGRAM} COMMAND --help` has examples. Exit codes: 0 done, 1 findings, 2 wrong usage, 3 "
    "Kibana cannot be reached, 4 Kibana refused, 5 an unusable answer.",
    no_args_is_help=True,
    **_PLAIN,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    from ..generate.project_types import load_project_types

    if context.invoked_subcommand != "generate":  # which may have to mend them
        load_project_types()
    if logs_secrets(os.environ):
        typer.echo(f"{PROGRAM}: {LOGS_SECRETS}", err=True)
