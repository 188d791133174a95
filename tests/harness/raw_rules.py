"""A stack that somebody wrote without this library, with mistakes that policies find."""

from __future__ import annotations

import json
from pathlib import Path

_CONNECTOR = "elasticstack_kibana_action_connector"
_PARAMS = {
    "index": ["metrics-*"],
    "timeField": "@timestamp",
    "aggType": "count",
    "groupBy": "all",
    "timeWindowSize": 5,
    "timeWindowUnit": "m",
    "thresholdComparator": ">",
    "threshold": [1],
}
_TRIGGER = {
    "eventAction": "trigger",
    "dedupKey": "kibana",
    "summary": "{{rule.nam}}",
    "severity": "critical",
    "source": "kibana",
}
_STACK = {
    "//": {
        "kibana_connectors": {
            "path": "rules",
            "suppressed_policies": [
                {"policy": "encrypted-state", "path": "rules", "reason": "an example"},
            ],
        }
    },
    "resource": {
        _CONNECTOR: {
            "pager": {
                "name": "On-call",
                "connector_type_id": ".pagerduty",
                "config": json.dumps({"apiUrl": "http://relay.example.com/v2/enqueue"}),
                "lifecycle": {"prevent_destroy": True},
            },
            "genie": {
                "name": "Second line",
                "connector_type_id": ".opsgenie",
                "space_id": "ops",
                "config": json.dumps({"apiUrl": "https://api.opsgenie.com"}),
            },
            "llm": {"name": "Assistant", "connector_type_id": ".bedrock", "config": "{}"},
            "old": {"name": "Old channel", "connector_type_id": ".slack"},
        },
        "elasticstack_kibana_alerting_rule": {
            "cpu": {
                "name": "CPU",
                "consumer": "alerts",
                "rule_type_id": ".index-threshold",
                "interval": "1m",
                "params": json.dumps(_PARAMS),
                "actions": [
                    {
                        "id": f"${{{_CONNECTOR}.pager.connector_id}}",
                        "group": "threshold met",
                        "params": json.dumps(_TRIGGER),
                        "frequency": {"summary": False, "notify_when": "onActionGroupChange"},
                    }
                ],
            }
        },
    },
}


def write_raw_rules(folder: Path) -> Path:
    """Write the stack as `rules/cdk.tf.json` below a folder, and return the file."""
    file = folder / "rules" / "cdk.tf.json"
    file.parent.mkdir()
    file.write_text(json.dumps(_STACK, indent=2), encoding="utf-8")
    return file
