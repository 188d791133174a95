"""`slo.rules.burnRate`: an SLO's error budget burns too fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...errors import Problem
from ...schema.fields import NonEmpty, Number, OrToken
from ...tokens import is_token
from ._base import ListOf, Positive, RuleParams, RulePart, Texts, TimeUnit


class BurnWindow(RulePart):
    """A length of time."""

    value: Positive
    """In units."""
    unit: TimeUnit
    """Seconds, minutes, hours or days."""


class BurnRate(RulePart):
    """One pair of windows, and the burn rate from which on it alerts."""

    id: NonEmpty
    """A text that names the pair, its own in this rule."""
    action_group: OrToken[
        Literal["slo.burnRate.alert", "slo.burnRate.high", "slo.burnRate.medium", "slo.burnRate.low"]
    ]
    """The group of its alerts."""
    burn_rate_threshold: Number
    """How many times faster than the SLO allows."""
    long_window: BurnWindow
    """The long window."""
    short_window: BurnWindow
    """The short window, which ends the alert soon."""
    max_burn_rate_threshold: Number | None = None
    """The fastest burn rate there can be, for Kibana to show."""


class Dependency(RulePart):
    """A burn rate rule of another SLO, whose alerts suppress those of this one."""

    rule_id: NonEmpty
    """The id of that rule."""
    action_groups_to_suppress_on: Texts
    """Its groups that suppress."""


class SloBurnRate(RuleParams):
    """Params of `slo.rules.burnRate` (Kibana docs: "Create an SLO burn rate rule")."""

    RULE_TYPE_ID: ClassVar[str] = "slo.rules.burnRate"

    slo_id: NonEmpty
    """The SLO's id."""
    windows: ListOf[BurnRate]
    """Pairs of windows, each with its burn rate."""
    dependencies: ListOf[Dependency] | None = None
    """Rules whose alerts suppress those of this one."""

    def check(self) -> Iterator[Problem]:
        """Find no windows, and two with the same id."""
        if is_token(self.windows):
            return
        if not self.windows:
            yield Problem("params.windows", "expected at least one pair of windows")
        ids = [each.id for each in self.windows]
        if len(set(ids)) != len(ids):
            yield Problem("params.windows", "expected an id of its own for each pair of windows")
