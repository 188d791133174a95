"""`kibana-connectors show`: one connector of a live Kibana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import NotFound
from ..kibana.shown_text import escaped
from .connection import Connection, live
from .examples import examples
from .exit_codes import OK, REFUSED
from .list_command import as_json, notes
from .output import AsJson, note, write_json
from .progress import progress
from .table import write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from .inventory import Found, Inventory


@examples(
    "kibana-connectors show 6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01",
    "kibana-connectors show On-call --space ops --json",
)
@live(has_space=False)
def show_connector(
    connection: Connection,
    connector: Annotated[
        str, typer.Argument(metavar="ID|NAME", help="The connector's id, or its whole name.")
    ],
    space: Annotated[
        str | None, typer.Option(help="Look in this space only; else in all.", show_default=False)
    ] = None,
    in_json: AsJson = False,
) -> int:
    """Show one connector of a Kibana, and what uses it.

    It is looked for in all spaces; what uses it is read from the rules and workflows of its space. Secrets
    are never shown: Kibana gives them to nobody.
    """
    from .inventory import add_users, notes_on_what_is_missing, read_inventory

    with progress("Looking in all spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> Inventory:
            inventory = await read_inventory(kibana, () if space is None else (space,), on_progress)
            inventory.connectors = _matching(inventory, connector)
            await add_users(kibana, inventory, on_progress)
            return inventory

        inventory = connection.run(work)
    found = inventory.connectors
    if in_json:
        write_json([_as_json(each) for each in found])
    else:
        write_lines(line for number, each in enumerate(found) for line in _lines(each, is_first=number == 0))
    inventory.unreadable.clear()  # it was found elsewhere
    missing = list(notes_on_what_is_missing(inventory))
    for line in missing:
        note(line)
    return REFUSED if missing else OK


def _matching(inventory: Inventory, wanted: str) -> list[Found]:
    """Return the connector of this id, else all of this name.

    Raises:
        NotFound: There is none.
    """
    from .inventory import plural

    by_id = [found for found in inventory.connectors if found.connector.id == wanted]
    if by_id:
        return by_id
    by_name = [found for found in inventory.connectors if found.connector.name == wanted]
    if by_name:
        return by_name
    unread = ", ".join(sorted(inventory.unreadable))
    where = plural(len(inventory.spaces) - len(inventory.unreadable), "space")
    raise NotFound(
        f"no connector has the id or the name {escaped(wanted)}, in {where}"
        f"{f' (and {unread} may not be read)' if unread else ''}; look for a part of them by "
        "`kibana-connectors list --search`"
    )


def _as_json(found: Found) -> dict[str, Any]:
    return {**as_json(found), "config": found.connector.config}


def _lines(found: Found, *, is_first: bool) -> Iterator[str]:
    if not is_first:
        yield ""
    connector = found.connector
    type_name = (
        f" ({found.type.name}, {found.type.minimum_license_required})" if found.type is not None else ""
    )
    fields = {
        "Name": connector.name,
        "Id": connector.id,
        "Type": f"{connector.connector_type_id}{type_name}",
        "Space": found.space,
        "Features": ", ".join(found.type.supported_feature_ids) if found.type is not None else "",
        "Notes": ", ".join(notes(found)),
    }
    for title, value in fields.items():
        if value:
            yield f"{title + ':':10}{escaped(value)}"
    if connector.config is not None:
        yield "Config:"
        yield from ("  " + escaped(line) for line in json.dumps(connector.config, indent=2).splitlines())
    users = found.users or ()
    yield "Used by:" + ("" if users else " nothing" if found.is_unused else " unknown")
    for user in users:
        off = "" if user.enabled is not False else ", disabled"
        yield f"  {user.kind} {escaped(user.name)} ({escaped(user.id)}, space {user.space}{off})"
