"""Params of each rule type that has a class: all fields that fit together."""

from __future__ import annotations

from kibana_connectors import (
    AnomalyDetection,
    ApmAnomaly,
    ApmErrorCount,
    ApmFailedTransactionRate,
    ApmLatency,
    EsQuery,
    IndexThreshold,
    InventoryThreshold,
    LogThreshold,
    MetricThreshold,
    SloBurnRate,
    SyntheticsMonitorStatus,
    UptimeMonitorStatus,
)
from kibana_connectors.rules.rule_params._base import RuleParams
from kibana_connectors.rules.rule_params.metric_threshold import MetricCriterion

_QUERY = {"query": {"query": "a: b", "language": "kuery"}}
_THRESHOLD = {"comparator": ">", "threshold": [1], "timeSize": 5, "timeUnit": "m"}
_WARNING = {"warningComparator": ">", "warningThreshold": [0.5]}

EVERY_PARAMS: dict[str, RuleParams] = {
    "es-query": EsQuery(
        index=["logs-*"],
        time_field="@timestamp",
        es_query='{"query":{"match_all":{}}}',
        threshold=[1, 5],
        threshold_comparator="between",
        time_window_size=5,
        time_window_unit="m",
        agg_type="avg",
        agg_field="a",
        group_by="top",
        term_field=["b", "c"],
        term_size=5,
        exclude_hits_from_previous_run=False,
        source_fields=[{"label": "host", "searchPath": "host.name"}],
    ),
    "esql": EsQuery(
        search_type="esqlQuery",
        esql_query={"esql": "FROM logs-*"},
        time_field="@timestamp",
        threshold=[0],
        threshold_comparator=">",
        time_window_size=5,
        time_window_unit="m",
        group_by="row",
    ),
    "search-source": EsQuery(
        search_type="searchSource",
        search_configuration={**_QUERY, "index": "logs"},
        threshold=(10,),
        threshold_comparator=">=",
        time_window_size=5,
        time_window_unit="h",
    ),
    "index-threshold": IndexThreshold(
        index=("metrics-*",),
        time_field="@timestamp",
        agg_type="max",
        agg_field="a",
        group_by="top",
        term_field="b",
        term_size=1000,
        filter_kuery="a: b",
        threshold=[0.5],
        threshold_comparator="<",
        time_window_size=1,
        time_window_unit="d",
    ),
    "metric-threshold": MetricThreshold(
        criteria=[
            MetricCriterion(
                metric="system.cpu.total.norm.pct",
                agg_type="p95",
                comparator=">",
                threshold=[0.9],
                time_size=5,
                time_unit="m",
            ),
            {"aggType": "count", **_THRESHOLD, **_WARNING},
            {
                "aggType": "custom",
                **_THRESHOLD,
                "customMetrics": [{"name": "A", "aggType": "avg", "field": "a"}],
                "equation": "A / 2",
                "label": "half",
            },
        ],
        group_by=["host.name"],
        filter_query='{"match_all":{}}',
        filter_query_text="*",
        alert_on_no_data=True,
        alert_on_group_disappear=False,
    ),
    "inventory": InventoryThreshold(
        node_type="host",
        criteria=[
            {"metric": "cpu", **_THRESHOLD, **_WARNING},
            {
                "metric": "custom",
                **_THRESHOLD,
                "customMetric": {"id": "x", "aggregation": "avg", "field": "a", "label": "mine"},
            },
        ],
        alert_on_no_data=False,
        schema_name="ecs",
    ),
    "logs": LogThreshold(
        count={"comparator": "more than", "value": 75},
        criteria=[
            {"field": "log.level", "comparator": "equals", "value": "error"},
            {"field": "code", "comparator": "more than or equals", "value": 500},
        ],
        time_size=5,
        time_unit="m",
        group_by=["host.name"],
    ),
    "log-ratio": LogThreshold(
        count={"comparator": "more than", "value": 0.5},
        criteria=[
            [{"field": "log.level", "comparator": "equals", "value": "error"}],
            [{"field": "log.level", "comparator": "does not equal", "value": "debug"}],
        ],
        time_size=1,
        time_unit="h",
    ),
    "synthetics": SyntheticsMonitorStatus(
        condition={
            "window": {"time": {"size": 5, "unit": "m"}},
            "downThreshold": 3,
            "locationsThreshold": 1,
            "groupBy": "locationId",
            "includeRetests": True,
            "alertOnNoData": False,
            "recoveryStrategy": "firstUp",
        },
        monitor_ids=["m"],
        monitor_types=["http"],
        locations=["l"],
        projects=["p"],
        tags=["t"],
        kql_query="a: b",
    ),
    "synthetics-checks": SyntheticsMonitorStatus(condition={"window": {"numberOfChecks": 5}}),
    "uptime": UptimeMonitorStatus(
        num_times=5,
        timerange={"from": "now-15m"},
        should_check_availability=True,
        availability={"range": 30, "rangeUnit": "d", "threshold": "99"},
        filters={"tags": ["a"], "url.port": [], "observer.geo.name": [], "monitor.type": ["http"]},
        search="*",
    ),
    "slo": SloBurnRate(
        slo_id="checkout",
        windows=[
            {
                "id": "fast",
                "actionGroup": "slo.burnRate.alert",
                "burnRateThreshold": 14.4,
                "maxBurnRateThreshold": 720,
                "longWindow": {"value": 1, "unit": "h"},
                "shortWindow": {"value": 5, "unit": "m"},
            }
        ],
        dependencies=[{"ruleId": "r", "actionGroupsToSuppressOn": ["slo.burnRate.alert"]}],
    ),
    "anomaly": AnomalyDetection(
        job_selection={"jobIds": ["a"], "groupIds": ["g"]},
        result_type="record",
        severity=75.0,
        include_interim=False,
        lookback_interval="2h",
        top_n_buckets=1,
    ),
    "apm-anomaly": ApmAnomaly(
        window_size=30,
        window_unit="m",
        anomaly_severity_type="critical",
        anomaly_detector_types=["txLatency"],
        service_name="s",
    ),
    "apm-errors": ApmErrorCount(
        window_size=5, window_unit="m", threshold=25, error_grouping_key="k", group_by=["service.name"]
    ),
    "apm-failed": ApmFailedTransactionRate(
        window_size=5, window_unit="m", threshold=30, transaction_type="request", transaction_name="t"
    ),
    "apm-latency": ApmLatency(
        window_size=5,
        window_unit="m",
        threshold=1500.0,
        aggregation_type="avg",
        use_kql_filter=True,
        search_configuration=_QUERY,
    ),
}
"""Every class, and every way to use one that its params choose between."""
