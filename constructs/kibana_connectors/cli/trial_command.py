"""`kibana-connectors test`: try connectors out, with as little effect as their types allow."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import InvalidRequest, KibanaError
from ..kibana.shown_text import escaped, one_line, without_likely_secrets
from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK, REFUSED, code_of
from .output import AsJson, note, write_json
from .progress import progress
from .selection import Selection, choosing
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..kibana.execution import ExecutionResult
    from ..kibana.trials import Trial
    from .inventory import Found, Inventory

_OK = "ok"
_FAILED = "failed"
_NOT_RUN = "not tested"
_NOT_FOUND = "not found"
_SYSTEM = "system-connector-"
_LONGEST = 240


@dataclass
class _Test:
    """One connector and what came of it.

    Attributes:
        id: Its id.
        found: The connector; None where there is none.
        space: The space that it is run in.
        trial: How it is tried out; None where it is not.
        result: One of the words above; empty before it ran.
        told: What happened, in one line without secrets.
        ms: How long it took, in milliseconds.
        error: What Kibana refused.
    """

    id: str
    found: Found | None
    space: str = ""
    trial: Trial | None = None
    result: str = ""
    told: str = ""
    ms: int | None = None
    error: KibanaError | None = None


@examples(
    "kibana-connectors test 6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01 --yes",
    "kibana-connectors test --space ops --type .jira --type .servicenow",
    "kibana-connectors test --json | jq '.[] | select(.result == \"failed\")'",
)
@live(has_space=False)
@choosing("unused")
def try_connectors(
    connection: Connection,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Ids of connectors.", show_default=False)
    ] = None,
    *,
    selection: Selection,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also those that send a message or may page somebody.")
    ] = False,
    allow_writes: Annotated[
        bool, typer.Option("--allow-writes", help="Also those that make a document or a ticket.")
    ] = False,
    email_to: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where email connectors send; else to their own sender."),
    ] = None,
    at_once: Annotated[int, typer.Option(metavar="N", min=1, max=50, help="How many run at once.")] = 5,
    in_json: AsJson = False,
) -> int:
    """Try connectors out, with as little effect as their types allow.

    Each runs once and never again, with params that read something where its type can. It asks before a
    message goes out or somebody may be paged, and writes nothing unless told so. Without ids and options all
    connectors are tried out.
    """
    if email_to is not None and "@" not in email_to:
        raise InvalidRequest("--email-to: expected an address, such as ops@example.com")
    with progress("Looking in all spaces") as on_progress:

        async def look(kibana: AsyncKibana) -> tuple[Inventory, list[_Test]]:
            from .inventory import read_inventory

            inventory = await read_inventory(kibana, selection.spaces, on_progress)
            return inventory, await _tests(kibana, inventory, ids or (), selection, email_to)

        inventory, tests = connection.run(look)
    _decide(tests, yes=yes, allow_writes=allow_writes, may_ask=not in_json)
    to_run = [each for each in tests if not each.result]
    if to_run:
        with progress("Testing") as on_progress:

            async def run(kibana: AsyncKibana) -> None:
                await _run(kibana, to_run, at_once, on_progress)

            connection.run(run)
    if in_json:
        write_json([_as_json(each) for each in tests])
    elif tests:
        write_lines(_table(tests))
    else:
        note("no connector matches")
    return _told(tests, inventory, named=bool(ids))


# -- what is run ---------------------------------------------------------------------------------------------


async def _tests(
    kibana: AsyncKibana,
    inventory: Inventory,
    ids: Collection[str],
    selection: Selection,
    email_to: str | None,
) -> list[_Test]:
    from ..guard.uses import EVERY_SPACE
    from ..kibana.trials import Trial, trial_of

    tests = _chosen(inventory, ids, selection)
    testable: dict[str, bool | None] = {}
    for each in tests:
        if each.found is None:
            continue
        # One of kibana.yml is in all spaces, but not all may be open to this credential.
        each.space = inventory.spaces[0] if each.found.space == EVERY_SPACE else each.found.space
        connector, kind = each.found.connector, each.found.type
        type_id = connector.connector_type_id
        if type_id not in testable:
            testable[type_id] = await _is_testable(kibana, each.found)
        trial = trial_of(type_id, connector.config, is_testable=testable[type_id], email_to=email_to)
        if kind is None:
            each.result, each.told = _NOT_RUN, "this Kibana does not know its type"
        elif not kind.enabled_in_config and not connector.is_preconfigured:
            each.result, each.told = _NOT_RUN, "its type is not enabled in kibana.yml"
        elif isinstance(trial, Trial):
            each.trial = trial
        else:
            each.result, each.told = _NOT_RUN, trial.why
    return tests


async def _is_testable(kibana: AsyncKibana, found: Found) -> bool | None:
    """Return whether Kibana says that a type has a test of its own; None where it does not say."""
    if found.type is None or found.type.source == "stack":
        return False
    if found.type.is_testable is not None or found.type.source is None:
        return found.type.is_testable
    try:
        spec = await kibana.get_connector_spec(found.type.id)
    except KibanaError:
        return None  # such as a version without the route
    return spec.is_testable


def _chosen(inventory: Inventory, ids: Collection[str], selection: Selection) -> list[_Test]:
    matching = [found for found in inventory.connectors if selection.has(found)]
    if not ids:
        return [_Test(found.connector.id, found) for found in matching]
    by_id = {found.connector.id: found for found in matching}
    names = {found.connector.name: found.connector.id for found in inventory.connectors}
    tests = []
    for each in dict.fromkeys(ids):
        if each in by_id:
            tests.append(_Test(each, by_id[each]))
        elif each.startswith(_SYSTEM):
            told = "it belongs to Kibana itself, which alone can run it"
            tests.append(_Test(each, None, result=_NOT_RUN, told=told))
        else:
            hint = f"; the connector of this name has the id {names[each]}" if each in names else ""
            tests.append(_Test(each, None, result=_NOT_FOUND, told=f"no connector matches{hint}"))
    return tests


def _decide(tests: Collection[_Test], *, yes: bool, allow_writes: bool, may_ask: bool) -> None:
    """Leave out what writes, and ask before what sends."""
    sending = []
    for each in tests:
        if each.trial is None:
            continue
        if each.trial.effect == "writes" and not allow_writes:
            each.result, each.told = _NOT_RUN, f"{each.trial.does}: --allow-writes does it"
        elif each.trial.effect == "sends" and not yes:
            sending.append(each)
    if not sending or (may_ask and _agreed(sending)):
        return
    for each in sending:
        each.result = _NOT_RUN
        each.told = f"{each.trial.does if each.trial else ''}: --yes does it"


def _agreed(sending: Collection[_Test]) -> bool:
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    for each in sending:
        if each.found is not None and each.trial is not None:
            connector = each.found.connector
            line = f"{connector.name} ({connector.connector_type_id}, {each.found.space}): {each.trial.does}"
            typer.echo(escaped(line), err=True)
    return typer.confirm("These send something, or may page somebody. Run them?", err=True)


async def _run(kibana: AsyncKibana, tests: Collection[_Test], at_once: int, on_progress: Any) -> None:
    left = asyncio.Semaphore(at_once)
    done = 0

    async def one(test: _Test) -> None:
        nonlocal done
        async with left:
            await _run_one(kibana, test)
            done += 1
            on_progress(done, len(tests))

    await asyncio.gather(*map(one, tests))


async def _run_one(kibana: AsyncKibana, test: _Test) -> None:
    if test.trial is None:
        return
    started = time.perf_counter()
    try:
        result = await kibana.execute_connector(test.id, test.trial.params, space=test.space)
    except KibanaError as error:
        test.result, test.told, test.error = _FAILED, str(error), error
    else:
        test.result = _OK if result.is_ok else _FAILED
        test.told = test.trial.does if result.is_ok else _said(result)
    test.ms = round((time.perf_counter() - started) * 1000)


def _said(result: ExecutionResult) -> str:
    parts = [part for part in (result.message, result.service_message) if part]
    return one_line(without_likely_secrets(": ".join(parts) or "it does not say why"), longest=_LONGEST)


# -- what it writes ------------------------------------------------------------------------------------------


def _told(tests: Collection[_Test], inventory: Inventory, *, named: bool) -> int:
    from .inventory import notes_on_what_is_missing

    missing = list(notes_on_what_is_missing(inventory))
    for line in missing:
        note(line)
    refused = next((each.error for each in tests if each.error is not None), None)
    if refused is not None:
        return code_of(refused)
    wrong = {_FAILED, _NOT_FOUND, *((_NOT_RUN,) if named else ())}
    if any(each.result in wrong for each in tests):
        return FINDINGS
    return REFUSED if missing else OK


def _table(tests: Collection[_Test]) -> Iterator[str]:
    rows = (
        (
            each.id if each.found is None else each.found.connector.name,
            "" if each.found is None else each.found.connector.connector_type_id,
            "" if each.found is None else each.found.space,
            each.result,
            "" if each.ms is None else f"{each.ms} ms",
            each.told,
        )
        for each in tests
    )
    titles = ("Name", "Type", "Space", "Result", "Time")
    return table_lines(titles, rows, terminal_width(), below="What it did, or why not")


def _as_json(test: _Test) -> dict[str, Any]:
    found = test.found
    return {
        "space": None if found is None else found.space,
        "id": test.id,
        "name": None if found is None else found.connector.name,
        "type": None if found is None else found.connector.connector_type_id,
        "result": test.result,
        "ms": test.ms,
        "effect": None if test.trial is None else test.trial.effect,
        "told": test.told,
    }
