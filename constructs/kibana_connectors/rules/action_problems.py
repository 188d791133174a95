"""What Kibana or the provider would refuse of a rule's actions, whatever the rule's type."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Sequence

from ..errors import Problem
from ..formats.javascript import is_blank
from ..schema.system_types import is_system_id
from ..tokens import is_token
from .action import Action, AlertsFilter, FixedTarget, Frequency, Timeframe
from .connector_references import id_problem
from .durations import seconds_of
from .javascript_numbers import number_problems

_NOTIFY_WHEN = ("onActionGroupChange", "onActiveAlert", "onThrottleInterval")
_TIME = re.compile(r"([0-9]|[01][0-9]|2[0-3]):[0-5][0-9]")


def goes_to_system(action: Action) -> bool:
    """Whether an action goes through one of Kibana's system connectors."""
    return action.is_system or (
        isinstance(action.target, FixedTarget) and is_system_id(action.target.connector_id)
    )


def action_problems(action: Action) -> Iterator[Problem]:
    """Find what is wrong with one action.

    Args:
        action: The action, with its group written out.
    """
    if isinstance(action.target, FixedTarget):
        yield from id_problem("id", action.target.connector_id)
    yield from number_problems(action.params, "params")
    if goes_to_system(action):
        reason = "a system action has none: the provider sends what Kibana does not keep"
        for name in ("group", "frequency", "alerts_filter"):
            if getattr(action, name) is not None:
                yield Problem(name, reason, "Leave it out")
        return
    if action.group is not None and not is_token(action.group) and is_blank(str(action.group)):
        yield Problem("group", "expected a group of the rule type")
    if action.frequency is not None:
        yield from _frequency_problems(action.frequency)
    if action.alerts_filter is not None:
        yield from _filter_problems(action.alerts_filter)


def actions_problems(actions: Sequence[Action], notify_when: object) -> Iterator[Problem]:
    """Find what is wrong with the actions of a rule together.

    Args:
        actions: The actions, with their groups written out.
        notify_when: The rule's own setting, or None.
    """
    ordinary = [action for action in actions if not goes_to_system(action)]
    if notify_when is not None and any(action.frequency is not None for action in ordinary):
        yield Problem(
            "notify_when",
            "the rule's own notify_when and an action's frequency exclude each other",
            "Leave notify_when out; it is deprecated",
        )
    if notify_when is None and any(action.frequency is None for action in ordinary):
        yield Problem(
            "actions",
            "an action has no frequency, which Kibana demands from 8.6 on unless the rule has notify_when",
            "Give it frequency=Frequency()",
        )


def _frequency_problems(frequency: Frequency) -> Iterator[Problem]:
    if not isinstance(frequency, Frequency):
        yield Problem("frequency", "expected Frequency(…)")
        return
    if not is_token(frequency.notify_when) and frequency.notify_when not in _NOTIFY_WHEN:
        yield Problem("frequency.notify_when", f"expected one of {', '.join(_NOTIFY_WHEN)}")
    if not is_token(frequency.summary) and not isinstance(frequency.summary, bool):
        yield Problem("frequency.summary", "expected True or False")
    throttle = frequency.throttle
    if throttle is not None and not is_token(throttle) and seconds_of(throttle) is None:
        yield Problem("frequency.throttle", "expected a number above 0 and s, m, h or d, such as 1h")
    if throttle is None and frequency.notify_when == "onThrottleInterval":
        yield Problem("frequency.throttle", 'required with notify_when "onThrottleInterval"')


def _filter_problems(given: AlertsFilter) -> Iterator[Problem]:
    if not isinstance(given, AlertsFilter):
        yield Problem("alerts_filter", "expected AlertsFilter(…)")
        return
    if given.kql is None and given.timeframe is None:
        yield Problem("alerts_filter", "expected kql or timeframe")
    if given.kql is not None and not isinstance(given.kql, str):
        yield Problem("alerts_filter.kql", "expected a text")
    if given.timeframe is not None:
        yield from _timeframe_problems(given.timeframe)


def _timeframe_problems(when: Timeframe) -> Iterator[Problem]:
    where = "alerts_filter.timeframe"
    if not isinstance(when, Timeframe):
        yield Problem(where, "expected Timeframe(…)")
        return
    for name, value in (("hours_start", when.hours_start), ("hours_end", when.hours_end)):
        if not is_token(value) and not (isinstance(value, str) and _TIME.fullmatch(value)):
            yield Problem(f"{where}.{name}", "expected a time from 00:00 to 23:59, such as 08:30")
    if not is_token(when.timezone) and not _is_timezone(when.timezone):
        yield Problem(f"{where}.timezone", "expected the name of a time zone, such as Europe/Berlin")
    if not is_token(when.days) and not all(type(day) is int and 1 <= day <= 7 for day in when.days):
        yield Problem(f"{where}.days", "expected days from 1, Monday, to 7, Sunday")


def _is_timezone(name: object) -> bool:
    if not isinstance(name, str) or is_blank(name):
        return False
    known = zoneinfo.available_timezones()  # empty where the machine has no time zones
    return not known or name in known
