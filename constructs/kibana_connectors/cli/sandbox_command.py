"""`kibana-connectors sandbox`: a stand-in Kibana in the terminal."""

from __future__ import annotations

import shlex
from typing import Annotated, cast, get_args

import typer

from ..schema.licenses import License
from .choices import check_choice
from .examples import examples

_LICENSES = get_args(License)


def _known_license(given: str) -> str:
    check_choice("license", given, _LICENSES)
    return given


@examples(
    "kibana-connectors sandbox --space ops --space sec",
    "kibana-connectors sandbox --kibana-version 8.19 --license gold --port 0",
)
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
    kibana_version: Annotated[
        str | None,
        typer.Option(
            help="The version of Kibana, such as 8.19: types, routes and fields of this version only. "
            "By default the newest that this library knows.",
        ),
    ] = None,
    license_level: Annotated[
        str,
        typer.Option(
            "--license", callback=_known_license, metavar="|".join(_LICENSES), help="The license level."
        ),
    ] = "trial",
    serverless: Annotated[
        bool,
        typer.Option("--serverless", help="Be a serverless project, which is always of the newest version."),
    ] = False,
    space: Annotated[
        list[str] | None, typer.Option(help="A space that exists, beside default; repeat it for more.")
    ] = None,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(
            help="A host in xpack.actions.allowedHosts; repeat it for more. Without any, all are allowed."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Log each request's method, path and status.")
    ] = False,
) -> None:
    """Run a stand-in Kibana on this machine.

    It has Kibana's API of connectors and what goes with them, keeps everything in memory, and listens on a
    loopback address only. Faults can be added while it runs: docs/sandbox.md.
    """
    from ..sandbox import run
    from ..sandbox.settings import NEWEST_VERSION

    def ready(url: str, key: str) -> None:
        typer.echo(_instructions(url, key if api_key is None else None))

    run(
        host=host,
        port=port,
        api_key=api_key,
        version=kibana_version or NEWEST_VERSION,
        license=cast("License", license_level),
        build_flavor="serverless" if serverless else "traditional",
        spaces=list(dict.fromkeys(["default", *(space or [])])),
        allowed_hosts=allowed_host or None,
        verbose=verbose,
        on_ready=ready,
    )


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
