"""`kibana-connectors health`: how the connectors of a live Kibana do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import InvalidRequest
from .bars import bar, columns, marks
from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..health.period import Period
    from ..health.reading import RunsOfPeriod
    from ..health.statistics import ConnectorHealth, Slice
    from ..kibana.async_client import AsyncKibana

_PARTS = 48
"""Slices of the period."""
_BAR = 24


@examples(
    "kibana-connectors health",
    "kibana-connectors health --since 7d --space ops --json",
    "kibana-connectors health --since 2026-11-24 --until 2026-11-25 --check 5",
)
@live(has_space=False)
def show_health(
    connection: Connection,
    since: Annotated[
        str, typer.Option(metavar="TIME", help="From when on: an age such as 30m, 24h or 7d, or a date.")
    ] = "24h",
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Until when; else now.", show_default=False)
    ] = None,
    spaces: Annotated[
        list[str] | None,
        typer.Option(
            "--space", metavar="SPACE", help="Only this space; may be repeated.", show_default=False
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="Read so many runs at most.")
    ] = 10_000,
    check: Annotated[
        float | None,
        typer.Option(
            metavar="PERCENT",
            min=0,
            max=100,
            help="Exit with 1 if more than so many percent of a connector's runs failed.",
            show_default=False,
        ),
    ] = None,
    in_json: AsJson = False,
) -> int:
    """Show how often connectors ran and failed, and how long they took.

    The figures come from Kibana's execution log. Runs that Kibana refused to begin are not in it.
    """
    from ..health.period import period_of
    from ..health.statistics import health_of

    period = period_of(since, until, datetime.now(timezone.utc))
    with progress("Reading the execution log"):

        async def work(kibana: AsyncKibana) -> tuple[RunsOfPeriod, str | None]:
            from ..health.reading import read_runs
            from .inventory import check_spaces

            known = [space.id for space in await kibana.list_spaces()]
            check_spaces(spaces or (), known)
            wanted = [space for space in known if space in spaces] if spaces else known
            if not wanted:
                raise InvalidRequest("this credential sees no space")
            runs = await kibana.run(read_runs(period, wanted, most))
            return runs, await _task_manager(kibana)

        runs, task_manager = connection.run(work)
    found = health_of(runs.executions, period, _PARTS)
    bad = [each for each in found if check is not None and each.failed_percent > check]
    if in_json:
        write_json(_as_json(found, runs, period, task_manager))
    elif found:
        write_lines(_lines(found, runs, period))
    _tell(found, bad, runs, task_manager, check=check, in_json=in_json)
    return FINDINGS if bad else OK


async def _task_manager(kibana: AsyncKibana) -> str | None:
    """Return what Task Manager says of its health; None where it does not say, as on serverless."""
    from ..kibana.errors import Forbidden, NotFound

    try:
        return (await kibana.task_manager_health()).status
    except (Forbidden, NotFound):
        return None


def _lines(found: Sequence[ConnectorHealth], runs: RunsOfPeriod, period: Period) -> Iterator[str]:
    from ..health.statistics import slices_of

    drawn = marks()
    most = max(each.runs for each in found)
    rows = [
        (
            each.name,
            each.space,
            str(each.runs),
            f"{each.failures} ({_percent(each.failed_percent)})" if each.failures else "0",
            *map(_time, (each.median_ms, each.p95_ms, each.longest_ms)),
            bar(each.runs - each.failures, each.failures, most, _BAR, drawn),
        )
        for each in found
    ]
    titles = ("Connector", "Space", "Runs", "Failed", "Median", "95%", "Longest")
    yield from table_lines(titles, rows, terminal_width(), below=f"{drawn.good} succeeded {drawn.bad} failed")
    yield ""
    yield f"{_day(period.start)} to {_day(period.end)} UTC, {_length(period.length / _PARTS)} a column"
    slices = slices_of(runs.executions, period, _PARTS)
    highest = max(each.runs for each in slices)
    yield f"  runs    {columns([each.runs for each in slices], highest, drawn)}".rstrip()
    if any(each.failures for each in slices):
        yield f"  failed  {columns([each.failures for each in slices], highest, drawn)}".rstrip()


def _tell(
    found: Sequence[ConnectorHealth],
    bad: Sequence[ConnectorHealth],
    runs: RunsOfPeriod,
    task_manager: str | None,
    *,
    check: float | None,
    in_json: bool,
) -> None:
    if not found:
        note("no connector ran in this period")
    if runs.is_cut:
        note(
            f"only the latest {len(runs.executions):,} runs were read: give a shorter period, or more "
            "by --most"
        )
    if runs.are_counts_cut:
        note(f"Kibana counts no more than {runs.counts.total:,} runs: there may have been more")
    if found and not in_json:
        said = f", which says {task_manager}," if task_manager is not None else ""
        note(f"Task Manager{said} hides failures of connectors: to it a run that failed is a success")
    for each in bad:
        note(
            f"{each.name} (space {each.space}): {_percent(each.failed_percent)} of {each.runs} runs failed, "
            f"and {check:g}% may" + (f"; the last: {each.last_error}" if each.last_error else "")
        )


def _as_json(
    found: Sequence[ConnectorHealth], runs: RunsOfPeriod, period: Period, task_manager: str | None
) -> dict[str, Any]:
    from ..health.period import iso
    from ..health.statistics import slices_of

    return {
        "since": iso(period.start),
        "until": iso(period.end),
        "counts": runs.counts.model_dump(),
        "counts_are_cut": runs.are_counts_cut,
        "runs_read": len(runs.executions),
        "runs_are_cut": runs.is_cut,
        "task_manager": task_manager,
        "slices": _slices(slices_of(runs.executions, period, _PARTS)),
        "connectors": [
            {
                **vars(each),
                "failed_percent": round(each.failed_percent, 2),
                "slices": _slices(each.slices),
            }
            for each in found
        ],
    }


def _slices(slices: Sequence[Slice]) -> list[dict[str, int]]:
    return [vars(each) for each in slices]


def _percent(value: float) -> str:
    """Return a share in whole percent; neither 0 nor 100 unless it is."""
    return f"{min(max(round(value), int(value > 0)), 99 if value < 100 else 100)}%"


def _time(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "?"
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.1f} s" if milliseconds < 100_000 else f"{milliseconds / 60_000:.0f} min"


def _day(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M")


def _length(length: timedelta) -> str:
    seconds = length.total_seconds()
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.3g} s"
