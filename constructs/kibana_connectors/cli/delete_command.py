"""`kibana-connectors delete`: delete connectors that nothing uses any more."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import InvalidRequest, KibanaError, NotFound
from ..kibana.shown_text import escaped
from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, INTERRUPTED, OK, REFUSED, code_of
from .output import AsJson, note, write_json
from .progress import progress
from .selection import Selection, choosing
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..guard.uses import User
    from ..kibana.async_client import AsyncKibana
    from .inventory import Found, Inventory

_SYSTEM = "system-connector-"
_WOULD_GO = "would go"
_GONE = "deleted"
_KEPT = "kept"
_FAILED = "failed"
_UNKNOWN = "unknown"
_NOT_FOUND = "not found"


@dataclass
class _Outcome:
    """What becomes of one connector.

    Attributes:
        id: Its id.
        found: The connector; None where there is none.
        result: One of the words above.
        why: Why, where it needs a reason.
        users: What uses it.
        error: What went wrong.
    """

    id: str
    found: Found | None
    result: str
    why: str = ""
    users: tuple[User, ...] = ()
    error: KibanaError | None = None


@examples(
    "kibana-connectors delete 6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01",
    "kibana-connectors delete --unused --space ops --yes",
    "kibana-connectors delete --type .slack --deprecated --json",
)
@live(has_space=False)
@choosing()
def delete_connectors(
    connection: Connection,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Ids of connectors.", show_default=False)
    ] = None,
    *,
    selection: Selection,
    yes: Annotated[bool, typer.Option("--yes", help="Delete; without it nothing is deleted.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also those that something uses.")] = False,
    in_json: AsJson = False,
) -> int:
    """Delete connectors that nothing uses any more.

    Without --yes it only shows what would go. Connectors that a rule, a workflow or a case uses are kept, and
    so are those of which that cannot be told; preconfigured connectors are always kept. Kibana itself looks
    at none of this.
    """
    if not ids and selection.is_everything:
        raise InvalidRequest("no connector is named: give ids, or choose by an option such as --unused")
    outcomes: list[_Outcome] = []
    inventory: Inventory | None = None
    with progress("Deleting" if yes else "Looking in all spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> Inventory:
            from .inventory import read_inventory

            inventory = await read_inventory(kibana, selection.spaces, on_progress)
            outcomes.extend(await _judged(kibana, inventory, ids or (), selection, on_progress, force=force))
            if yes:
                await _delete(kibana, [each for each in outcomes if each.result == _WOULD_GO], on_progress)
            return inventory

        try:
            inventory = connection.run(work)
        except KeyboardInterrupt:
            if not yes or not outcomes:
                raise
    if inventory is None:  # by Ctrl+C
        for each in outcomes:
            if each.result == _WOULD_GO:
                each.result, each.why = _KEPT, "interrupted before its turn came"
    if in_json:
        write_json([_as_json(each) for each in outcomes])
    elif outcomes:
        write_lines(_table(outcomes))
    else:
        note("no connector matches")
    return INTERRUPTED if inventory is None else _told(outcomes, inventory, yes=yes)


async def _judged(
    kibana: AsyncKibana,
    inventory: Inventory,
    ids: Collection[str],
    selection: Selection,
    on_progress: Any,
    *,
    force: bool,
) -> list[_Outcome]:
    from ..guard.plan import Key
    from ..guard.uses import Wanted, read_uses

    chosen, outcomes = _chosen(inventory, ids, selection)
    wanted = [
        Wanted.of(
            found.space, found.connector, None if found.type is None else found.type.supported_feature_ids
        )
        for found in chosen
        if not found.connector.is_preconfigured
    ]
    uses = await read_uses(kibana, wanted, inventory.all_spaces, on_progress)
    for found in chosen:
        key = Key(found.space, found.connector.id)
        users, unseen = uses.users.get(key, ()), uses.unseen_by(key)
        outcome = _Outcome(found.connector.id, found, _WOULD_GO, users=users)
        if found.connector.is_preconfigured:
            outcome.result = _KEPT
            outcome.why = "preconfigured: it comes from kibana.yml, where alone it can be removed"
        elif users:
            outcome.why = "used by " + ", ".join(map(str, users))
            outcome.result = outcome.result if force else _KEPT
        elif unseen:
            first, *others = unseen
            more = f" (and {len(others)} more)" if others else ""
            outcome.why = f"could not be looked at: {first}{more}"
            outcome.result = outcome.result if force else _KEPT
        if selection.unused and (users or unseen or found.connector.is_preconfigured):
            continue
        outcomes.append(outcome)
    return outcomes


def _chosen(
    inventory: Inventory, ids: Collection[str], selection: Selection
) -> tuple[list[Found], list[_Outcome]]:
    """Return the connectors that are meant, and an outcome for each id that has none."""
    matching = [found for found in inventory.connectors if selection.has(found)]
    if not ids:
        return matching, []
    by_id = {found.connector.id: found for found in matching}
    known = {found.connector.id for found in inventory.connectors}
    names = {found.connector.name: found.connector.id for found in inventory.connectors}
    chosen, outcomes = [], []
    for each in dict.fromkeys(ids):
        if each in by_id:
            chosen.append(by_id[each])
        elif each.startswith(_SYSTEM):
            outcomes.append(_Outcome(each, None, _KEPT, "it belongs to Kibana itself"))
        elif each in known:
            outcomes.append(_Outcome(each, None, _NOT_FOUND, "the other options leave it out"))
        else:
            hint = f"; the connector of this name has the id {names[each]}" if each in names else ""
            outcomes.append(_Outcome(each, None, _NOT_FOUND, f"no connector has this id{hint}"))
    return chosen, outcomes


async def _delete(kibana: AsyncKibana, outcomes: Collection[_Outcome], on_progress: Any) -> None:
    """Delete connectors, some at once; each outcome tells how it ended as soon as it did."""
    from .inventory import AT_ONCE

    left = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def one(outcome: _Outcome) -> None:
        nonlocal done
        async with left:
            outcome.result, outcome.why = _UNKNOWN, "interrupted before an answer came"
            try:
                await kibana.delete_connector(
                    outcome.id, space=outcome.found.space if outcome.found else None
                )
            except NotFound:
                outcome.result, outcome.why = _GONE, "somebody else was quicker"
            except KibanaError as error:
                outcome.result, outcome.why, outcome.error = _FAILED, str(error), error
            else:
                outcome.result, outcome.why = _GONE, ""
            done += 1
            on_progress(done, len(outcomes))

    await asyncio.gather(*map(one, outcomes))


def _told(outcomes: Collection[_Outcome], inventory: Inventory, *, yes: bool) -> int:
    from .inventory import notes_on_what_is_missing

    missing = list(notes_on_what_is_missing(inventory))
    for line in missing:
        note(line)
    if not yes and any(each.result == _WOULD_GO for each in outcomes):
        note("nothing was deleted: --yes does it")
    failed = next((each.error for each in outcomes if each.error is not None), None)
    if failed is not None:
        return code_of(failed)
    if any(each.result in (_KEPT, _NOT_FOUND) for each in outcomes):
        return FINDINGS
    return REFUSED if missing else OK


def _table(outcomes: Collection[_Outcome]) -> Iterator[str]:
    rows = (
        (
            each.id if each.found is None else each.found.connector.name,
            "" if each.found is None else each.found.connector.connector_type_id,
            "" if each.found is None else each.found.space,
            each.result,
            f"{each.id}: {each.why}" if each.why else each.id,
        )
        for each in outcomes
    )
    return table_lines(("Name", "Type", "Space", "Result"), rows, terminal_width(), below="Id")


def _as_json(outcome: _Outcome) -> dict[str, Any]:
    found = outcome.found
    return {
        "space": None if found is None else found.space,
        "id": outcome.id,
        "name": None if found is None else found.connector.name,
        "type": None if found is None else found.connector.connector_type_id,
        "result": outcome.result,
        "why": escaped(outcome.why),
        "users": [vars(user) for user in outcome.users],
    }
