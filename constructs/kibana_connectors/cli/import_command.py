"""`kibana-connectors import`: connectors of a file into a live Kibana."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import InvalidRequest, KibanaError, NoAnswer
from ..kibana.shown_text import escaped
from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..transfer.import_plan import Mode, Planned, Present
    from ..transfer.secret_variables import Filled

_LARGEST = 64 * 1024 * 1024
"""Bytes of a file that are read; Kibana itself takes 25 MiB."""


@dataclass
class _Done:
    """What an import did.

    Attributes:
        ids: The new id of each connector that was imported, by its space and its id in the file.
        failed: Connectors that Kibana did not import, and why.
        filled: The ids, in the file, of those that got their secrets.
        said: What Kibana said.
    """

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


@examples(
    "kibana-connectors import connectors.ndjson --dry-run",
    "kibana-connectors import connectors.ndjson --overwrite --fill-secrets",
    "kibana-connectors import connectors.ndjson --space ops --create-new-copies",
)
@live(has_space=False)
def import_connectors(
    connection: Connection,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - is standard input.")],
    space: Annotated[
        str | None,
        typer.Option(
            metavar="SPACE", help="Import all into this space; else each into its own.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be done, and change nothing.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace connectors that have the same id.")
    ] = False,
    create_new_copies: Annotated[
        bool, typer.Option("--create-new-copies", help="Give every connector a new id.")
    ] = False,
    fill_secrets: Annotated[
        bool,
        typer.Option(
            "--fill-secrets", help="Set secrets from the environment: TF_VAR_<connector's name>_<field>."
        ),
    ] = False,
    in_json: AsJson = False,
) -> int:
    """Import connectors from a file of `export`, or of Kibana's own.

    Every connector goes into the space that the file names, else into --space, else into the profile's space.
    If one would be refused, or has an id that its space has already, nothing is sent. Kibana imports no
    secrets: with --fill-secrets each connector is then updated with those of the environment.
    """
    from ..transfer.export_file import read_export
    from ..transfer.import_plan import Mode, plan_import, spaces_of
    from ..transfer.secret_variables import fill

    if overwrite and create_new_copies:
        raise InvalidRequest("--overwrite, --create-new-copies: expected one of them, not both")
    mode = Mode.OVERWRITE if overwrite else Mode.COPY if create_new_copies else Mode.REFUSE
    exports = read_export("standard input" if file == "-" else file, _content(file))
    connectors = spaces_of(exports, space, connection.space)
    all_connectors = [each for group in connectors.values() for each in group]
    filled: list[Filled] = []
    missing: list[str] = []
    if fill_secrets:
        filled, missing = fill(all_connectors, os.environ)
    done: _Done | None = None

    with progress("Importing") as on_progress:

        async def work(kibana: AsyncKibana) -> tuple[list[Planned], _Done | None]:
            present = await _present(kibana, connectors)
            planned = plan_import(connectors, present, mode)
            if dry_run or missing or not all(each.effect.is_done for each in planned):
                return planned, None
            return planned, await _import(kibana, planned, mode, filled, on_progress)

        planned, done = connection.run(work)
    others = sum(export.others for export in exports)
    if others:
        note(f"{others} objects in the file are no connectors, and are left out")
    if in_json:
        write_json(_as_json(planned, done, filled, missing, all_connectors, fill_secrets=fill_secrets))
    else:
        write_lines(_table(planned, done))
        if fill_secrets and dry_run:
            write_lines(_variable_lines(all_connectors))
    return _told(planned, done, filled, missing, fill_secrets=fill_secrets, dry_run=dry_run)


def _content(file: str) -> bytes:
    name = "standard input" if file == "-" else file
    try:
        if file == "-":
            content = sys.stdin.buffer.read(_LARGEST + 1) if sys.stdin is not None else b""
        else:
            with open(file, "rb") as opened:
                content = opened.read(_LARGEST + 1)
    except OSError as error:
        raise InvalidRequest(f"{name}: cannot be read: {error.strerror}") from None
    if len(content) > _LARGEST:
        raise InvalidRequest(f"{name}: larger than {_LARGEST:,} bytes: export fewer spaces at a time")
    return content


async def _present(kibana: AsyncKibana, connectors: dict[str, Any]) -> Present:
    from ..transfer.import_plan import Present
    from .inventory import check_spaces, read_inventory

    # An id that another space has cannot be had, so that all spaces are looked at.
    inventory = await read_inventory(kibana)
    check_spaces(connectors, inventory.all_spaces)
    for space in connectors:
        if space in inventory.unreadable:
            raise inventory.unreadable[space]
    types = await kibana.list_connector_types()
    return Present(
        spaces={
            found.connector.id: found.space
            for found in inventory.connectors
            if not found.connector.is_preconfigured
        },
        preconfigured={
            found.connector.id for found in inventory.connectors if found.connector.is_preconfigured
        },
        types={each.id: each.enabled_in_config and each.enabled_in_license for each in types},
    )


async def _import(
    kibana: AsyncKibana,
    planned: Sequence[Planned],
    mode: Mode,
    filled: Sequence[Filled],
    on_progress: Any,
) -> _Done:
    from ..transfer.export_file import ndjson
    from ..transfer.import_plan import Mode

    done = _Done()
    steps = len(planned) + len(filled)
    try:
        for space in dict.fromkeys(each.space for each in planned):
            chosen = [each.connector for each in planned if each.space == space]
            result = await kibana.import_connectors(
                ndjson(each.object for each in chosen),
                overwrite=mode is Mode.OVERWRITE,
                create_new_copies=mode is Mode.COPY,
                space=space,
            )
            for each in result.imported:
                done.ids[space, each.id] = each.destination_id or each.id
            for problem in result.errors:
                done.failed[space, problem.id] = problem.reason
            for connector in chosen:
                if (space, connector.id) not in done.ids:
                    done.failed.setdefault((space, connector.id), "Kibana left it out")
            done.said += [
                str(each["message"])
                for each in result.warnings
                if each.get("type") != "action_required" and each.get("message")
            ]
            on_progress(len(done.ids), steps)
        places = {each.connector.id: each.space for each in planned}
        for number, update in enumerate(filled, start=1):
            connector = update.connector
            new_id = done.ids.get((places[connector.id], connector.id))
            if new_id is None:
                continue
            await kibana.update_connector(
                new_id,
                name=connector.name,
                config=update.config,
                secrets=update.secrets,
                space=places[connector.id],
            )
            done.filled.add(connector.id)
            on_progress(len(done.ids) + number, steps)
    except KibanaError as error:
        _tell_what_was_done(planned, done, error)
        raise
    return done


def _tell_what_was_done(planned: Sequence[Planned], done: _Done, error: KibanaError) -> None:
    """Say how far an import came before it failed; nothing, if it did not begin."""
    if done.ids:
        note(
            f"before this error {len(done.ids)} of {len(planned)} connectors were imported, and "
            f"{len(done.filled)} got their secrets: {', '.join(sorted(set(done.ids.values())))}"
        )
    elif isinstance(error, NoAnswer):
        note(
            "whether anything was imported is not known: see `kibana-connectors import --dry-run`, and "
            "repeat it with --overwrite"
        )


def _table(planned: Iterable[Planned], done: _Done | None) -> Iterable[str]:
    titles = ("Name", "Type", "Space", "Effect" if done is None else "Done", "Notes")
    rows = [
        (
            each.connector.name,
            each.connector.type_id,
            each.space,
            _effect(each, done),
            ", ".join(each.notes),
            _new_id(each, done),
        )
        for each in planned
    ]
    return table_lines(titles, rows, terminal_width(), below="Id")


def _effect(each: Planned, done: _Done | None) -> str:
    if done is not None and (reason := done.failed.get((each.space, each.connector.id))):
        return f"failed: {reason}"
    filled = done is not None and each.connector.id in done.filled
    return each.effect.value + (", secrets set" if filled else "")


def _new_id(each: Planned, done: _Done | None) -> str:
    old = each.connector.id
    new = old if done is None else done.ids.get((each.space, old), old)
    return old if new == old else f"{old} -> {new}"


def _variable_lines(connectors: Sequence[Any]) -> Iterable[str]:
    from ..transfer.secret_variables import naming_parts, secrets_wanted

    naming = naming_parts(connectors)
    rows = [
        (
            each.variable,
            connector.name,
            each.path or "all",
            "yes" if each.is_needed else "no",
            "yes" if os.environ.get(each.variable) else "no",
        )
        for connector in connectors
        for each in secrets_wanted(connector, naming[connector.id], os.environ)
    ]
    yield ""
    yield from table_lines(("Variable", "Connector", "Secret", "Needed", "Set"), rows, terminal_width())


def _as_json(
    planned: Sequence[Planned],
    done: _Done | None,
    filled: Sequence[Filled],
    missing: Sequence[str],
    connectors: Sequence[Any],
    *,
    fill_secrets: bool,
) -> dict[str, Any]:
    from ..transfer.secret_variables import naming_parts, secrets_wanted

    naming = naming_parts(connectors)
    rows = []
    for each in planned:
        connector, key = each.connector, (each.space, each.connector.id)
        rows.append(
            {
                "space": each.space,
                "id": connector.id,
                "name": connector.name,
                "type": connector.type_id,
                "effect": each.effect.name.lower(),
                "notes": list(each.notes),
                "imported": done is not None and key in done.ids,
                "new_id": None if done is None else done.ids.get(key),
                "error": None if done is None else done.failed.get(key),
                "secrets_set": done is not None and connector.id in done.filled,
                "variables": [
                    {
                        "name": wanted.variable,
                        "secret": wanted.path or None,
                        "needed": wanted.is_needed,
                        "set": bool(os.environ.get(wanted.variable)),
                    }
                    for wanted in secrets_wanted(connector, naming[connector.id], os.environ)
                ]
                if fill_secrets
                else None,
            }
        )
    return {"sent": done is not None, "connectors": rows, "problems": list(missing)}


def _told(
    planned: Sequence[Planned],
    done: _Done | None,
    filled: Sequence[Filled],
    missing: Sequence[str],
    *,
    fill_secrets: bool,
    dry_run: bool,
) -> int:
    """Say what is lost or wrong, and return the exit code."""
    from ..transfer.import_plan import Effect

    effects = [each.effect for each in planned]
    for problem in missing:
        note(problem)
    conflicts, refused = effects.count(Effect.CONFLICT), effects.count(Effect.REFUSED)
    if conflicts:
        note(
            f"{conflicts} ids are taken in their spaces: give --overwrite to replace those connectors, or "
            "--create-new-copies to import all with new ids"
        )
    if refused:
        note(f"{refused} connectors cannot be imported (see their notes): take them out of the file")
    if conflicts or refused or missing:
        if not dry_run:
            note("nothing was sent")
        return FINDINGS
    will_fill = {update.connector.id for update in filled}
    unfilled = [
        each
        for each in planned
        if each.connector.is_missing_secrets
        and each.connector.id not in (will_fill if done is None else done.filled)
    ]
    if unfilled:
        named = ", ".join(escaped(each.connector.name) for each in unfilled[:5])
        more = f" and {len(unfilled) - 5} more" if len(unfilled) > 5 else ""
        note(
            f"{len(unfilled)} connectors {'will not' if done is None else 'do not'} run until they get their "
            f"secrets: {named}{more}"
            + ("" if fill_secrets else "; --fill-secrets takes them from the environment")
        )
    renamed = effects.count(Effect.COPY) + effects.count(Effect.NEW_ID)
    if renamed:
        note(
            f"{renamed} connectors {'will get' if done is None else 'have got'} new ids: rules, workflows "
            "and Terraform know them by the old ones"
        )
    if done is not None:
        for text in done.said:
            note(f"Kibana says: {text}")
        note(
            "Kibana checks no config when it imports: `kibana-connectors test` tells whether a connector runs"
        )
        if done.failed:
            note(f"{len(done.failed)} connectors were not imported")
            return FINDINGS
    return OK
