"""The commands of `kibana-connectors`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from .. import __version__
from ..schema.target import License, Target
from ..types.registry import connector_types
from .jsonl import verdicts

app = typer.Typer(
    name="kibana-connectors",
    help="Kibana connectors as typed constructs: the types, Kibana's verdicts, a stand-in Kibana.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a payload may hold secrets
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None: ...


@app.command()
def types(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")] = False,
    feature: Annotated[
        str | None,
        typer.Option(help="Only types that this feature can use, such as alerting, cases or siem."),
    ] = None,
    license: Annotated[
        License | None, typer.Option(help="Only types that a Kibana with this licence has.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(help="Only types whose id, class or name holds this text.")
    ] = None,
) -> None:
    """List the connector types that this library knows."""
    rows = [
        {
            "type_id": cls.TYPE.type_id,
            "class_name": cls.__name__,
            "name": cls.TYPE.name,
            "license": cls.TYPE.license,
            "features": list(cls.TYPE.features),
            "since": cls.TYPE.since,
        }
        for cls in connector_types().values()
        if (feature is None or feature in cls.TYPE.features)
        and (license is None or not Target(license=license).lacks_license(cls.TYPE))
        and (search is None or _matches(search, cls.TYPE.type_id, cls.__name__, cls.TYPE.name))
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    table = Table("Type", "Class", "Name", "Licence", "Since", "Features")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for row in rows:
        table.add_row(
            *(str(row[key]) for key in ("type_id", "class_name", "name", "license", "since")),
            ", ".join(row["features"]),
        )
    console = Console()
    console.width = max(console.width, 100)  # an id that is cut off is of no use
    console.print(table)


def _matches(search: str, *texts: str) -> bool:
    return any(search.casefold() in text.casefold() for text in texts)


@app.command()
def validate(
    jsonl: Annotated[
        typer.FileBinaryRead,
        typer.Option(help='A file of lines {"type", "config", "secrets"}; - reads standard input.'),
    ],
) -> None:
    """Tell what Kibana would say of connector payloads, one JSON line each, in the order of the input.

    Each answer is {"ok", "errors", "stored_config"}; stored_config is the config with its defaults written
    out and its nulls left out, or null when the payload is refused. Secrets are checked and never shown.
    """
    for verdict in verdicts(jsonl):
        sys.stdout.write(json.dumps(verdict) + "\n")


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.")] = 5601,
    host: Annotated[str, typer.Option(help="The loopback address to listen on.")] = "127.0.0.1",
    api_key: Annotated[
        str | None,
        typer.Option(envvar="KIBANA_API_KEY", help="The API key to ask for; default a new throw-away key."),
    ] = None,
    verbose: Annotated[bool, typer.Option(help="Log each request's method, path and status.")] = False,
) -> None:
    """Run a stand-in Kibana: the connector API, in memory, on this machine only."""
    from ..sandbox import run

    def ready(url: str, key: str) -> None:
        typer.echo(f"Stand-in Kibana at {url}; stop it with Ctrl+C.")
        typer.echo(f"export KIBANA_ENDPOINT={url}" + ("" if api_key else f" KIBANA_API_KEY={key}"))

    run(host=host, port=port, api_key=api_key, verbose=verbose, on_ready=ready)
    # Ctrl+C has ended the engine's Node process as well; that the engine finds it gone is no news.
    report = sys.unraisablehook
    sys.unraisablehook = lambda event: None if event.exc_type is BrokenPipeError else report(event)
