"""Monitors that are down: `xpack.synthetics.alerts.monitorStatus`, and Uptime's before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...errors import Problem
from ...schema.fields import Flag, NonEmpty, OpenMap, OrToken, field, kibana_name
from ...tokens import is_token
from ._base import Positive, RuleParams, RulePart, Texts, TimeUnit


class WindowTime(RulePart):
    """How far back the monitor's checks count."""

    size: Positive
    """In units."""
    unit: TimeUnit
    """Seconds, minutes, hours or days."""


class StatusWindow(RulePart):
    """Which of the monitor's checks count: those of a time, or the last ones."""

    time: WindowTime | None = None
    """Those of this time."""
    number_of_checks: Positive | None = None
    """The last ones."""


class StatusCondition(RulePart):
    """When a monitor counts as down."""

    window: StatusWindow
    """Which checks count."""
    down_threshold: Positive | None = None
    """How many of them must have failed."""
    locations_threshold: Positive | None = None
    """From how many locations on."""
    group_by: NonEmpty | None = None
    """What has an alert of its own; Kibana's default is `locationId`."""
    include_retests: Flag | None = None
    """Whether retests count."""
    alert_on_no_data: Flag | None = None
    """Whether it alerts where there is no data."""
    recovery_strategy: OrToken[Literal["conditionNotMet", "firstUp"]] | None = None
    """When the alert ends."""


class SyntheticsMonitorStatus(RuleParams):
    """Params of `xpack.synthetics.alerts.monitorStatus`; without any, it watches all monitors."""

    RULE_TYPE_ID: ClassVar[str] = "xpack.synthetics.alerts.monitorStatus"

    condition: StatusCondition | None = None
    """When a monitor counts as down."""
    kql_query: NonEmpty | None = None
    """A query in Kibana's query language that monitors must match."""
    locations: Texts | None = None
    """Ids of locations."""
    monitor_ids: Texts | None = None
    """Ids of monitors."""
    monitor_types: Texts | None = None
    """Types of monitors."""
    projects: Texts | None = None
    """Projects."""
    tags: Texts | None = None
    """Tags of monitors."""

    def check(self) -> Iterator[Problem]:
        """Find a window that is none, or two."""
        condition = self.condition
        if condition is None or is_token(condition) or is_token(condition.window):
            return
        window = condition.window
        if (window.time is None) == (window.number_of_checks is None):
            yield Problem("params.condition.window", "expected either time or numberOfChecks")


class Availability(RulePart):
    """How available a monitor has to be."""

    range: Positive
    """Over how long, in units."""
    range_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    threshold: NonEmpty
    """A percentage, as text, such as `99.5`."""


class UptimeRange(RulePart):
    """The time that is looked at, in Elasticsearch's date math."""

    from_: NonEmpty = kibana_name("from")
    """From when, such as `now-15m`; Kibana calls it `from`."""
    to: NonEmpty = field(default="now")
    """Until when."""


class UptimeMonitorStatus(RuleParams):
    """Params of `xpack.uptime.alerts.monitorStatus`, of the old Uptime app."""

    RULE_TYPE_ID: ClassVar[str] = "xpack.uptime.alerts.monitorStatus"

    num_times: Positive
    """How many checks must have failed."""
    should_check_status: Flag = field(default=True)
    """Whether it looks at the monitor's status."""
    should_check_availability: Flag = field(default=False)
    """Whether it looks at the monitor's availability."""
    availability: Availability | None = None
    """How available it has to be, with `should_check_availability`."""
    search: NonEmpty | None = None
    """A query in Kibana's query language that monitors must match."""
    filters: OpenMap | NonEmpty | None = None
    """Lists of values by field: `tags`, `url.port`, `observer.geo.name`, `monitor.type`."""
    locations: Texts | None = None
    """Names of locations."""
    timerange: UptimeRange | None = None
    """The time that is looked at."""
    timerange_count: Positive | None = None
    """The same in units."""
    timerange_unit: TimeUnit | None = None
    """Their unit."""
    is_auto_generated: Flag | None = None
    """Whether Kibana made the rule."""
    stack_version: NonEmpty | None = None
    """The version that made it."""
    version: Positive | None = None
    """The version of the params."""

    def check(self) -> Iterator[Problem]:
        """Find an availability that is asked for and not told."""
        if self.should_check_availability is True:
            yield from self.missing("with shouldCheckAvailability", "availability")
