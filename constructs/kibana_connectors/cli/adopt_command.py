"""`kibana-connectors adopt`: connectors that exist, from whatever defines them now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from ..kibana.errors import InvalidRequest
from .adopt_writing import LAYOUTS, MODES, Writing, write_code
from .choices import check_choice
from .connection import Connection, live
from .examples import examples
from .exit_codes import OK, REFUSED
from .output import AsJson, note, write_json
from .output_file import STANDARD_OUTPUT, check_output, write_output
from .progress import progress
from .selection import Selection, choosing

if TYPE_CHECKING:
    from ..adopt.inventory import Inventory
    from ..kibana.async_client import AsyncKibana
    from .inventory import Inventory as LiveInventory

_KINDS = ("ndjson", "hcl", "state", "kibana.yml", "cdktf.out", "api")


def _known_kind(given: str | None) -> str | None:
    if given is not None:
        check_choice("kind of source", given, _KINDS)
    return given


@examples(
    "kibana-connectors adopt -o connectors --mode touch-nothing",
    "kibana-connectors adopt --space ops --inventory",
    "kibana-connectors adopt terraform/ --var-file prod.tfvars --inventory",
    "kibana-connectors adopt export.ndjson kibana.yml --inventory -o found.json",
)
@live(has_space=False)
@choosing("unused", "feature")
def adopt_connectors(
    connection: Connection,
    selection: Selection,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Files and folders that define connectors; without any, a live Kibana.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            callback=_known_kind,
            metavar="|".join(_KINDS),
            help="What the sources are, where it cannot be told.",
            show_default=False,
        ),
    ] = None,
    inventory: Annotated[
        bool, typer.Option("--inventory", help="Print what was found as JSON, without any secret.")
    ] = False,
    variables: Annotated[
        list[str] | None,
        typer.Option(
            "--var",
            metavar="NAME=VALUE",
            help="A variable of a module, as Terraform takes it; no secret: set TF_VAR_NAME for one.",
            show_default=False,
        ),
    ] = None,
    variable_files: Annotated[
        list[str] | None,
        typer.Option(
            "--var-file", metavar="FILE", help="Variables of a module; may be repeated.", show_default=False
        ),
    ] = None,
    workspace: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What terraform.workspace is; TF_WORKSPACE or default unless told.",
            show_default=False,
        ),
    ] = None,
    terraform: Annotated[
        str | None,
        typer.Option(
            metavar="PROGRAM",
            help="Terraform or OpenTofu, which evaluates modules; none for none; looked for unless told.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR|FILE",
            help="The folder for the code; with --inventory a file, and - is standard output.",
        ),
    ] = STANDARD_OUTPUT,
    layout: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(LAYOUTS), help="Which connectors share a module; space.", show_default=False
        ),
    ] = None,
    mode: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(MODES),
            help="take-over: the code decides, and secrets are to be supplied. touch-nothing: no request "
            "changes a connector. Default: that of the earlier run, else take-over.",
            show_default=False,
        ),
    ] = None,
    default_space: Annotated[
        str, typer.Option(metavar="SPACE", help="The space of connectors whose source does not say.")
    ] = "default",
    update: Annotated[
        bool, typer.Option("--update", help="Bring code of an earlier run up to date, and show the changes.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    in_json: AsJson = False,
) -> int:
    """Find the connectors that exist, in a Kibana, files or Terraform, and write their code.

    With -o DIR it writes a module of typed Python for each space, or team, that keeps every id. A second run
    changes nothing; --update shows what differs by then, and changes only what was written and not edited.
    A module is evaluated by Terraform or OpenTofu, in a private copy without providers: nothing is applied
    and nothing is asked. What cannot be taken over is named, with file and line.
    """
    writing: Writing | None = None
    if inventory:
        _refuse_with_inventory(update=update, in_json=in_json)
        if output != STANDARD_OUTPUT:
            check_output(output, force=force)
    elif output == STANDARD_OUTPUT:
        raise InvalidRequest("expected -o DIR, the folder to write code into, or --inventory")
    else:
        writing = Writing(output, layout, mode, default_space, update, force, in_json)
        writing.check()
    found, code = _read(
        connection,
        selection,
        sources or [],
        kind=kind,
        variables=tuple(variables or ()),
        files=tuple(variable_files or ()),
        workspace=workspace,
        terraform=terraform,
    )
    if writing is not None:
        written = write_code(found, writing)
        return code or written
    _write(found, output, force=force)
    return code


def _refuse_with_inventory(*, update: bool, in_json: bool) -> None:
    if update:
        raise InvalidRequest("--update: expected only where code is written, without --inventory")
    if in_json:
        raise InvalidRequest("--json: expected only where code is written: --inventory is JSON already")


def _read(
    connection: Connection,
    selection: Selection,
    sources: list[str],
    *,
    kind: str | None,
    variables: tuple[str, ...],
    files: tuple[str, ...],
    workspace: str | None,
    terraform: str | None,
) -> tuple[Inventory, int]:
    """Read all sources; the second is the exit code, which tells that something may not be read."""
    if not sources:
        for option, given in (
            ("--kind", kind),
            ("--var", variables),
            ("--var-file", files),
            ("--workspace", workspace),
            ("--terraform", terraform),
        ):
            if given:
                raise InvalidRequest(f"{option} is for files and folders: name a source")
        return _read_live(connection, selection)
    from ..adopt.hcl_evaluation import Values
    from ..adopt.selecting import selected
    from ..adopt.sources import read_sources

    values = Values(
        given=variables,
        files=files,
        environment=dict(os.environ),
        workspace=workspace or os.environ.get("TF_WORKSPACE") or "default",
    )
    found = read_sources(sources, values, kind=kind, tool=terraform)
    return (
        selected(
            found,
            spaces=selection.spaces,
            types=selection.types,
            search=selection.search,
            missing_secrets=selection.missing_secrets,
            deprecated=selection.deprecated,
            preconfigured=selection.preconfigured,
        ),
        OK,
    )


def _read_live(connection: Connection, selection: Selection) -> tuple[Inventory, int]:
    from ..adopt.live_kibana import read_live
    from ..adopt.making import finish
    from .inventory import notes_on_what_is_missing, read_inventory

    with progress("Reading spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> LiveInventory:
            return await read_inventory(kibana, selection.spaces, on_progress)

        answered = connection.run(work)
    chosen = [(found.space, found.connector) for found in answered.connectors if selection.has(found)]
    for line in notes_on_what_is_missing(answered):
        note(line)
    return finish(read_live(chosen, connection.endpoint)), REFUSED if answered.unreadable else OK


def _write(found: Inventory, output: str, *, force: bool) -> None:
    import json

    value = found.neutral()
    if output == STANDARD_OUTPUT:
        write_json(value)
    else:
        write_output(output, f"{json.dumps(value, indent=2)}\n", force=force)
