"""Who uses connectors: rules, workflows and cases, read from every space of a Kibana.

Kibana's own count (`referenced_by_count`) sees no workflows, but it sees saved objects that the credential
may not read. So both are looked at, and whatever could not be read is told.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ..kibana.async_client import AsyncKibana
from ..kibana.call import InEachSpace, OfSpace
from ..kibana.cases import list_case_settings
from ..kibana.connectors import LiveConnector
from ..kibana.errors import Forbidden, NotFound, UnexpectedAnswer
from ..kibana.rules import Rule, list_rules, list_rules_using
from ..kibana.workflows import Workflow, connectors_named_by
from .plan import Key

T = TypeVar("T")

EVERY_SPACE = "*"
"""The space of preconfigured connectors."""
_CASES = "cases"
"""The feature of the types that cases can use."""
_AT_ONCE = 10
_SAVED = ("rule", "case", "settings of cases")
"""Kinds of users that Kibana's own count sees."""

OnProgress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class User:
    """What uses a connector.

    Attributes:
        kind: `rule`, `workflow`, `case` or `settings of cases`.
        id: Its id.
        name: Its name.
        space: Its space.
        enabled: Whether it runs; None where that is not known.
    """

    kind: str
    id: str
    name: str
    space: str
    enabled: bool | None = None

    def __str__(self) -> str:
        off = ", disabled" if self.enabled is False else ""
        return f"{self.kind} {self.name or self.id} (space {self.space}{off})"


@dataclass(frozen=True)
class Wanted:
    """A connector whose users are looked for.

    Attributes:
        key: Its space and its id.
        name: Its name, which a workflow may use in place of the id.
        is_preconfigured: Whether it comes from kibana.yml, so that all spaces can use it.
        features: What can use its type; None where that is not known.
        count: How many saved objects use it, as Kibana counts; None where it does not say.
    """

    key: Key
    name: str
    is_preconfigured: bool = False
    features: tuple[str, ...] | None = None
    count: int | None = None

    @classmethod
    def of(cls, space: str, connector: LiveConnector, features: tuple[str, ...] | None) -> Wanted:
        """Return what Kibana's list tells of a connector.

        Args:
            space: The space that was listed.
            connector: The connector.
            features: What can use its type.
        """
        everywhere = connector.is_preconfigured
        return cls(
            key=Key(EVERY_SPACE if everywhere else space, connector.id),
            name=connector.name,
            is_preconfigured=everywhere,
            features=features,
            count=None if everywhere else connector.referenced_by_count,
        )

    def may_be_used_from(self, space: str) -> bool:
        """Whether what is in a space can use it; what names it from another one fails when it runs.

        Args:
            space: The space.
        """
        return self.is_preconfigured or space == self.key.space


@dataclass(frozen=True)
class Unseen:
    """Something that may use a connector, and could not be looked at.

    Attributes:
        space: The space; `*` for all.
        what: What it is, such as `rules`.
        why: Why not.
        connectors: The connectors that it may use; None for all that the space can use.
    """

    space: str
    what: str
    why: str
    connectors: frozenset[Key] | None = None

    def may_use(self, key: Key) -> bool:
        """Whether it may use a connector: what is in another space cannot.

        Args:
            key: The connector.
        """
        is_meant = self.connectors is None or key in self.connectors
        return is_meant and (EVERY_SPACE in (self.space, key.space) or self.space == key.space)

    def __str__(self) -> str:
        place = "all spaces" if self.space == EVERY_SPACE else f"space {self.space}"
        return f"{self.what} ({place}): {self.why}"


@dataclass(frozen=True)
class Uses:
    """Who uses the connectors.

    Attributes:
        users: All users of each connector; every connector that was looked for is here.
        unseen: What could not be looked at.
    """

    users: Mapping[Key, tuple[User, ...]] = field(default_factory=dict)
    unseen: tuple[Unseen, ...] = ()

    def unseen_by(self, key: Key) -> tuple[Unseen, ...]:
        """Return what may use a connector, and could not be looked at.

        Args:
            key: The connector.
        """
        return tuple(each for each in self.unseen if each.may_use(key))


async def read_uses(
    kibana: AsyncKibana,
    wanted: Collection[Wanted],
    spaces: Collection[str],
    on_progress: OnProgress = lambda done, total: None,
) -> Uses:
    """Read who uses connectors.

    Rules and workflows are read in every space; cases only where a type that they can use is among the
    connectors, in its space. A workflow in another space than the connector's counts too if it names the id.

    Args:
        kibana: The client.
        wanted: The connectors.
        spaces: All spaces that the credential may see.
        on_progress: Is told how many spaces were read, and of how many.

    Raises:
        KibanaError: A call failed, but for a missing privilege or route, which are told in what was not seen.
    """
    reading = _Reading(kibana, wanted, spaces, on_progress)
    if wanted:
        await reading.rules()
        await reading.workflows()
        await reading.cases()
        reading.compare_counts()
    return reading.uses()


class _Reading:
    def __init__(
        self,
        kibana: AsyncKibana,
        wanted: Collection[Wanted],
        spaces: Collection[str],
        on_progress: OnProgress,
    ) -> None:
        self._kibana = kibana
        self._wanted = wanted
        self._spaces = tuple(spaces)
        self._on_progress = on_progress
        self._by_id: dict[str, list[Wanted]] = {}
        self._by_name: dict[str, list[Wanted]] = {}
        for each in wanted:
            self._by_id.setdefault(each.key.id, []).append(each)
            self._by_name.setdefault(each.name, []).append(each)
        self._users: dict[Key, dict[User, None]] = {each.key: {} for each in wanted}
        self._unseen: list[Unseen] = []

    def uses(self) -> Uses:
        return Uses({key: tuple(users) for key, users in self._users.items()}, tuple(self._unseen))

    async def rules(self) -> None:
        for_all = InEachSpace(lambda space: list_rules(space=space), self._spaces, _AT_ONCE)
        crowded: list[str] = []
        async for each in self._each("rules", for_all, crowded):
            self._add_rules(each.space, each.value)
        # Of too many rules Kibana shows a part, unless it is asked for those of one connector.
        for connector in self._wanted if crowded else ():
            using = InEachSpace(
                lambda space, connector=connector: list_rules_using(  # type: ignore[misc]
                    connector.key.id, is_preconfigured=connector.is_preconfigured, space=space
                ),
                tuple(crowded),
                _AT_ONCE,
            )
            async for each in self._each("rules", using):
                self._add_rules(each.space, each.value, only=connector)

    def _add_rules(self, space: str, rules: Iterable[Rule], only: Wanted | None = None) -> None:
        for rule in rules:
            user = User("rule", rule.id, rule.name, space, rule.enabled)
            for connector_id in rule.connector_ids:
                for wanted in self._by_id.get(connector_id, ()):
                    if only is None or wanted is only:
                        self._add(wanted, user)

    async def workflows(self) -> None:
        each_space = self._kibana.list_workflows_in_each_space(spaces=self._spaces, at_most=_AT_ONCE)
        async for each in self._seen("workflows", each_space):
            for workflow in each.value:
                self._add_workflow(each.space, workflow)

    def _add_workflow(self, space: str, workflow: Workflow) -> None:
        named = connectors_named_by(workflow)
        user = User("workflow", workflow.id, workflow.name or workflow.id, space, workflow.enabled)
        for text in named.ids:
            for wanted in self._by_id.get(text, ()):
                self._add(wanted, user)
            for wanted in self._by_name.get(text, ()):
                if wanted.may_be_used_from(space):
                    self._add(wanted, user)
        if named.doubt:
            self._unseen.append(
                Unseen(space, f"connectors of the workflow {user.name}", f"{named.doubt} ({workflow.id})")
            )

    async def cases(self) -> None:
        used = [each for each in self._wanted if each.features is None or _CASES in each.features]
        spaces = tuple(
            space for space in self._spaces if any(wanted.may_be_used_from(space) for wanted in used)
        )
        listed = self._kibana.list_cases_in_each_space(spaces=spaces, at_most=_AT_ONCE)
        async for cases in self._seen("cases", listed, partly=True):
            for case in cases.value:
                is_on = None if case.status is None else case.status != "closed"
                self._add_by_id(case.connector_id, User("case", case.id, case.title, cases.space, is_on))
        of_settings = InEachSpace(lambda space: list_case_settings(space=space), spaces, _AT_ONCE)
        async for settings in self._each("settings of cases", of_settings):
            for one in settings.value:
                user = User("settings of cases", one.id, one.owner or one.id, settings.space)
                self._add_by_id(one.connector_id, user)

    def _add_by_id(self, connector_id: str | None, user: User) -> None:
        for wanted in self._by_id.get(connector_id or "", ()):
            self._add(wanted, user)

    def _add(self, wanted: Wanted, user: User) -> None:
        self._users[wanted.key][user] = None

    def _each(
        self, what: str, each: InEachSpace[T], crowded: list[str] | None = None
    ) -> AsyncIterator[OfSpace[T]]:
        return self._seen(what, self._kibana.run_in_each_space(each), crowded)

    async def _seen(
        self,
        what: str,
        results: AsyncIterator[OfSpace[T]],
        crowded: list[str] | None = None,
        *,
        partly: bool = False,
    ) -> AsyncIterator[OfSpace[T]]:
        """Yield what could be read; note what may not be, or is not there.

        Args:
            what: What is read.
            results: What each space gave.
            crowded: Takes the spaces of which Kibana shows only a part.
            partly: Note such spaces as well.
        """
        done = 0
        async for each in results:
            done += 1
            self._on_progress(done, len(self._spaces))
            if each.error is None:
                yield each
            elif isinstance(each.error, (Forbidden, NotFound)):
                self._unseen.append(Unseen(each.space, what, str(each.error)))
            elif type(each.error) is UnexpectedAnswer and crowded is not None:
                crowded.append(each.space)
            elif type(each.error) is UnexpectedAnswer and partly:
                self._unseen.append(Unseen(each.space, what, str(each.error)))
            else:
                raise each.error

    def compare_counts(self) -> None:
        """Note what Kibana counts and nobody showed: what the credential may not read."""
        for wanted in self._wanted:
            if wanted.count is None or self.uses().unseen_by(wanted.key):
                continue
            seen = sum(user.kind in _SAVED for user in self._users[wanted.key])
            if wanted.count > seen:
                why = (
                    f"Kibana counts {wanted.count} that use {wanted.key.id}, and {seen} could be seen: this "
                    "credential may not read the others, or they are the history of cases"
                )
                self._unseen.append(Unseen(EVERY_SPACE, "other saved objects", why, frozenset({wanted.key})))
