"""APM: failed transactions, errors, latency and anomalies of services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...errors import Problem
from ...schema.fields import Flag, NonEmpty, Number, OpenMap, OrToken, field
from ._base import ListOf, Positive, RuleParams, Texts, TimeUnit

ALL_ENVIRONMENTS = "ENVIRONMENT_ALL"
"""What Kibana takes for any environment."""


class _ApmRule(RuleParams):
    """What the params of all rules on services have in common."""

    window_size: Positive
    """How far back it looks, in units."""
    window_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    environment: NonEmpty = field(default=ALL_ENVIRONMENTS)
    """The environment; default all."""
    service_name: NonEmpty | None = None
    """One service; default all."""


class _GroupedApmRule(_ApmRule):
    """What the params of those with a threshold have in common."""

    threshold: Number
    """From where on it alerts."""
    group_by: Texts | None = None
    """Fields whose values have an alert each; `service.name` and `service.environment` by default."""
    use_kql_filter: Flag | None = None
    """Whether `search_configuration` decides instead of service, environment and transaction."""
    search_configuration: OpenMap | None = None
    """The query, `{"query": {"query": "…", "language": "kuery"}}`."""

    def check(self) -> Iterator[Problem]:
        """Find a query that is asked for and not told."""
        if self.use_kql_filter is True:
            yield from self.missing("with useKqlFilter", "search_configuration")


class ApmErrorCount(_GroupedApmRule):
    """Params of `apm.error_rate`, which counts errors: "Error count threshold"."""

    RULE_TYPE_ID: ClassVar[str] = "apm.error_rate"

    error_grouping_key: NonEmpty | None = None
    """One group of errors."""


class ApmFailedTransactionRate(_GroupedApmRule):
    """Params of `apm.transaction_error_rate`: "Failed transaction rate threshold", in percent."""

    RULE_TYPE_ID: ClassVar[str] = "apm.transaction_error_rate"

    transaction_type: NonEmpty | None = None
    """One type of transactions, such as `request`."""
    transaction_name: NonEmpty | None = None
    """One transaction."""


class ApmLatency(_GroupedApmRule):
    """Params of `apm.transaction_duration`: "Latency threshold", in milliseconds."""

    RULE_TYPE_ID: ClassVar[str] = "apm.transaction_duration"

    aggregation_type: OrToken[Literal["avg", "95th", "99th"]]
    """Which latency."""
    transaction_type: NonEmpty | None = None
    """One type of transactions, such as `request`."""
    transaction_name: NonEmpty | None = None
    """One transaction."""


class ApmAnomaly(_ApmRule):
    """Params of `apm.anomaly`: anomalies in latency, throughput or failed transactions."""

    RULE_TYPE_ID: ClassVar[str] = "apm.anomaly"

    anomaly_severity_type: OrToken[Literal["critical", "major", "minor", "warning"]]
    """From which severity on it alerts."""
    anomaly_detector_types: ListOf[Literal["txLatency", "txThroughput", "txFailureRate"]] | None = None
    """Which detectors; default all."""
    transaction_type: NonEmpty | None = None
    """One type of transactions, such as `request`."""
