"""What Opsgenie and Jira Service Management have in common: alerts with an alias that closes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

from ...frames import forgetful
from ...schema.fields import OrAbsent, Text, TextMap, absent
from ..action import AlertsFilter, Frequency
from ..fields import ONE_OF, Length, ListOf, Template, at_most
from ..params_base import Params, SubActionParams
from ..patterns import KEY, ON_CHANGE, TITLE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked

Priority: TypeAlias = Annotated[Literal["P1", "P2", "P3", "P4", "P5"] | Template, ONE_OF]


class CreateAlert(SubActionParams):
    """Params of an alert that is created, or counted again where one with its alias is open."""

    SUB_ACTION: ClassVar[str | None] = "createAlert"

    message: Annotated[Text, Length(15000, 1, may_be_blank=False)]
    """One line; cut at 130 characters, and refused by older versions of Kibana if it is longer."""
    alias: OrAbsent[Text] = absent()
    """What the alert is closed by; Kibana fills in none. Above 512 characters it becomes a hash."""
    description: OrAbsent[Annotated[Text, Length(15000)]] = absent()
    """What happened."""
    actions: OrAbsent[Annotated[ListOf[Annotated[Text, Length(50)]], at_most(10)]] = absent()
    """What can be done about it."""
    tags: OrAbsent[Annotated[ListOf[Annotated[Text, Length(50)]], at_most(20)]] = absent()
    """Tags; `{{rule.tags}}` alone becomes one for each tag of the rule."""
    details: OrAbsent[TextMap] = absent()
    """Anything else: names and texts."""
    entity: OrAbsent[Annotated[Text, Length(512)]] = absent()
    """What it happened to."""
    source: OrAbsent[Annotated[Text, Length(100)]] = absent()
    """Where the alert comes from."""
    priority: OrAbsent[Priority] = absent()
    """`P1` to `P5`; left out, `P3`."""
    note: OrAbsent[Annotated[Text, Length(25000)]] = absent()
    """A note."""
    user: OrAbsent[Annotated[Text, Length(100)]] = absent()
    """Who the alert is created by."""


class CloseAlert(SubActionParams):
    """Params of closing an alert; an alias that is not known is no error."""

    SUB_ACTION: ClassVar[str | None] = "closeAlert"

    alias: Text
    """The alias that it was created with."""
    user: OrAbsent[Annotated[Text, Length(100)]] = absent()
    """Who it is closed by."""
    source: OrAbsent[Annotated[Text, Length(100)]] = absent()
    """Where that comes from."""
    note: OrAbsent[Annotated[Text, Length(25000)]] = absent()
    """A note."""


ParamsT = TypeVar("ParamsT", bound=Params)


class AlertActions(RuleActions[ParamsT]):
    """What rules do through a connector that creates and closes alerts."""

    @forgetful
    def alert(
        self,
        *,
        alias: str = KEY,
        message: str = TITLE,
        description: str | None = None,
        tags: Sequence[str] = ("{{rule.tags}}",),
        priority: str | Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
        closes: bool = True,
        groups: Groups = "paging",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that create an alert, and close it when Kibana's has ended.

        Args:
            alias: What both have in common. Default: the rule and the alert.
            message: One line. Default: the rule's name and the alert.
            description: Default: what happened.
            tags: Default: those of the rule.
            priority: One for all groups, or one by group; left out, the vendor's default.
            more: Further fields of the alert, in Kibana's spelling; they win over the pattern's own.
            closes: Whether it closes.
            groups: For which groups it creates. Default: those that somebody is woken for.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """

        def fires(firing: Firing) -> Mapping[str, Any]:
            own = priority.get(firing.group) if isinstance(priority, Mapping) else priority
            alert = {
                "alias": alias,
                "message": message,
                "description": firing.reason if description is None else description,
                "tags": list(tags),
                **({} if own is None else {"priority": own}),
            }
            return {"subAction": "createAlert", "subActionParams": merged(alert, more)}

        def recovers(_: Firing) -> Mapping[str, Any]:
            return {"subAction": "closeAlert", "subActionParams": {"alias": alias}}

        return checked(
            Pattern(
                name="alert",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                recovers=recovers if closes else None,
                frequency=frequency,
                frequency_when_recovered=frequency,
                alerts_filter=alerts_filter,
            )
        )
