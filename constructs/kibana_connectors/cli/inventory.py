"""All connectors of all spaces of a Kibana, with their types and, if asked, who uses them."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..guard.uses import EVERY_SPACE, User
from ..kibana.async_client import AsyncKibana
from ..kibana.call import OfSpace
from ..kibana.connector_types import LiveType
from ..kibana.connectors import LiveConnector
from ..kibana.errors import Forbidden, NotFound
from ..kibana.rules import Rule
from ..kibana.workflows import Workflow, connectors_named_by

T = TypeVar("T")

AT_ONCE = 10
"""How many spaces are asked at once."""

OnProgress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Found:
    """A connector that was found.

    Attributes:
        space: Its space; `*` for preconfigured ones.
        connector: The connector.
        type: Its type; None where Kibana does not list it any more.
        users: The rules and workflows that use it; None where they were not read.
        are_users_all: Whether there are no others: the rules and workflows of its space, or for a
            preconfigured connector of all spaces, could be read.
    """

    space: str
    connector: LiveConnector
    type: LiveType | None
    users: tuple[User, ...] | None = None
    are_users_all: bool = False

    @property
    def is_unused(self) -> bool | None:
        """Whether nothing uses it; None where that is not known.

        Kibana's own count does not see workflows, so that it alone never proves that a connector is unused.
        """
        if self.connector.referenced_by_count or self.users:
            return False
        return True if self.are_users_all else None

    @property
    def is_deprecated(self) -> bool:
        """Whether it, or its type, is outdated."""
        of_type = self.type is not None and self.type.is_deprecated
        return self.connector.is_deprecated or bool(self.connector.is_connector_type_deprecated) or of_type


@dataclass
class Inventory:
    """What was found.

    Attributes:
        connectors: All connectors, sorted by name.
        spaces: The ids of the spaces that were looked at.
        all_spaces: The ids of all spaces that the credential may see.
        unreadable: The spaces whose connectors may not be read, and why.
        users_unreadable: The spaces whose rules or workflows may not be read, and why.
    """

    connectors: list[Found] = field(default_factory=list)
    spaces: tuple[str, ...] = ()
    all_spaces: tuple[str, ...] = ()
    unreadable: dict[str, Forbidden] = field(default_factory=dict)
    users_unreadable: dict[str, Forbidden] = field(default_factory=dict)


async def read_inventory(
    kibana: AsyncKibana,
    spaces: Collection[str] = (),
    on_progress: OnProgress = lambda done, total: None,
) -> Inventory:
    """Read all connectors of a Kibana.

    Args:
        kibana: The client.
        spaces: Only these spaces; none means all.
        on_progress: Is told how many answers have come, and of how many.

    Raises:
        NotFound: There is no such space.
        KibanaError: A call failed, but for a missing privilege in one of several spaces.
    """
    known = tuple(space.id for space in await kibana.list_spaces())
    check_spaces(spaces, known)
    wanted = tuple(space for space in known if space in spaces) if spaces else known
    inventory = Inventory(spaces=wanted, all_spaces=known)
    by_key: dict[tuple[str, str], LiveConnector] = {}
    asking_for_types = asyncio.create_task(kibana.list_connector_types())
    try:
        listed = kibana.list_connectors_in_each_space(spaces=wanted, at_most=AT_ONCE)
        async for space, connectors in _readable(listed, inventory.unreadable, on_progress, len(wanted)):
            for connector in connectors:
                by_key[EVERY_SPACE if connector.is_preconfigured else space, connector.id] = connector
        if wanted and len(inventory.unreadable) == len(wanted):
            raise inventory.unreadable[wanted[0]]
        types = {each.id: each for each in await asking_for_types}
    finally:
        asking_for_types.cancel()
        await asyncio.gather(asking_for_types, return_exceptions=True)
    found = (
        Found(space, connector, types.get(connector.connector_type_id))
        for (space, _), connector in by_key.items()
    )
    inventory.connectors = sorted(
        found, key=lambda each: (each.connector.name.casefold(), each.space, each.connector.id)
    )
    return inventory


async def add_users(
    kibana: AsyncKibana, inventory: Inventory, on_progress: OnProgress = lambda done, total: None
) -> None:
    """Read who uses the connectors: all rules and all workflows of their spaces.

    Args:
        kibana: The client.
        inventory: The connectors; each gets its users.
        on_progress: Is told how many answers have come, and of how many.

    Raises:
        KibanaError: A call failed, but for a missing privilege.
    """
    in_spaces = {found.space for found in inventory.connectors}
    # Whoever uses a preconfigured connector may be in any space.
    spaces = [space for space in inventory.all_spaces if space in in_spaces or EVERY_SPACE in in_spaces]
    users: list[tuple[str, User]] = []
    unknown: set[str] = set()
    rules = kibana.list_rules_in_each_space(spaces=spaces, at_most=AT_ONCE)
    async for space, found_rules in _readable(rules, inventory.users_unreadable, on_progress, len(spaces)):
        users += _of_rules(space, found_rules)
    workflows = kibana.list_workflows_in_each_space(spaces=spaces, at_most=AT_ONCE)
    async for space, found in _readable(workflows, inventory.users_unreadable, on_progress, len(spaces)):
        for workflow in found:
            named = connectors_named_by(workflow)
            if not named.are_all:
                unknown.add(space)
            users += [(each, _workflow_user(space, workflow)) for each in named.ids]
    unknown |= inventory.users_unreadable.keys()
    inventory.connectors = _with_users(inventory.connectors, users, unknown)


async def _readable(
    results: AsyncIterator[OfSpace[T]], unreadable: dict[str, Forbidden], on_progress: OnProgress, total: int
) -> AsyncIterator[tuple[str, T]]:
    """Yield what each space gave; a missing privilege is only noted."""
    done = 0
    async for each in results:
        done += 1
        on_progress(done, total)
        if isinstance(each.error, Forbidden):
            unreadable[each.space] = each.error
        else:
            yield each.space, each.value


def notes_on_what_is_missing(inventory: Inventory) -> Iterator[str]:
    """Yield a line for what the credential may not read.

    Args:
        inventory: What was found.
    """
    for what, spaces in (
        ("connectors", inventory.unreadable),
        ("rules and workflows", inventory.users_unreadable),
    ):
        if spaces:
            told = f"{plural(len(spaces), 'space')} are not shown ({', '.join(sorted(spaces))})"
            yield f"the {what} of {told}: {next(iter(spaces.values()))}"


def plural(number: int, noun: str) -> str:
    """Return a number with a noun.

    Args:
        number: The number.
        noun: The noun in the singular.
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def check_spaces(spaces: Iterable[str], known: Collection[str]) -> None:
    """Raise an error unless all spaces exist; Kibana itself would take any for an empty one.

    Args:
        spaces: The ids.
        known: The ids that Kibana lists.

    Raises:
        NotFound: One is not among them.
    """
    for space in spaces:
        if space not in known:
            close = difflib.get_close_matches(space, known, n=1)
            hint = f'did you mean "{close[0]}"?' if close else "`kibana-connectors spaces` lists them"
            raise NotFound(f"space {space}: this credential sees no such space; {hint}")


def _of_rules(space: str, rules: Iterable[Rule]) -> list[tuple[str, User]]:
    return [
        (connector, User("rule", rule.id, rule.name, space, rule.enabled))
        for rule in rules
        for connector in sorted(rule.connector_ids)
    ]


def _workflow_user(space: str, workflow: Workflow) -> User:
    return User("workflow", workflow.id, workflow.name or workflow.id, space, workflow.enabled)


def _with_users(
    found: Iterable[Found], users: Iterable[tuple[str, User]], unknown: Collection[str]
) -> list[Found]:
    """Give each connector its users: those of its own space, or of any if it is in every space.

    Args:
        found: The connectors.
        users: The id of a connector, and who uses it.
        unknown: Spaces of which not all users are known.
    """
    by_key: dict[tuple[str, str], list[User]] = {}
    for connector, user in users:
        for space in (user.space, EVERY_SPACE):
            by_key.setdefault((space, connector), []).append(user)
    return [
        replace(
            each,
            users=tuple(sorted(by_key.get((each.space, each.connector.id), ()), key=_order)),
            are_users_all=not unknown if each.space == EVERY_SPACE else each.space not in unknown,
        )
        for each in found
    ]


def _order(user: User) -> tuple[str, ...]:
    return user.kind, user.name.casefold(), user.space, user.id
