"""`kibana-connectors list`: the connectors of a live Kibana."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .choices import check_choice
from .connection import Connection, live
from .examples import examples
from .exit_codes import OK, REFUSED
from .output import AsJson, note, write_json
from .progress import progress
from .selection import Selection, choosing
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from .inventory import Found, Inventory

_SORTS = ("name", "space", "type", "used")


def _known_sort(given: str) -> str:
    check_choice("order", given, _SORTS)
    return given


@examples(
    "kibana-connectors list",
    "kibana-connectors list --space ops --space sec --missing-secrets",
    "kibana-connectors list --unused --json | jq -r '.[].id'",
)
@live(has_space=False)
@choosing()
def list_connectors(
    connection: Connection,
    selection: Selection,
    users: Annotated[
        bool, typer.Option("--users", help="Name the rules and workflows that use each; reads all of them.")
    ] = False,
    sort: Annotated[
        str, typer.Option(callback=_known_sort, metavar="|".join(_SORTS), help="What to sort by.")
    ] = "name",
    in_json: AsJson = False,
) -> int:
    """List the connectors of all spaces of a Kibana.

    "Used by" is Kibana's own count of what uses a connector: rules and other saved objects, but not
    workflows. With --users or --unused all rules and workflows are read, and named. Preconfigured connectors
    are in every space (*).
    """
    from .inventory import add_users, read_inventory

    with progress("Reading spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> Inventory:
            inventory = await read_inventory(kibana, selection.spaces, on_progress)
            if users or selection.unused:
                await add_users(kibana, inventory, on_progress)
            return inventory

        inventory = connection.run(work)
    chosen = [
        found
        for found in inventory.connectors
        if selection.has(found) and (not selection.unused or found.is_unused)
    ]
    chosen.sort(key=_ORDERS[sort])
    if in_json:
        write_json([as_json(found) for found in chosen])
    elif chosen:
        write_lines(_table(chosen, named=users))
    else:
        note("no connector matches" if inventory.connectors else "there is no connector")
    return _told_what_is_missing(inventory, unused=selection.unused)


def _told_what_is_missing(inventory: Inventory, *, unused: bool) -> int:
    from .inventory import notes_on_what_is_missing, plural

    missing = list(notes_on_what_is_missing(inventory))
    for line in missing:
        note(line)
    unknown = sum(found.is_unused is None for found in inventory.connectors)
    if unused and unknown and not missing:
        told = plural(unknown, "connector")
        note(f"of {told} it cannot be told: a workflow makes a connector's id when it runs")
    return REFUSED if missing else OK


def _used(found: Found) -> int:
    return max(found.connector.referenced_by_count or 0, len(found.users or ()))


_ORDERS: dict[str, Callable[[Found], Any]] = {
    "name": lambda found: 0,  # as it is
    "space": lambda found: found.space,
    "type": lambda found: found.connector.connector_type_id,
    "used": lambda found: -_used(found),
}


def as_json(found: Found) -> dict[str, Any]:
    """Return what JSON output has of a connector.

    Args:
        found: The connector.
    """
    connector = found.connector
    return {
        "space": found.space,
        "id": connector.id,
        "name": connector.name,
        "type": connector.connector_type_id,
        "type_name": found.type.name if found.type is not None else None,
        "features": list(found.type.supported_feature_ids) if found.type is not None else [],
        "missing_secrets": connector.is_missing_secrets,
        "deprecated": found.is_deprecated,
        "preconfigured": connector.is_preconfigured,
        "referenced_by_count": connector.referenced_by_count,
        "unused": found.is_unused,
        "users": None if found.users is None else [vars(user) for user in found.users],
    }


def _table(chosen: list[Found], *, named: bool) -> Iterator[str]:
    titles = ("Name", "Type", "Space", "Used by", "Notes")
    rows = (
        (
            found.connector.name,
            found.connector.connector_type_id,
            found.space,
            _used_by(found, named=named),
            ", ".join(notes(found)),
            ", ".join(found.type.supported_feature_ids) if found.type is not None else "",
        )
        for found in chosen
    )
    return table_lines(titles, rows, terminal_width(), below="Features")


def _used_by(found: Found, *, named: bool) -> str:
    if found.users is not None and named:
        return ", ".join(f"{user.kind} {user.name}" for user in found.users) or str(_used(found))
    if found.users is None and found.connector.is_preconfigured:
        return "?"  # Kibana does not count these
    return str(_used(found))


def notes(found: Found) -> Iterator[str]:
    """Yield what is special about a connector, in words.

    Args:
        found: The connector.
    """
    if found.connector.is_missing_secrets:
        yield "missing secrets"
    if found.is_deprecated:
        yield "deprecated"
    if found.connector.is_preconfigured:
        yield "preconfigured"
    if found.is_unused:
        yield "unused"
    if found.type is None:
        yield "unknown type"
    elif not found.type.enabled_in_config:
        yield "type not enabled"
    elif not found.type.enabled_in_license:
        yield "above the license"
