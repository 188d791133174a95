"""`kibana-connectors report`: all connectors of a live Kibana on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Annotated

import typer

from .connection import Connection, live
from .examples import examples
from .exit_codes import OK, REFUSED
from .list_command import notes
from .output import AsJson, note, write_json
from .output_file import check_output, write_output
from .progress import progress
from .table import write_lines

if TYPE_CHECKING:
    from ..health.period import Period
    from ..health.reading import RunsOfPeriod
    from ..kibana.async_client import AsyncKibana
    from ..kibana.deployment import Status
    from ..kibana.monitoring import Execution
    from ..report.page import Report
    from .inventory import Found, Inventory

_PARTS = 28
_STATES = {"missing secrets", "deprecated", "preconfigured", "unused"}
"""Notes that the page knows by themselves."""


@examples(
    "kibana-connectors report -o report.html",
    "kibana-connectors report -o report.html --since 30d --force",
)
@live(has_space=False)
def write_report(
    connection: Connection,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write the page.", show_default=False),
    ],
    spaces: Annotated[
        list[str] | None,
        typer.Option(
            "--space", metavar="SPACE", help="Only this space; may be repeated.", show_default=False
        ),
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="TIME", help="Runs from when on: an age such as 24h or 7d, or a date.")
    ] = "7d",
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Until when; else now.", show_default=False)
    ] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="Read so many runs at most.")
    ] = 10_000,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    in_json: AsJson = False,
) -> int:
    """Write all connectors of a Kibana onto one page of HTML.

    The page can be searched, filtered and sorted, and loads nothing: who uses each connector, what is wrong
    with it, and how it did over time. It holds no config and no secret.
    """
    check_output(output, force=force)
    from ..health.period import period_of
    from ..report.page import render

    now = datetime.now(timezone.utc)
    period = period_of(since, until, now)
    with progress("Reading spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> tuple[Inventory, Status, RunsOfPeriod | str, str]:
            from .inventory import add_users, read_inventory

            inventory = await read_inventory(kibana, spaces or (), on_progress)
            await add_users(kibana, inventory, on_progress)
            runs = await _runs(kibana, period, inventory, most)
            return inventory, await kibana.status(), runs, kibana.endpoint

        inventory, status, runs, endpoint = connection.run(work)
    report = _report(inventory, status, runs, endpoint, period, now)
    write_output(output, render(report), force=force)
    if in_json:
        write_json({"file": output, "connectors": len(report.connectors), "notes": list(report.notes)})
    else:
        write_lines([f"{output}: {len(report.connectors):,} connectors of {len(inventory.spaces):,} spaces"])
        for each in report.notes:
            note(each)
    return REFUSED if inventory.unreadable or inventory.users_unreadable else OK


async def _runs(kibana: AsyncKibana, period: Period, inventory: Inventory, most: int) -> RunsOfPeriod | str:
    """Return the runs, or why there are none to read."""
    from ..health.reading import read_runs
    from ..kibana.errors import Forbidden, NotFound

    spaces = [space for space in inventory.spaces if space not in inventory.unreadable]
    if not spaces:
        return "no space may be read"
    try:
        return await kibana.run(read_runs(period, spaces, most))
    except (Forbidden, NotFound) as error:
        return str(error)


def _report(
    inventory: Inventory,
    status: Status,
    runs: RunsOfPeriod | str,
    endpoint: str,
    period: Period,
    now: datetime,
) -> Report:
    from ..health.statistics import health_of, slices_of
    from ..report.page import Report, ReportedConnector

    everywhere = {found.connector.id for found in inventory.connectors if found.connector.is_preconfigured}
    executions = () if isinstance(runs, str) else tuple(_placed(runs.executions, everywhere))
    health = {(each.space, each.id): each for each in health_of(executions, period, _PARTS)}
    connectors = []
    for found in inventory.connectors:
        connector = found.connector
        done = health.get((found.space, connector.id))
        connectors.append(
            ReportedConnector(
                id=connector.id,
                name=connector.name,
                space=found.space,
                type_id=connector.connector_type_id,
                type_name=found.type.name if found.type is not None else None,
                is_missing_secrets=bool(connector.is_missing_secrets),
                is_deprecated=found.is_deprecated,
                is_preconfigured=connector.is_preconfigured,
                is_unused=found.is_unused,
                counted_users=None if connector.is_preconfigured else connector.referenced_by_count,
                users=found.users or (),
                remarks=tuple(each for each in notes(found) if each not in _STATES),
                runs=done.runs if done else 0,
                failures=done.failures if done else 0,
                p95_ms=done.p95_ms if done else None,
                last_error=done.last_error if done else None,
                slices=tuple((each.runs, each.failures) for each in done.slices) if done else (),
            )
        )
    overall = slices_of(executions, period, 2 * _PARTS)
    return Report(
        endpoint=endpoint,
        made=_words(now),
        version=status.version,
        connectors=tuple(connectors),
        notes=tuple(_notes(inventory, runs, connectors_seen=inventory.connectors)),
        since=_words(period.start),
        until=_words(period.end),
        slices=None if isinstance(runs, str) else tuple((each.runs, each.failures) for each in overall),
    )


def _placed(executions: Iterable[Execution], everywhere: set[str]) -> Iterable[Execution]:
    """Yield runs; those of preconfigured connectors count together, whatever their space."""
    from ..guard.uses import EVERY_SPACE

    for each in executions:
        is_everywhere = each.connector_id in everywhere
        yield each.model_copy(update={"space_ids": (EVERY_SPACE,)}) if is_everywhere else each


def _notes(inventory: Inventory, runs: RunsOfPeriod | str, connectors_seen: Sequence[Found]) -> Iterable[str]:
    for what, spaces in (
        ("connectors", inventory.unreadable),
        ("rules and workflows", inventory.users_unreadable),
    ):
        if spaces:
            first = next(iter(spaces.values()))
            yield f"the {what} of {len(spaces)} spaces are not shown ({', '.join(sorted(spaces))}): {first}"
    if isinstance(runs, str):
        yield f"how connectors did is not shown: {runs}"
    elif runs.is_cut:
        yield f"only the latest {len(runs.executions):,} runs of the period are shown"
    if not inventory.users_unreadable and any(each.is_unused is None for each in connectors_seen):
        yield (
            "whether some connectors are unused cannot be told: a workflow makes a connector's id when it "
            "runs"
        )


def _words(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M UTC")
