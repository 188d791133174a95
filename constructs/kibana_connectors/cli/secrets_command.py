"""`kibana-connectors secrets`: connectors that miss their secrets, why, and what to set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..kibana.errors import BadRequest, Forbidden, NotFound, Refusal
from .connection import Connection, live
from .examples import examples
from .exit_codes import FINDINGS, OK, REFUSED
from .output import AsJson, note, write_json
from .progress import progress
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..stack_files.connectors import StackConnector
    from ..transfer.needed_secrets import SecretWay
    from .inventory import Found, Inventory

_SINCE = "now-30d"
_IMPORTED = "imported"
_DECRYPTION = "decryption"
_WHY = {
    _IMPORTED: "it came without them: by an import, or by a copy into this space",
    _DECRYPTION: "Kibana cannot decrypt them: its encryption key "
    "(xpack.encryptedSavedObjects.encryptionKey) is another than when they were saved",
}
_CANNOT_DECRYPT = ("decrypt", "secrets must be defined")
"""Parts of what the execution log says of a run that failed for this; compared without case."""


@dataclass(frozen=True)
class _Missing:
    """A connector that misses its secrets.

    Attributes:
        found: The connector.
        cause: `imported` or `decryption`.
        ways: The ways to have its secrets; none where the library does not know its type.
        stack: What a stack gives it; None where no stack has it.
    """

    found: Found
    cause: str
    ways: tuple[SecretWay, ...]
    stack: _InStack | None = None


@dataclass(frozen=True)
class _InStack:
    """A connector in a stack.

    Attributes:
        stack: The stack.
        address: Its address in Terraform.
        sources: What each secret is made of: the secret's path, and variables or other addresses.
    """

    stack: str
    address: str
    sources: tuple[tuple[str, str], ...]


@examples(
    "kibana-connectors secrets",
    "kibana-connectors secrets --space ops --check",
    "kibana-connectors secrets --stack cdktf.out --json",
)
@live(has_space=False)
def show_secrets(
    connection: Connection,
    spaces: Annotated[
        list[str] | None,
        typer.Option(
            "--space", metavar="SPACE", help="Only this space; may be repeated.", show_default=False
        ),
    ] = None,
    stacks: Annotated[
        list[str] | None,
        typer.Option(
            "--stack",
            metavar="STACK",
            help="A synthesized stack, or a cdktf.out: name its variables; may be repeated.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 if one misses its secrets.")] = False,
    in_json: AsJson = False,
) -> int:
    """Show the connectors that miss their secrets, why, and what to set.

    Kibana marks those that were imported or copied; of others the execution log of the last 30 days may say
    that their secrets cannot be decrypted. No secret is ever shown: Kibana gives them to nobody.
    """
    in_stacks = _in_stacks(stacks) if stacks else ()
    with progress("Reading spaces") as on_progress:

        async def work(kibana: AsyncKibana) -> tuple[Inventory, set[tuple[str, str]], Refusal | None]:
            from .inventory import read_inventory

            inventory = await read_inventory(kibana, spaces or (), on_progress)
            try:
                return inventory, await _undecryptable(kibana, inventory), None
            except (Forbidden, NotFound, BadRequest) as error:
                return inventory, set(), error

        inventory, undecryptable, no_log = connection.run(work)
    missing = list(_missing(inventory, undecryptable, in_stacks))
    if in_json:
        write_json([_as_json(each) for each in missing])
    elif missing:
        write_lines(_table(missing))
    else:
        note("no connector misses its secrets")
    return _told(inventory, missing, no_log, check=check, has_stacks=bool(stacks))


async def _undecryptable(kibana: AsyncKibana, inventory: Inventory) -> set[tuple[str, str]]:
    """Return the connectors, by space and id, whose last run failed because of their secrets."""
    if not inventory.spaces:
        return set()
    here = inventory.spaces[0]
    failures = await kibana.execution_log(
        start=_SINCE, kql="event.outcome: failure", spaces=inventory.spaces, space=here
    )
    suspects = {
        each.connector_id: each.space_ids
        for each in reversed(failures.executions)
        if each.connector_id and _says_so(each.message)
    }
    found = set()
    for connector_id, in_spaces in suspects.items():
        latest = await kibana.execution_log(
            start=_SINCE, connector_id=connector_id, spaces=inventory.spaces, at_most=1, space=here
        )
        if any(_says_so(each.message) for each in latest.executions):
            found |= {(space, connector_id) for space in in_spaces}
    return found


def _says_so(message: str | None) -> bool:
    return message is not None and any(part in message.casefold() for part in _CANNOT_DECRYPT)


def _missing(
    inventory: Inventory, undecryptable: Collection[tuple[str, str]], in_stacks: Collection[StackConnector]
) -> Iterator[_Missing]:
    from ..transfer.needed_secrets import secret_ways

    for found in inventory.connectors:
        connector = found.connector
        if connector.is_missing_secrets:
            cause = _IMPORTED
        elif (found.space, connector.id) in undecryptable:
            cause = _DECRYPTION
        else:
            continue
        yield _Missing(
            found,
            cause,
            secret_ways(connector.connector_type_id, connector.config),
            _stack_of(found, in_stacks),
        )


# -- stacks --------------------------------------------------------------------------------------------------


def _in_stacks(paths: list[str]) -> tuple[StackConnector, ...]:
    from ..stack_files.connectors import connectors_in
    from ..stack_files.reading import read_stacks

    return connectors_in(read_stacks(paths))


def _stack_of(found: Found, in_stacks: Collection[StackConnector]) -> _InStack | None:
    """Return what a stack gives a connector: by its space and id, or by its name where Kibana made the id."""
    connector = found.connector
    for each in in_stacks:
        if (each.space, each.id) == (found.space, connector.id):
            return _of_stack(each)
    for each in in_stacks:
        if not isinstance(each.id, str) and (each.space, each.name, each.type_id) == (
            found.space,
            connector.name,
            connector.connector_type_id,
        ):
            return _of_stack(each)
    return None


def _of_stack(connector: StackConnector) -> _InStack:
    from ..stack_files.values import unknown_in
    from ..stack_files.variables import PREFIX

    sources = []
    for path, unknown in unknown_in(connector.secrets):
        for name in unknown.references:
            variable = name.removeprefix("var.")
            sources.append((".".join(path), name if variable == name else f"{PREFIX}{variable}"))
    return _InStack(connector.stack.name, connector.address, tuple(sources))


# -- what it writes ------------------------------------------------------------------------------------------


def _told(
    inventory: Inventory,
    missing: Collection[_Missing],
    no_log: Refusal | None,
    *,
    check: bool,
    has_stacks: bool,
) -> int:
    from .inventory import notes_on_what_is_missing

    unread = list(notes_on_what_is_missing(inventory))
    for line in unread:
        note(line)
    if no_log is not None:
        note(f"secrets that cannot be decrypted are not found: {no_log}")
    if any(each.stack is not None for each in missing):
        note("deploy with a new secrets_version: the provider sends secrets again only when it changes")
    elif missing and has_stacks:
        note("no stack has any of these connectors")
    if missing and check:
        return FINDINGS
    return REFUSED if unread else OK


def _table(missing: Collection[_Missing]) -> Iterator[str]:
    rows = (
        (
            each.found.connector.name,
            each.found.connector.connector_type_id,
            each.found.space,
            each.cause,
            f"{_WHY[each.cause]}; {_what_to_set(each)}",
        )
        for each in missing
    )
    return table_lines(
        ("Name", "Type", "Space", "Cause"), rows, terminal_width(), below="Why, and what to set"
    )


def _what_to_set(missing: _Missing) -> str:
    if missing.stack is not None:
        names = [f"{source} ({path})" if path else source for path, source in missing.stack.sources]
        place = f"{missing.stack.address} of the stack {missing.stack.stack}"
        return f"set {', '.join(names) or 'its secrets'}, for {place}"
    if not missing.ways:
        return "set all its secrets: this library does not know its type"
    told = [_way_in_words(way) for way in missing.ways]
    return "set " + (" or ".join(told) if len(told) < 3 else f"one of: {'; '.join(told)}")


def _way_in_words(way: SecretWay) -> str:
    fields = ", ".join(way.needed) or ("nothing: its config needs none, and saving it clears the mark")
    return f"{way.auth_type} ({fields})" if way.auth_type else fields


def _as_json(missing: _Missing) -> dict[str, Any]:
    connector = missing.found.connector
    in_stack: Mapping[str, Any] | None = None
    if missing.stack is not None:
        sources = [{"secret": path, "from": source} for path, source in missing.stack.sources]
        in_stack = {"stack": missing.stack.stack, "address": missing.stack.address, "sources": sources}
    return {
        "space": missing.found.space,
        "id": connector.id,
        "name": connector.name,
        "type": connector.connector_type_id,
        "cause": missing.cause,
        "why": _WHY[missing.cause],
        "ways": [
            {"auth_type": way.auth_type or None, "needed": way.needed, "optional": way.optional}
            for way in missing.ways
        ],
        "in_stack": in_stack,
    }
