"""`metrics.alert.threshold`: metrics pass a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from ...errors import Problem
from ...schema.fields import Flag, NonEmpty, OpenMap, OrToken, field
from ...tokens import is_token
from ._base import ListOf, Numbers, Positive, RuleParams, RulePart, Texts, TimeUnit, threshold_problems

MetricComparator: TypeAlias = OrToken[Literal["<", "<=", ">", ">=", "between", "outside", "notBetween"]]


class MetricCriterion(RulePart):
    """One condition on one metric."""

    comparator: MetricComparator
    """How the value is compared with the threshold."""
    threshold: Numbers
    """One number; two for `between`, `outside` and `notBetween`."""
    time_size: Positive
    """How far back it looks, in units."""
    time_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    agg_type: OrToken[
        Literal[
            "avg", "max", "min", "cardinality", "rate", "count", "sum", "p95", "p99", "last_value", "custom"
        ]
    ]
    """How measurements become a number."""
    metric: NonEmpty | None = None
    """The metric's field; with any `agg_type` but `count` and `custom`."""
    custom_metrics: ListOf[OpenMap] | None = None
    """The metrics of an equation, for `custom`: each has `name`, `aggType`, and `field` or `filter`."""
    equation: NonEmpty | None = None
    """How custom metrics are put together, such as `A / B`."""
    label: NonEmpty | None = None
    """What the equation is called in alerts."""
    warning_comparator: MetricComparator | None = None
    """How the value is compared with the warning threshold."""
    warning_threshold: Numbers | None = None
    """From where on there is a warning."""

    def problems_at(self, where: str) -> Iterator[Problem]:
        """Find what does not fit together."""
        yield from threshold_problems(f"{where}.threshold", self.comparator, self.threshold)
        yield from threshold_problems(
            f"{where}.warningThreshold", self.warning_comparator, self.warning_threshold
        )
        yield from pair_problems(where, self.warning_comparator, self.warning_threshold)
        if is_token(self.agg_type):
            return
        if self.agg_type == "custom":
            if not self.custom_metrics:
                yield Problem(f"{where}.customMetrics", 'required with aggType "custom"')
        elif self.agg_type == "count":
            if self.metric is not None:
                yield Problem(f"{where}.metric", 'expected none with aggType "count", which counts documents')
        elif self.metric is None:
            yield Problem(f"{where}.metric", f'required with aggType "{self.agg_type}"')


def pair_problems(where: str, comparator: object, threshold: object) -> Iterator[Problem]:
    """Find a warning's comparator without threshold, or the other way round."""
    if (comparator is None) != (threshold is None):
        yield Problem(
            f"{where}.warningThreshold",
            "warningComparator and warningThreshold go together",
            "Give both, or none",
        )


class MetricThreshold(RuleParams):
    """Params of `metrics.alert.threshold` (Kibana docs: "Create a metric threshold rule")."""

    RULE_TYPE_ID: ClassVar[str] = "metrics.alert.threshold"

    criteria: ListOf[MetricCriterion]
    """The conditions; all of them must hold."""
    source_id: NonEmpty = field(default="default")
    """The id of the metrics source."""
    group_by: NonEmpty | Texts | None = None
    """The field, or fields, whose values make the groups: an alert each."""
    filter_query: NonEmpty | None = None
    """An Elasticsearch query as JSON text that documents must match."""
    filter_query_text: NonEmpty | None = None
    """The same as people wrote it, for Kibana to show."""
    alert_on_no_data: Flag | None = None
    """Whether it alerts where there is no data."""
    alert_on_group_disappear: Flag | None = None
    """Whether it alerts where a group is gone."""

    def check(self) -> Iterator[Problem]:
        """Find what does not fit together in each condition."""
        if not is_token(self.criteria):
            if not self.criteria:
                yield Problem("params.criteria", "expected at least one condition")
            for index, each in enumerate(self.criteria):
                yield from each.problems_at(f"params.criteria.{index}")
