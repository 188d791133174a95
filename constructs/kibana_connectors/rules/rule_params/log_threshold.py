"""`logs.alert.document.count`: the number of log entries, or a ratio of two such numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from ...errors import Problem
from ...schema.fields import NonEmpty, Number, OrToken, field, kibana_name
from ...tokens import is_token
from ._base import Positive, RuleParams, RulePart, Texts, TimeUnit

LogComparator: TypeAlias = OrToken[
    Literal[
        "more than",
        "more than or equals",
        "less than",
        "less than or equals",
        "equals",
        "does not equal",
        "matches",
        "does not match",
        "matches phrase",
        "does not match phrase",
    ]
]


class LogCount(RulePart):
    """From which number of log entries on it alerts."""

    comparator: LogComparator
    """How the number is compared."""
    value: Number
    """The number, or the ratio."""


class LogCriterion(RulePart):
    """One condition on a field of a log entry."""

    field_name: NonEmpty = kibana_name("field")
    """The field; Kibana calls it `field`."""
    comparator: LogComparator
    """How the field is compared."""
    value: NonEmpty | Number
    """With what."""


class LogView(RulePart):
    """The log view that is read."""

    log_view_id: NonEmpty = field(default="default")
    """Its id."""
    type: OrToken[Literal["log-view-reference"]] = field(default="log-view-reference")
    """Always `log-view-reference`."""


class LogThreshold(RuleParams):
    """Params of `logs.alert.document.count` (Kibana docs: "Create a log threshold rule").

    For a ratio, give `criteria` as two lists: those of the numerator, and those of the denominator.
    """

    RULE_TYPE_ID: ClassVar[str] = "logs.alert.document.count"

    count: LogCount
    """From which number, or ratio, on it alerts."""
    criteria: list[LogCriterion] | list[list[LogCriterion]]
    """Conditions on log entries; all of them must hold. Two lists of them make a ratio."""
    time_size: Positive
    """How far back it looks, in units."""
    time_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    log_view: LogView = field(default_factory=LogView)
    """The log view that is read; default Kibana's default one."""
    group_by: Texts | None = None
    """The fields whose values make the groups: an alert each."""

    def check(self) -> Iterator[Problem]:
        """Find a ratio of other than two numbers."""
        if is_token(self.criteria) or not self.criteria or not isinstance(self.criteria[0], list):
            return
        if len(self.criteria) != 2:
            hint = "The first list is the numerator's, the second the denominator's"
            yield Problem("params.criteria", "expected two lists of conditions for a ratio", hint)
