"""The class of the params of each rule type that has one; loaded when it is asked for."""

from __future__ import annotations

import importlib

from ._base import RuleParams

_CLASSES = {
    ".es-query": ("es_query", "EsQuery"),
    ".index-threshold": ("index_threshold", "IndexThreshold"),
    "metrics.alert.threshold": ("metric_threshold", "MetricThreshold"),
    "metrics.alert.inventory.threshold": ("inventory_threshold", "InventoryThreshold"),
    "logs.alert.document.count": ("log_threshold", "LogThreshold"),
    "xpack.synthetics.alerts.monitorStatus": ("monitor_status", "SyntheticsMonitorStatus"),
    "xpack.uptime.alerts.monitorStatus": ("monitor_status", "UptimeMonitorStatus"),
    "slo.rules.burnRate": ("slo_burn_rate", "SloBurnRate"),
    "xpack.ml.anomaly_detection_alert": ("anomaly_detection", "AnomalyDetection"),
    "apm.anomaly": ("apm", "ApmAnomaly"),
    "apm.error_rate": ("apm", "ApmErrorCount"),
    "apm.transaction_error_rate": ("apm", "ApmFailedTransactionRate"),
    "apm.transaction_duration": ("apm", "ApmLatency"),
}


def params_class(rule_type_id: str) -> type[RuleParams] | None:
    """Return the class of a rule type's params, or None where there is none.

    Args:
        rule_type_id: Kibana's id of the rule type.
    """
    named = _CLASSES.get(rule_type_id)
    if named is None:
        return None
    found: type[RuleParams] = getattr(importlib.import_module(f".{named[0]}", __package__), named[1])
    return found


def typed_rule_types() -> tuple[str, ...]:
    """Return the ids of the rule types that have a class."""
    return tuple(_CLASSES)
