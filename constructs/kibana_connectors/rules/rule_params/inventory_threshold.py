"""`metrics.alert.inventory.threshold`: metrics of hosts, pods and other nodes pass a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...errors import Problem
from ...schema.fields import Flag, NonEmpty, OrToken, field, kibana_name
from ...tokens import is_token
from ._base import ListOf, Numbers, Positive, RuleParams, RulePart, TimeUnit, threshold_problems
from .metric_threshold import MetricComparator, pair_problems


class CustomMetric(RulePart):
    """A metric of one's own."""

    id: NonEmpty
    """What it is called in the rule."""
    type: OrToken[Literal["custom"]] = field(default="custom")
    """Always `custom`."""
    aggregation: OrToken[Literal["avg", "max", "min", "rate", "sum"]]
    """How measurements become a number."""
    field_name: NonEmpty = kibana_name("field")
    """The field that is measured; Kibana calls it `field`."""
    label: NonEmpty | None = None
    """What it is called in alerts."""


class InventoryCriterion(RulePart):
    """One condition on one metric of a node."""

    metric: NonEmpty
    """A metric of Kibana's, such as `cpu`, or `custom`."""
    comparator: MetricComparator
    """How the value is compared with the threshold."""
    threshold: Numbers
    """One number; two for `between`, `outside` and `notBetween`."""
    time_size: Positive
    """How far back it looks, in units."""
    time_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    custom_metric: CustomMetric | None = None
    """The metric, where it is `custom`."""
    warning_comparator: MetricComparator | None = None
    """How the value is compared with the warning threshold."""
    warning_threshold: Numbers | None = None
    """From where on there is a warning."""


class InventoryThreshold(RuleParams):
    """Params of `metrics.alert.inventory.threshold` (Kibana docs: "Create an inventory rule")."""

    RULE_TYPE_ID: ClassVar[str] = "metrics.alert.inventory.threshold"

    node_type: NonEmpty
    """What the nodes are, such as `host`, `pod` or `container`."""
    criteria: ListOf[InventoryCriterion]
    """The conditions; all of them must hold."""
    source_id: NonEmpty = field(default="default")
    """The id of the metrics source."""
    filter_query: NonEmpty | None = None
    """An Elasticsearch query as JSON text that documents must match."""
    filter_query_text: NonEmpty | None = None
    """The same as people wrote it, for Kibana to show."""
    alert_on_no_data: Flag | None = None
    """Whether it alerts where there is no data."""
    schema_name: OrToken[Literal["ecs", "semconv"]] | None = kibana_name("schema", None)
    """The schema of the data; Kibana calls it `schema`."""

    def check(self) -> Iterator[Problem]:
        """Find what does not fit together in each condition."""
        if is_token(self.criteria):
            return
        if not self.criteria:
            yield Problem("params.criteria", "expected at least one condition")
        for index, each in enumerate(self.criteria):
            where = f"params.criteria.{index}"
            yield from threshold_problems(f"{where}.threshold", each.comparator, each.threshold)
            yield from threshold_problems(
                f"{where}.warningThreshold", each.warning_comparator, each.warning_threshold
            )
            yield from pair_problems(where, each.warning_comparator, each.warning_threshold)
            if each.metric == "custom" and each.custom_metric is None:
                yield Problem(f"{where}.customMetric", 'required with the metric "custom"')
