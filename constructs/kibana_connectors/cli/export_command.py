"""`kibana-connectors export`: connectors of a live Kibana into a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ..kibana.errors import InvalidRequest, NotFound
from ..kibana.shown_text import escaped
from .connection import Connection, live
from .examples import examples
from .output import AsJson, note, write_json
from .output_file import STANDARD_OUTPUT, check_output, write_output
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..transfer.export_file import SpaceExport
    from .inventory import Inventory


@examples(
    "kibana-connectors export -o connectors.ndjson",
    "kibana-connectors export --space ops | jq -r .attributes.name",
)
@live(has_space=False)
def export_connectors(
    connection: Connection,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = STANDARD_OUTPUT,
    spaces: Annotated[
        list[str] | None,
        typer.Option(
            "--space", metavar="SPACE", help="Only this space; may be repeated.", show_default=False
        ),
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="Only this connector; may be repeated.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    in_json: AsJson = False,
) -> None:
    """Export connectors into a file, without their secrets.

    The file is NDJSON as Kibana's own exports: one space after the other, each with its id in the line that
    counts its connectors. Kibana can import it, too. What is not in it is told on standard error.
    """
    if output != STANDARD_OUTPUT:
        check_output(output, force=force)
    elif in_json:
        raise InvalidRequest("--json: tells what was exported; name a file for the export itself by -o FILE")
    from ..transfer.export_file import write_export

    with progress("Exporting") as on_progress:

        async def work(kibana: AsyncKibana) -> tuple[Inventory, list[SpaceExport]]:
            from .inventory import read_inventory

            inventory = await read_inventory(kibana, spaces or (), on_progress)
            for error in inventory.unreadable.values():
                raise error  # a file without the connectors of a space would look whole
            return inventory, await _exports(kibana, inventory, ids)

        inventory, exports = connection.run(work)
    told = _told(inventory, exports, ids)
    text = write_export(exports)
    if output == STANDARD_OUTPUT:
        typer.echo(text, nl=False)
    else:
        write_output(output, text, force=force)
        rows = [(each.space or "", len(each.connectors), _missing(each)) for each in exports]
        if in_json:
            write_json(
                {
                    "file": output,
                    "spaces": [
                        {"space": space, "connectors": number, "need_secrets": missing}
                        for space, number, missing in rows
                    ],
                    "told": told,
                }
            )
        else:
            titles = ("Space", "Connectors", "Need secrets")
            write_lines(table_lines(titles, [tuple(map(str, row)) for row in rows], terminal_width()))
    if not in_json:
        for line in told:
            note(line)


async def _exports(kibana: AsyncKibana, inventory: Inventory, ids: list[str] | None) -> list[SpaceExport]:
    from ..kibana.call import InEachSpace
    from ..kibana.saved_objects import export_connectors as export
    from ..transfer.export_file import SpaceExport, connector_of
    from .inventory import AT_ONCE

    wanted = _wanted(inventory, ids)
    if not wanted:
        return []
    found: dict[str, SpaceExport] = {}
    each = InEachSpace(lambda space: export(wanted[space], space=space), tuple(wanted), AT_ONCE)
    async for result in kibana.run_in_each_space(each):
        connectors = []
        for value in result.value.objects:
            connector = connector_of(value)
            if isinstance(connector, str):
                raise InvalidRequest(f"space {result.space}: the export has an odd object: {connector}")
            connectors.append(connector)
        found[result.space] = SpaceExport(result.space, tuple(connectors))
    return [found[space] for space in wanted]


def _wanted(inventory: Inventory, ids: list[str] | None) -> dict[str, list[str]]:
    """Return the ids to export of each space; whoever names one that cannot be exported is told.

    Kibana exports nothing of a space if it does not know the type of one connector. So ids are named.
    """
    exportable = [
        found
        for found in inventory.connectors
        if not found.connector.is_preconfigured and not found.connector.is_system_action
    ]
    known = {found.connector.id for found in exportable if found.type is not None}
    for wanted in ids or ():
        if wanted not in known:
            shown = escaped(wanted)
            is_elsewhere = any(found.connector.id == wanted for found in inventory.connectors)
            why = (
                "cannot be exported: it is preconfigured, or Kibana does not know its type"
                if is_elsewhere
                else f"there is no such connector, in {len(inventory.spaces)} spaces"
            )
            raise NotFound(f"--id {shown}: {why}; `kibana-connectors list` shows all", status=404)
    by_space: dict[str, list[str]] = {}
    for space in inventory.spaces:
        chosen = [
            found.connector.id
            for found in exportable
            if found.space == space and found.connector.id in known and (not ids or found.connector.id in ids)
        ]
        if chosen:
            by_space[space] = chosen
    return by_space


def _missing(export: SpaceExport) -> int:
    return sum(connector.is_missing_secrets for connector in export.connectors)


def _told(inventory: Inventory, exports: Iterable[SpaceExport], ids: list[str] | None) -> list[str]:
    """Return what the export does not hold, in words."""
    exports = list(exports)
    total = sum(len(export.connectors) for export in exports)
    missing = sum(map(_missing, exports))
    told = []
    if total:
        told.append(
            f"no secret is in it: {missing} of {total} connectors need theirs again after an import; "
            "optional ones, such as secret headers, are gone without a mark"
        )
        told.append("what uses a connector is not in it: rules and workflows name it by its id")
    else:
        told.append("there is no connector to export")
    preconfigured = sum(found.connector.is_preconfigured for found in inventory.connectors)
    if preconfigured and not ids:
        told.append(f"preconfigured connectors ({preconfigured}) are not in it: they stand in kibana.yml")
    personal = sum(
        connector.object["attributes"].get("authMode") == "personal"
        for export in exports
        for connector in export.connectors
    )
    if personal:
        told.append(f"{personal} connectors are personal: each person has to sign in again after an import")
    unknown = [found for found in inventory.connectors if found.type is None]
    if unknown and not ids:
        named = ", ".join(
            f"{found.connector.name} ({found.connector.connector_type_id})" for found in unknown
        )
        told.append(f"{len(unknown)} connectors are not in it, for Kibana does not know their type: {named}")
    return told
