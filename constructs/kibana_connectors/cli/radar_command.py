"""`kibana-connectors radar`: which connectors end, and when."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..policies.radar import Ending, UsedType
    from .inventory import Inventory

_STANDARD_INPUT = "-"


@examples(
    "kibana-connectors radar",
    "kibana-connectors radar cdktf.out",
    "terraform show -json plan.bin | kibana-connectors radar --plan -",
)
@live(has_space=False)
def show_radar(
    connection: Connection,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STACK]...",
            help="A stack's folder, a cdk.tf.json, or a cdktf.out; without one, a live Kibana.",
            show_default=False,
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="PLAN.json",
            help="What `terraform show -json` printed; - is standard input.",
            show_default=False,
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="YYYY-MM-DD", help="Count days from this one.", show_default="today"),
    ] = None,
    fail_within: Annotated[
        int | None,
        typer.Option(
            "--fail-within",
            metavar="DAYS",
            min=0,
            help="Exit with 1 if a vendor's service ends within so many days, or has ended.",
            show_default=False,
        ),
    ] = None,
    in_json: AsJson = False,
) -> int:
    """List the connectors whose type ends, the soonest first: of stacks, of a plan, or of a live Kibana.

    Types that a vendor ends on a day come first, then those that Kibana calls deprecated, by version. Each
    has its successor, and the source of the facts.
    """
    from ..kibana.errors import InvalidRequest
    from ..policies.radar import endings

    if paths and plan is not None:
        raise InvalidRequest("--plan: expected stacks, or a plan, and not both")
    try:
        day = date.today() if today is None else date.fromisoformat(today)
    except ValueError:
        raise InvalidRequest("--today: expected a day, such as 2026-11-25") from None
    if paths:
        used = list(_of_stacks(paths))
    elif plan is not None:
        used = list(_of_plan(plan))
    else:
        used = list(_of_kibana(connection))
    found = endings(used, day)
    if in_json:
        write_json([each.as_json() for each in found])
    elif found:
        write_lines(_lines(found))
    else:
        note(f"none of {len(used)} connectors is of a type that ends")
    soon = [each for each in found if each.days_left is not None and each.days_left <= (fail_within or 0)]
    return FINDINGS if fail_within is not None and soon else OK


def _of_stacks(paths: list[str]) -> Iterator[UsedType]:
    from ..policies.radar import UsedType
    from .stack_arguments import read_connectors

    for each in read_connectors(paths)[1]:
        if isinstance(each.type_id, str):
            name = each.name if isinstance(each.name, str) else ""
            space = each.space if isinstance(each.space, str) else ""
            yield UsedType(each.type_id, name, space, f"{each.stack.name}/{each.label}")


def _of_plan(path: str) -> Iterator[UsedType]:
    from ..errors import UnreadableFile
    from ..guard.plan_reading import read_plan
    from ..policies.radar import UsedType

    if path == _STANDARD_INPUT:
        read = read_plan(sys.stdin.buffer, "standard input")
    else:
        try:
            with open(path, "rb") as file:
                read = read_plan(file, path)
        except OSError as error:
            raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from None
    for each in read.connectors:
        if each.actions not in (("delete",), ("forget",)):
            key = each.after or each.before
            space = key.space if key is not None else ""
            yield UsedType(each.new_type_id or each.type_id, each.name, space, each.address)


def _of_kibana(connection: Connection) -> Iterator[UsedType]:
    from ..policies.radar import UsedType
    from .inventory import notes_on_what_is_missing, read_inventory

    with progress("Reading spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> Inventory:
            return await read_inventory(kibana, (), on_progress)

        inventory = connection.run(work)
    for text in notes_on_what_is_missing(inventory):
        note(text)
    for found in inventory.connectors:
        each = found.connector
        yield UsedType(
            each.connector_type_id,
            each.name,
            found.space,
            each.id,
            each.referenced_by_count,
            found.is_deprecated,
        )


def _lines(found: tuple[Ending, ...]) -> Iterator[str]:
    rows = (
        (
            each.sunset.vendor_end.isoformat() if each.sunset.vendor_end is not None else "",
            "" if each.days_left is None else str(each.days_left),
            each.used.type_id,
            each.used.space,
            each.used.name or each.used.where,
            _facts(each),
        )
        for each in found
    )
    titles = ("Ends", "Days", "Type", "Space", "Connector")
    yield from table_lines(titles, rows, terminal_width(), below="Facts")


def _facts(ending: Ending) -> str:
    instead = f"; use {ending.sunset.successor}" if ending.sunset.successor else ""
    return f"{ending.sunset.text}{instead} ({ending.sunset.source})"
