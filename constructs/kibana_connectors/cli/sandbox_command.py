"""`kibana-connectors sandbox`: a stand-in Kibana in the terminal."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from .examples import examples


@examples("kibana-connectors sandbox", "kibana-connectors sandbox --port 0 --verbose")
def run_sandbox(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 5601,
    host: Annotated[str, typer.Option(help="The loopback address to listen on.")] = "127.0.0.1",
    api_key: Annotated[
        str | None,
        typer.Option(
            envvar="KIBANA_API_KEY",
            help="The API key to accept; without it, a new throw-away key is printed.",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Log each request's method, path and status.")
    ] = False,
) -> None:
    """Run a stand-in Kibana on this machine.

    It has the connector API, keeps everything in memory, and listens on a loopback address only.
    """
    from ..sandbox import run

    def ready(url: str, key: str) -> None:
        typer.echo(_instructions(url, key if api_key is None else None))

    run(host=host, port=port, api_key=api_key, verbose=verbose, on_ready=ready)


def _instructions(url: str, throw_away_key: str | None) -> str:
    """Return how to use the stand-in from another shell; a key of the user's own is not shown.

    Args:
        url: Where it listens.
        throw_away_key: Its API key, if it made one itself.
    """
    export = f"export KIBANA_ENDPOINT={shlex.quote(url)}"
    if throw_away_key is not None:
        steps = ["In another shell:", f"{export} KIBANA_API_KEY={shlex.quote(throw_away_key)}"]
    else:
        steps = ["In another shell, with KIBANA_API_KEY set to the key that you gave:", export]
    return "\n".join(
        [
            f"Stand-in Kibana at {url}; stop it with Ctrl+C.",
            *steps,
            'curl -H "Authorization: ApiKey $KIBANA_API_KEY" "$KIBANA_ENDPOINT/api/actions/connectors"',
        ]
    )
