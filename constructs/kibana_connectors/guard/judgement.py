"""Whether a plan may be applied: what it would do to connectors, and who would lose them.

Nothing here talks to a Kibana. `losses_of` says which connectors a plan takes away; whoever has a Kibana
reads who uses these (`uses.py`); `judge` puts both together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .plan import Key, Plan, PlannedConnector, PlannedUser
from .uses import Unseen, User, Uses

Kind = Literal["used", "renamed", "imported", "two addresses", "taken", "preconfigured", "part"]


@dataclass(frozen=True)
class Loss:
    """A connector that a plan takes away, to be made anew or not.

    Attributes:
        key: Its space and its id.
        name: Its name.
        type_id: Its type.
        address: Its address in Terraform.
        how: What happens to it, as the end of "would be …".
    """

    key: Key
    name: str
    type_id: str
    address: str
    how: str


@dataclass(frozen=True)
class Finding:
    """A reason not to apply a plan.

    Attributes:
        kind: `used`: something still needs it. `renamed`: one id is deleted at one address and created at
            another. `imported`: it is imported and destroyed at once. `two addresses`: one address destroys
            what another keeps. `taken`: an id is created that is not free. `preconfigured`: Kibana deletes
            none of these. `part`: the plan has failed, and shows a part only.
        key: The connector; None where it is about the plan as a whole.
        name: Its name.
        type_id: Its type.
        addresses: The addresses that it is about.
        what: What is wrong, in one sentence without a full stop.
        advice: What to do, likewise.
        users: Who would lose it.
    """

    kind: Kind
    key: Key | None
    name: str
    type_id: str
    addresses: tuple[str, ...]
    what: str
    advice: str
    users: tuple[User, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What is to be said of a plan.

    Attributes:
        losses: The connectors that it takes away.
        findings: The reasons not to apply it.
        unseen: What may use these connectors, and could not be looked at.
        allowed: The connectors that were let go although something spoke against it.
    """

    losses: tuple[Loss, ...]
    findings: tuple[Finding, ...]
    unseen: tuple[Unseen, ...] = ()
    allowed: tuple[Key, ...] = ()


def losses_of(plan: Plan) -> tuple[Loss, ...]:
    """Return the connectors that a plan takes away.

    What is forgotten stays in Kibana, and what is moved is the same: neither is a loss. A connector is told
    by its space and id, never by its address.

    Args:
        plan: The plan.
    """
    return tuple(
        Loss(each.before, each.name, each.type_id, each.place, _how(each))
        for each in plan.connectors
        if each.is_lost and each.before is not None
    )


def judge(
    plan: Plan, uses: Uses | None = None, *, there: Collection[Key] | None = None, allowed: Iterable[str] = ()
) -> Judgement:
    """Judge a plan.

    Args:
        plan: The plan.
        uses: Who uses the connectors that it takes away, as Kibana tells; None where no Kibana was asked.
        there: Those of these connectors that Kibana has; None where that is not known. What is gone already
            cannot be lost.
        allowed: Connectors that may go whatever speaks against it: `<id>`, or `<space>/<id>`.
    """
    losses = losses_of(plan)
    given = set(allowed)
    findings: list[Finding] = list(_of_the_whole(plan))
    let_go: list[Key] = []
    unseen: dict[Unseen, None] = {}
    for finding in (*_of_one_id(plan), *_of_use(plan, losses, uses, there)):
        if finding.key is not None and given & {finding.key.id, str(finding.key)}:
            let_go.append(finding.key)
        else:
            findings.append(finding)
    for loss in losses:
        if uses is None or (there is not None and loss.key not in there):
            continue
        if given & {loss.key.id, str(loss.key)}:
            continue
        unseen.update(dict.fromkeys(uses.unseen_by(loss.key)))
    return Judgement(losses, tuple(findings), tuple(unseen), tuple(dict.fromkeys(let_go)))


def _how(change: PlannedConnector) -> str:
    if not change.is_made:
        return "deleted"
    if change.after is None:
        return "deleted and made anew under another id"
    if change.before is not None and change.after.id != change.before.id:
        return f"deleted and made anew with the id {change.after.id}"
    if change.before is not None and change.after.space != change.before.space:
        return f"deleted and made anew in the space {change.after.space}"
    if change.new_type_id and change.new_type_id != change.type_id:
        return f"deleted and made anew with the type {change.new_type_id}"
    return "deleted and made anew"


def _of_the_whole(plan: Plan) -> Iterator[Finding]:
    if plan.has_failed:
        what = "the plan ended with an error, so that it shows only a part of what has to be done"
        yield Finding("part", None, "", "", (), what, "mend what made it fail, and plan again")


# -- one id at several addresses -----------------------------------------------------------------------------


def _of_one_id(plan: Plan) -> Iterator[Finding]:
    by_id: dict[str, list[PlannedConnector]] = {}
    for each in plan.connectors:
        for connector_id in {key.id for key in (each.before, each.after) if key is not None}:
            by_id.setdefault(connector_id, []).append(each)
    for each in plan.connectors:
        if each.is_lost and each.before is not None:
            others = [other for other in by_id[each.before.id] if other is not each]
            yield from _of_a_deleted_one(each, each.before, others)
        elif each.before is not None and "forget" in each.actions:
            yield from _of_a_forgotten_one(each, each.before, by_id[each.before.id])


def _of_a_deleted_one(
    deleted: PlannedConnector, key: Key, others: list[PlannedConnector]
) -> Iterator[Finding]:
    def finding(kind: Kind, what: str, advice: str, *more: PlannedConnector) -> Finding:
        addresses = dict.fromkeys([deleted.place, *(each.place for each in more)])
        return Finding(kind, key, deleted.name, deleted.type_id, tuple(addresses), what, advice)

    if deleted.is_preconfigured:
        yield finding(
            "preconfigured",
            "it comes from kibana.yml, and Kibana refuses to delete it: the apply would fail",
            'take it out of the state by a removed block with "destroy": false',
        )
    if deleted.is_imported:
        yield finding(
            "imported",
            "it is imported and destroyed in the same plan",
            "write the connector's own space_id, connector_id and type, so that nothing has to be replaced",
        )
    for other in others:
        if "create" in other.actions and other.after == key:
            yield finding(
                "renamed",
                f"the same id is deleted at {deleted.place} and created at {other.place}: the apply fails, "
                "or ends without the connector",
                f"write a moved block from {deleted.place} to {other.place}, as `moved_from=` does",
                other,
            )
        elif "create" in other.actions and other.after is not None and other.after.id == key.id:
            yield finding(
                "renamed",
                f"the same id is deleted in the space {key.space} and created in {other.after.space}: ids "
                "are unique across all spaces, so the apply fails, or what uses it loses it",
                "give the new connector an id of its own",
                other,
            )
        elif other.before == key and not other.is_lost:
            kept = "imported" if other.is_imported else "kept"
            yield finding(
                "two addresses",
                f"it is destroyed at {deleted.place} and {kept} at {other.place}",
                f'take {deleted.place} out of the state by a removed block with "destroy": false',
                other,
            )
    if deleted.after == key and deleted.actions.index("create") < deleted.actions.index("delete"):
        yield finding(
            "taken",
            "it is made anew before it is deleted, and its id is taken until then: the apply fails",
            "leave out create_before_destroy, or give it another id",
        )


def _of_a_forgotten_one(
    forgotten: PlannedConnector, key: Key, same: list[PlannedConnector]
) -> Iterator[Finding]:
    for other in same:
        if other.is_made and other.after is not None and other.after.id == key.id:
            addresses = tuple(dict.fromkeys((forgotten.place, other.place)))
            yield Finding(
                "taken",
                key,
                forgotten.name,
                forgotten.type_id,
                addresses,
                "it stays in Kibana, and the same id is created: the apply fails",
                f"import it at {other.place}, or let the new connector have another id",
            )


# -- what uses it --------------------------------------------------------------------------------------------


def _of_use(
    plan: Plan, losses: Iterable[Loss], uses: Uses | None, there: Collection[Key] | None
) -> Iterator[Finding]:
    planned = _PlannedUsers(plan)
    for loss in losses:
        if there is not None and loss.key not in there:
            continue
        live = () if uses is None else uses.users.get(loss.key, ())
        users = tuple(sorted(planned.losing(loss, live), key=_order))
        if users:
            yield Finding(
                "used",
                loss.key,
                loss.name,
                loss.type_id,
                (loss.address,),
                f"it would be {loss.how}, and something still uses it",
                f"take it out of what uses it first, or let it go by --allow {loss.key.id}",
                users,
            )


class _PlannedUsers:
    """The rules and workflows of a plan: who names a connector when it is done, and who no longer does."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_key: dict[tuple[str, Key], list[PlannedUser]] = {}
        self._naming: dict[str, list[PlannedUser]] = {}
        for each in plan.users:
            if each.before is not None:
                self._by_key.setdefault((each.kind, each.before), []).append(each)
            for name in each.uses if each.remains else ():
                self._naming.setdefault(name, []).append(each)

    def losing(self, loss: Loss, live: Iterable[User]) -> Iterator[User]:
        """Yield who would lose a connector.

        Args:
            loss: The connector.
            live: Who uses it now.
        """
        told: set[tuple[str, Key]] = set()
        for user in live:
            key = (user.kind, Key(user.space, user.id))
            if not self._lets_go(key, loss):
                told.add(key)
                yield user
        by_id, by_name = self._naming.get(loss.key.id, []), self._naming.get(loss.name, [])
        for planned in dict.fromkeys((*by_id, *by_name)):
            place = planned.after or planned.before or Key(loss.key.space, "")
            # A workflow may name a connector of its own space by its name.
            if planned not in by_id and (planned.kind != "workflow" or place.space != loss.key.space):
                continue
            if (planned.kind, place) not in told and place.space not in self._plan.deleted_spaces:
                yield User(planned.kind, place.id or planned.address, planned.name, place.space)

    def _lets_go(self, key: tuple[str, Key], loss: Loss) -> bool:
        """Whether the plan deletes a user, or makes it name the connector no more.

        Args:
            key: Kind, space and id of the user.
            loss: The connector.
        """
        if key[1].space in self._plan.deleted_spaces:
            return True  # with everything in it
        planned = self._by_key.get(key, ())
        return bool(planned) and all(
            not each.remains or (each.are_all and not {loss.key.id, loss.name} & each.uses)
            for each in planned
        )


def _order(user: User) -> tuple[str, ...]:
    return user.kind, user.name.casefold(), user.space, user.id
