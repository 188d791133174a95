"""`kibana-connectors spaces`: the spaces of a live Kibana."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .connection import Connection, live
from .examples import examples
from .exit_codes import OK, REFUSED
from .output import AsJson, note, write_json
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..kibana.spaces import Space


@examples("kibana-connectors spaces", "kibana-connectors spaces --count", "kibana-connectors spaces --json")
@live(has_space=False)
def list_spaces(
    connection: Connection,
    count: Annotated[bool, typer.Option("--count", help="Count the connectors of each space, too.")] = False,
    in_json: AsJson = False,
) -> int:
    """List the spaces of a Kibana.

    Only spaces that the credential may see are listed. Counts are without preconfigured connectors.
    """
    with progress("Counting connectors") as on_progress:

        async def work(kibana: AsyncKibana) -> tuple[tuple[Space, ...], dict[str, int | None]]:
            spaces = await kibana.list_spaces()
            counts: dict[str, int | None] = {}
            if count:
                from ..kibana.errors import Forbidden
                from .inventory import AT_ONCE

                ids = [space.id for space in spaces]
                async for found in kibana.list_connectors_in_each_space(spaces=ids, at_most=AT_ONCE):
                    if isinstance(found.error, Forbidden):
                        counts[found.space] = None
                    else:
                        counts[found.space] = sum(not each.is_preconfigured for each in found.value)
                    on_progress(len(counts), len(spaces))
            return spaces, counts

        spaces, counts = connection.run(work)
    if in_json:
        write_json(
            [
                {
                    "id": space.id,
                    "name": space.name,
                    "description": space.description,
                    "solution": space.solution,
                    **({"connectors": counts[space.id]} if count else {}),
                }
                for space in spaces
            ]
        )
    else:
        titles = ("Id", "Name", *(("Connectors",) if count else ()))
        rows = [
            (space.id, space.name, *((_shown(counts[space.id]),) if count else ()), space.description or "")
            for space in spaces
        ]
        write_lines(table_lines(titles, rows, terminal_width(), below="Description"))
    unreadable = sorted(space for space, number in counts.items() if number is None)
    if unreadable:
        from .inventory import plural

        told = plural(len(unreadable), "space")
        note(f"the connectors of {told} may not be read: {', '.join(unreadable)}")
    return REFUSED if unreadable else OK


def _shown(number: int | None) -> str:
    return "?" if number is None else str(number)
