"""Rules, spaces and workflows go through the real provider into the stand-in, as connectors do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from harness.terraform import Workspace

from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

TEXT = """name: Page
triggers:
  - type: manual
steps:
  - name: log
    type: server-log
    connector-id: ${elasticstack_kibana_action_connector.log.connector_id}
"""


def _stack(*, interval: str, enabled: bool, name: str) -> dict[str, Any]:
    frequency = {"summary": False, "notify_when": "onActiveAlert"}
    action = {
        "id": "${elasticstack_kibana_action_connector.log.connector_id}",
        "group": "threshold met",
        "params": json.dumps({"message": "m"}),
        "frequency": frequency,
    }
    params = {
        "index": ["i"],
        "timeField": "t",
        "aggType": "count",
        "groupBy": "all",
        "timeWindowSize": 5,
        "timeWindowUnit": "m",
        "thresholdComparator": ">",
        "threshold": [10],
    }
    ours = "${elasticstack_kibana_space.night.space_id}"
    return {
        "terraform": {
            "required_providers": {"elasticstack": {"source": "elastic/elasticstack"}},
            "backend": {"local": {"path": "terraform.tfstate"}},
        },
        "provider": {"elasticstack": {"kibana": {}}},
        "resource": {
            "elasticstack_kibana_space": {"night": {"space_id": "night", "name": name}},
            "elasticstack_kibana_action_connector": {
                "log": {"name": "log", "connector_type_id": ".server-log", "space_id": ours}
            },
            "elasticstack_kibana_alerting_rule": {
                "cpu": {
                    "rule_id": "cpu",
                    "space_id": ours,
                    "name": name,
                    "consumer": "alerts",
                    "rule_type_id": ".index-threshold",
                    "interval": interval,
                    "enabled": enabled,
                    "params": json.dumps(params),
                    "actions": [action],
                }
            },
            "elasticstack_kibana_agentbuilder_workflow": {
                "page": {"workflow_id": "page", "space_id": ours, "configuration_yaml": TEXT}
            },
        },
    }


def _write(workspace: Workspace, directory: Path, **options: Any) -> None:
    directory.mkdir(exist_ok=True)
    (directory / "cdk.tf.json").write_text(json.dumps(_stack(**options)), encoding="utf-8")
    workspace.use(directory)


def test_they_are_created_changed_and_destroyed(
    workspace: Workspace, kibana: Sandbox, tmp_path: Path
) -> None:
    directory = tmp_path / "neighbours"
    _write(workspace, directory, interval="1m", enabled=True, name="first")
    workspace.init()
    workspace.run("apply", "-auto-approve", "-no-color")
    assert workspace.run("plan", "-detailed-exitcode", "-no-color").returncode == 0
    assert [(connector.space, connector.name) for connector in kibana.connectors] == [("night", "log")]

    _write(workspace, directory, interval="2m", enabled=False, name="second")
    workspace.run("apply", "-auto-approve", "-no-color")
    assert workspace.run("plan", "-detailed-exitcode", "-no-color").returncode == 0
    asked = [(request.method, request.path) for request in kibana.requests]
    assert ("PUT", "/api/spaces/space/night") in asked
    assert ("POST", "/s/night/api/alerting/rule/cpu/_disable") in asked

    workspace.run("destroy", "-auto-approve", "-no-color")
    assert kibana.connectors == []
    assert "night" not in kibana.settings.spaces
