"""`kibana-connectors env`: the environment variables that stacks need before they are deployed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import InvalidRequest
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .output_file import STANDARD_OUTPUT, check_output, write_output
from .stack_arguments import Stacks
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..stack_files.variables import ProviderVariable, Variable

_STATES = {
    "set": "set",
    "empty": "empty",
    "missing": "missing",
    "default": "has a default",
    "file": "set in a file",
}
_HANGS = "cdktf deploy then waits for an answer that nobody gives: with TF_INPUT=0 it fails at once"


@examples(
    "kibana-connectors env cdktf.out",
    "kibana-connectors env cdktf.out --template -o .env",
    "kibana-connectors env cdktf.out/stacks/prod --check",
)
def show_environment(
    paths: Stacks,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if one is missing, and show no table.")
    ] = False,
    template: Annotated[
        bool, typer.Option("--template", help="Write a skeleton of a .env file, without values.")
    ] = False,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Where the skeleton goes; - is standard output."),
    ] = STANDARD_OUTPUT,
    in_json: AsJson = False,
) -> None:
    """Show which environment variables stacks need, and which are set.

    A value is never shown, nor asked for. It needs no Kibana, no engine and no Node.
    """
    if template and (check or in_json):
        raise InvalidRequest("--template: cannot go together with --check or --json")
    if output != STANDARD_OUTPUT:
        if not template:
            raise InvalidRequest("--output: only a --template is written to a file")
        check_output(output, force=False)
    from ..stack_files.reading import read_stacks
    from ..stack_files.variables import provider_variables, variables_of

    stacks = read_stacks(paths)
    variables = variables_of(stacks)
    of_providers = provider_variables(stacks)
    missing = [each for each in variables if each.state(os.environ) in ("missing", "empty")]
    if template:
        text = "".join(f"{line}\n" for line in _template(variables, of_providers))
        if output == STANDARD_OUTPUT:
            typer.echo(text, nl=False)
        else:
            write_output(output, text, force=False)
        return
    if in_json:
        write_json(
            {
                "variables": [_as_json(each) for each in variables],
                "providers": [_provider_as_json(each) for each in of_providers],
                "missing": [each.environment_name for each in missing],
            }
        )
    elif not check:
        if variables:
            write_lines(_table(variables, several=len(stacks) > 1))
        else:
            note("no variable is declared")
        if of_providers:
            write_lines(["", *_provider_table(of_providers)])
    if check and missing:
        note(f"{_counted(missing)}: {', '.join(each.environment_name for each in missing)}; {_HANGS}")
        raise typer.Exit(FINDINGS)
    raise typer.Exit(OK)


def _counted(missing: list[Variable]) -> str:
    empty = sum(each.state(os.environ) == "empty" for each in missing)
    told = "1 variable is" if len(missing) == 1 else f"{len(missing)} variables are"
    return f"{told} missing" + (f", {empty} of them set to an empty text" if empty else "")


def _uses(variable: Variable, *, several: bool) -> str:
    uses = [f"{use} ({use.stack})" if several else str(use) for use in variable.uses]
    return ", ".join(uses) or "nothing"


def _table(variables: tuple[Variable, ...], *, several: bool) -> Iterator[str]:
    rows = (
        (each.environment_name, _STATES[each.state(os.environ)], _uses(each, several=several))
        for each in variables
    )
    return table_lines(("Variable", "State"), rows, terminal_width(), below="Needed by")


def _provider_table(of_providers: tuple[ProviderVariable, ...]) -> Iterator[str]:
    rows = (
        (each.provider, each.name, "set" if os.environ.get(each.name) else "not set", each.instead_of)
        for each in of_providers
    )
    titles = ("Provider", "Reads, where it is set", "State", "In place of")
    return table_lines(titles, rows, terminal_width())


def _template(variables: tuple[Variable, ...], of_providers: tuple[ProviderVariable, ...]) -> Iterator[str]:
    yield "# Give each a value. Keep this file out of version control, and readable by its owner alone."
    yield "# A missing variable makes `cdktf deploy` wait for an answer; with TF_INPUT=0 it fails at once."
    yield "TF_INPUT=0"
    for each in variables:
        yield ""
        if each.description:
            yield f"# {_line(each.description)}"
        for use in each.uses:
            yield f"# Needed by {_line(str(use))} ({_line(use.stack)})"
        if each.given_in:
            yield f"# Set in {_line(', '.join(each.given_in))}, which wins."
        if each.has_default:
            yield "# Has a default."
        yield f"{'# ' if each.has_default or each.given_in else ''}{each.environment_name}="
    if of_providers:
        yield ""
        yield "# What the providers may read instead of arguments, files and profiles:"
    for provided in of_providers:
        yield f"# {provided.name}= ({provided.provider}: {provided.instead_of})"


def _line(text: str) -> str:
    from ..kibana.shown_text import escaped

    return escaped(text)


def _as_json(variable: Variable) -> dict[str, Any]:
    return {
        "name": variable.name,
        "environment_variable": variable.environment_name,
        "state": variable.state(os.environ),
        "required": not variable.has_default,
        "sensitive": variable.is_sensitive,
        "description": variable.description,
        "stacks": list(variable.stacks),
        "files": list(variable.given_in),
        "uses": [
            {"stack": use.stack, "where": use.where, "field": use.field, "connector": use.is_connector}
            for use in variable.uses
        ],
    }


def _provider_as_json(variable: ProviderVariable) -> dict[str, Any]:
    return {
        "provider": variable.provider,
        "environment_variable": variable.name,
        "set": bool(os.environ.get(variable.name)),
        "instead_of": variable.instead_of,
        "stacks": list(variable.stacks),
    }
