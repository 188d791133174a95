"""Action: what a rule does through a connector, as plain data.

Kibana's words: a rule *fires*, its alerts move between *groups*, and an action is for one group. An action's
*params* are what the connector sends; they hold Mustache, which Kibana renders when the action runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeAlias

from ..errors import Problem
from ..tokens import is_token
from .durations import seconds_of
from .rule_types import RuleType

NotifyWhen: TypeAlias = Literal["onActionGroupChange", "onActiveAlert", "onThrottleInterval"]
"""When an action runs: when an alert's group changes, at each check, or at most once an interval."""


@dataclass(frozen=True, kw_only=True)
class Frequency:
    """How often an action runs.

    Attributes:
        notify_when: When it runs.
        summary: Whether one run tells of all alerts; otherwise it runs once for each alert.
        throttle: With `onThrottleInterval`, the interval: a number and s, m, h or d, such as `1d`.
    """

    notify_when: NotifyWhen = "onActionGroupChange"
    summary: bool = False
    throttle: str | None = None

    def block(self) -> dict[str, Any]:
        """Return what the `frequency` block of `elasticstack_kibana_alerting_rule` takes."""
        throttle = {} if self.throttle is None else {"throttle": self.throttle}
        return {"summary": self.summary, "notify_when": self.notify_when, **throttle}


@dataclass(frozen=True, kw_only=True)
class Timeframe:
    """The hours of the week in which an action runs.

    Attributes:
        timezone: A name such as `Europe/Berlin`.
        hours_start: From when, `HH:mm` of 24 hours.
        hours_end: Until when.
        days: Days of the week, 1 is Monday and 7 is Sunday; none means every day.
    """

    timezone: str
    hours_start: str
    hours_end: str
    days: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AlertsFilter:
    """For which alerts an action runs; needs a rule type that keeps alerts as data.

    Attributes:
        kql: A query in Kibana's query language that the alert has to match.
        timeframe: When it runs.
    """

    kql: str | None = None
    timeframe: Timeframe | None = None

    def block(self) -> dict[str, Any]:
        """Return what the `alerts_filter` block of `elasticstack_kibana_alerting_rule` takes."""
        written: dict[str, Any] = {} if self.kql is None else {"kql": self.kql}
        if (when := self.timeframe) is not None:
            written["timeframe"] = {
                "days": list(when.days),
                "timezone": when.timezone,
                "hours_start": when.hours_start,
                "hours_end": when.hours_end,
            }
        return written


class ActionTarget(Protocol):
    """What an action goes through: a connector of a stack."""

    @property
    def type_id(self) -> str:
        """The connector's type, such as `.pagerduty`."""
        ...

    def id_in(self, space: str) -> str:
        """Return the connector's id in a space, for a rule of that space; a token of the engine's.

        Raises:
            InvalidConnector: The connector is not in that space.
        """
        ...


@dataclass(frozen=True)
class FixedTarget:
    """A connector whose id is known, such as a preconfigured one or a system action.

    Attributes:
        type_id: The connector's type.
        connector_id: Its id, the same in each space.
    """

    type_id: str
    connector_id: str

    def id_in(self, space: str) -> str:
        """Return the id."""
        return self.connector_id


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action of a rule.

    `connector.action(…)` makes one and checks its params. What depends on the rule's type is checked by
    whoever makes the rule, with `problems_for`.

    Attributes:
        target: The connector.
        params: What the connector sends, in Kibana's own spelling. Texts may hold Mustache, and values may be
            tokens.
        group: The rule type's group that it is for. None: the type's first group, and for system actions,
            which have no group, none.
        frequency: How often it runs; system actions have none.
        alerts_filter: For which alerts it runs.
        uuid: Kibana's own id of the action. Only the detection rule's resource takes it.
        is_system: Whether it is a system action.
        is_raw: Whether its params were given as they are, and nothing in them is checked.
    """

    target: ActionTarget
    params: Mapping[str, Any]
    group: str | None = None
    frequency: Frequency | None = Frequency()
    alerts_filter: AlertsFilter | None = None
    uuid: str | None = None
    is_system: bool = False
    is_raw: bool = False

    def actions_for(self, rule_type: RuleType) -> tuple[Action, ...]:
        """Return what it is on a rule of a type: itself, with the group written out."""
        if self.group is None and not self.is_system:
            return (replace(self, group=rule_type.default_group),)
        return (self,)

    def problems_for(self, rule_type: RuleType, interval: str | None = None) -> Iterator[Problem]:
        """Find what Kibana would refuse of it on a rule of a type.

        Args:
            rule_type: The rule's type.
            interval: How often the rule runs, such as `5m`; None where it is not known.
        """
        if self.is_system:
            return
        group = self.group or rule_type.default_group
        if not is_token(group) and group not in rule_type.all_groups:
            yield Problem(
                "group",
                f"{rule_type.rule_type_id} has no such group",
                f"It has: {', '.join(rule_type.all_groups)}",
            )
        if not rule_type.alerts_as_data:
            keeps_none = f"{rule_type.rule_type_id} keeps no alerts as data"
            if self.frequency is not None and self.frequency.summary is True:
                yield Problem("frequency.summary", f"expected False: {keeps_none}")
            if self.alerts_filter is not None:
                yield Problem("alerts_filter", f"{keeps_none}, so that there is nothing to filter")
        throttle = None if self.frequency is None else self.frequency.throttle
        shortest, given = seconds_of(interval), seconds_of(throttle)
        if shortest is not None and given is not None and given < shortest:
            yield Problem("frequency.throttle", f"shorter than the rule's interval, {interval}")


class ActionSource(Protocol):
    """What a rule takes as `actions`: an action, or a pattern that makes several for the rule's type."""

    def actions_for(self, rule_type: RuleType) -> tuple[Action, ...]:
        """Return the actions on a rule of a type, with the groups that it really has."""
        ...

    def problems_for(self, rule_type: RuleType, interval: str | None = None) -> Iterator[Problem]:
        """Find what Kibana would refuse, or what would be empty, on a rule of a type.

        Args:
            rule_type: The rule's type.
            interval: How often the rule runs, such as `5m`; None where it is not known.
        """
        ...
