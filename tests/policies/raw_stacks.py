"""Stacks as other people write them: raw blocks of connectors and rules, and no construct of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kibana_connectors.gate.document import Document
from kibana_connectors.policies.judging import Verdict, judge
from kibana_connectors.policies.packs import pack
from kibana_connectors.policies.policy import Finding, Policy
from kibana_connectors.schema.target import Target
from kibana_connectors.stack_files.reading import StackFile

CONNECTOR = "elasticstack_kibana_action_connector"
RULE = "elasticstack_kibana_alerting_rule"
DETECTION = "elasticstack_kibana_security_detection_rule"
KEY = "{{rule.id}}:{{alert.id}}"
CHANGE = {"summary": False, "notify_when": "onActionGroupChange"}
PARAMS = {
    "index": ["metrics-*"],
    "timeField": "@timestamp",
    "aggType": "count",
    "groupBy": "all",
    "timeWindowSize": 5,
    "timeWindowUnit": "m",
    "thresholdComparator": ">",
    "threshold": [1],
}
CRITERION = {
    "metric": "system.cpu.total.norm.pct",
    "aggType": "avg",
    "comparator": ">",
    "threshold": [0.9],
    "timeSize": 5,
    "timeUnit": "m",
}
METRICS = {"criteria": [CRITERION], "sourceId": "default"}
BACKEND = {
    "s3": {"bucket": "b", "key": "k", "region": "eu-west-1", "encrypt": True, "kms_key_id": "alias/state"}
}


def connector(type_id: str, config: Any = None, **more: Any) -> dict[str, Any]:
    """A connector's block; one that is as it should be has `prevent_destroy`."""
    given = {} if config is None else {"config": config if isinstance(config, str) else json.dumps(config)}
    return {
        "name": f"a {type_id}",
        "connector_type_id": type_id,
        "lifecycle": {"prevent_destroy": True},
        **given,
        **more,
    }


def ref(name: str, attribute: str = "connector_id") -> str:
    return f"${{{CONNECTOR}.{name}.{attribute}}}"


def action(to: str, params: Any, group: str | None = "threshold met", **more: Any) -> dict[str, Any]:
    """An action's block, through the connector of that name, or of that id."""
    id = to if to[0] in "$." or "/" in to or "-" in to else ref(to)
    return {
        "id": id,
        **({} if group is None else {"group": group}),
        "params": params if isinstance(params, str) else json.dumps(params),
        "frequency": CHANGE,
        **more,
    }


def without(block: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name not in names}


def rule(*actions: Any, type_id: str = ".index-threshold", params: Any = None, **more: Any) -> dict[str, Any]:
    given = PARAMS if params is None else params
    return {
        "name": "cpu",
        "consumer": "alerts",
        "rule_type_id": type_id,
        "interval": "1m",
        "params": given if isinstance(given, str) else json.dumps(given),
        **({"actions": list(actions)} if actions else {}),
        **more,
    }


def metrics_rule(*actions: Any, **more: Any) -> dict[str, Any]:
    return rule(*actions, type_id="metrics.alert.threshold", params=METRICS, **more)


CONNECTORS = {
    "pager": connector(".pagerduty", {"apiUrl": "https://events.pagerduty.com/v2/enqueue"}),
    "now": connector(".servicenow", {"apiUrl": "https://x.service-now.com", "usesTableApi": False}),
    "jira": connector(".jira", {"apiUrl": "https://x.atlassian.net", "projectKey": "OPS"}),
    "mail": connector(".email", {"from": "a@example.com", "service": "gmail"}),
    "chat": connector(".slack_api", {"allowedChannels": []}),
    "hook": connector(".webhook", {"url": "https://hooks.example.com/in", "method": "post"}),
    "log": connector(".server-log"),
}


def trigger(key: str | None = KEY, **more: Any) -> dict[str, Any]:
    params = {
        "eventAction": "trigger",
        "summary": "{{rule.name}}",
        "severity": "critical",
        "source": "kibana",
    }
    return action("pager", {**params, **({} if key is None else {"dedupKey": key})}, **more)


def resolve(key: str | None = KEY, group: str = "recovered", **more: Any) -> dict[str, Any]:
    params = {"eventAction": "resolve", **({} if key is None else {"dedupKey": key})}
    return action("pager", params, group=group, **more)


def document(
    rules: Sequence[Mapping[str, Any]] = (),
    connectors: Mapping[str, Any] | None = None,
    *,
    resource: str = RULE,
    **more: Any,
) -> dict[str, Any]:
    made = CONNECTORS if connectors is None else connectors
    resources: dict[str, Any] = {CONNECTOR: dict(made)} if made else {}
    if rules:
        resources[resource] = {f"r{number}": dict(each) for number, each in enumerate(rules)}
    return {
        "terraform": {
            "backend": BACKEND,
            "required_providers": {"elasticstack": {"source": "elastic/elasticstack", "version": "0.16.2"}},
        },
        "provider": {"elasticstack": {"kibana": {"api_key": "${var.key}"}}},
        "resource": resources,
        **more,
    }


def stack_file(raw: Mapping[str, Any], name: str = "ops") -> StackFile:
    text = json.dumps(raw, indent=2)
    return StackFile(name, Path(f"{name}/cdk.tf.json"), Document(raw), text)


def verdict_on(
    raw: Mapping[str, Any],
    *policies: Policy,
    pack_name: str = "default",
    version: str | None = None,
) -> Verdict:
    targets = {} if version is None else {"": Target(version=version)}
    return judge([stack_file(raw)], policies or pack(pack_name), targets=targets)


def found(
    raw: Mapping[str, Any], *policies: Policy, version: str | None = None
) -> list[tuple[str, str, str]]:
    """What policies found in a document, in short: policy, severity, place."""
    return [short(each) for each in verdict_on(raw, *policies, version=version).findings]


def short(finding: Finding) -> tuple[str, str, str]:
    return finding.policy, finding.severity, finding.place
