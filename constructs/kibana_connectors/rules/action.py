"""Action: what a rule does through a connector, as plain data.

Kibana's words: a rule *fires*, its alerts move between *groups*, and an action is for one group. An action's
*params* are what the connector sends; they hold Mustache, which Kibana renders when the action runs.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, Protocol, TypeAlias, get_args

from ..errors import Problem
from ..tokens import is_token
from .durations import seconds_of
from .mustache import Situation, variable_problems
from .params_base import texts_in
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

    @property
    def label(self) -> str:
        """What errors call it: the construct's path, or the id."""
        ...

    @property
    def config(self) -> Any:
        """The connector's config; None where it is not known."""
        ...

    def id_in(self, space: str) -> str:
        """Return the connector's id in a space, for a rule of that space; a token of the engine's.

        Raises:
            InvalidConnector: The connector is not in that space.
        """
        ...


def frequency_problems(frequency: object) -> Iterator[Problem]:
    """Find what Kibana or the provider would refuse in a frequency, for any rule type."""
    if not isinstance(frequency, Frequency):
        yield Problem("frequency", "expected a Frequency")
        return
    words = get_args(NotifyWhen)
    if not is_token(frequency.notify_when) and frequency.notify_when not in words:
        yield Problem("frequency.notify_when", f"expected one of {', '.join(words)}")
    if not is_token(frequency.summary) and not isinstance(frequency.summary, bool):
        yield Problem("frequency.summary", "expected True or False")
    throttle = frequency.throttle
    if throttle is None:
        if frequency.notify_when == "onThrottleInterval":
            yield Problem("frequency.throttle", "required with onThrottleInterval", 'Such as "1h"')
    elif not is_token(throttle) and seconds_of(throttle) is None:
        yield Problem("frequency.throttle", "expected a number above 0 and s, m, h or d, such as 1h")


_HOURS = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


def filter_problems(alerts_filter: object) -> Iterator[Problem]:
    """Find what Kibana or the provider would refuse in a filter, for any rule type."""
    if alerts_filter is None:
        return
    if not isinstance(alerts_filter, AlertsFilter):
        yield Problem("alerts_filter", "expected an AlertsFilter")
        return
    if alerts_filter.kql is None and alerts_filter.timeframe is None:
        yield Problem("alerts_filter", "expected kql, timeframe or both")
    if alerts_filter.kql is not None and not isinstance(alerts_filter.kql, str):
        yield Problem("alerts_filter.kql", "expected a text")
    when = alerts_filter.timeframe
    if when is None:
        return
    if not isinstance(when, Timeframe):
        yield Problem("alerts_filter.timeframe", "expected a Timeframe")
        return
    if not is_token(when.timezone) and not _is_timezone(when.timezone):
        yield Problem(
            "alerts_filter.timeframe.timezone", "expected a time zone's name, such as Europe/Berlin"
        )
    for name in ("hours_start", "hours_end"):
        hours = getattr(when, name)
        if not is_token(hours) and not (isinstance(hours, str) and _HOURS.fullmatch(hours)):
            yield Problem(
                f"alerts_filter.timeframe.{name}", "expected a time from 00:00 to 23:59, such as 08:30"
            )
    days = when.days
    if is_token(days):
        return
    if not isinstance(days, (list, tuple)) or not all(type(day) is int and 1 <= day <= 7 for day in days):
        yield Problem("alerts_filter.timeframe.days", "expected days from 1, Monday, to 7, Sunday")


def _is_timezone(name: object) -> bool:
    if not isinstance(name, str) or not name.strip():
        return False
    known = _timezones()
    return not known or name in known


@cache
def _timezones() -> frozenset[str]:
    """Return the names of all time zones; none where the machine has none."""
    return frozenset(zoneinfo.available_timezones())


@dataclass(frozen=True)
class FixedTarget:
    """A connector whose id is known, such as a preconfigured one or a system action.

    Attributes:
        type_id: The connector's type.
        connector_id: Its id, the same in each space.
    """

    type_id: str
    connector_id: str

    @property
    def label(self) -> str:
        """What errors call it."""
        return self.connector_id

    @property
    def config(self) -> None:
        """Nothing is known of it."""
        return None

    def id_in(self, space: str) -> str:
        """Return the id."""
        return self.connector_id


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


@dataclass(frozen=True, kw_only=True)
class Action(ActionSource):
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
        situation = Situation(
            rule_type=rule_type,
            is_summary=self.frequency is not None and self.frequency.summary is True,
            is_recovered=group == rule_type.recovery_group,
        )
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
        if not self.is_raw:
            for where, text in texts_in(self.params, "params"):
                yield from variable_problems(text, where, situation)
