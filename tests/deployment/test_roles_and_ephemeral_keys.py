"""Roles, and connectors that are deployed with an API key of one run, through the real provider."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from harness.both_tools import use
from harness.cdk import TerraformStack
from harness.elasticsearch_server import elasticsearch
from harness.terraform import Workspace

from kibana_connectors import (
    ConnectorManagerRole,
    ConnectorUserRole,
    EphemeralApiKey,
    KibanaProvider,
    ServerLog,
    allow_unencrypted_state,
)
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.schema.tool import Tool

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


@pytest.mark.parametrize("tool", ["terraform", "opentofu"])
def test_connectors_and_roles_with_a_key_of_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool
) -> None:
    use(monkeypatch, tool)
    pair = "key-id:s3cret-of-one-run"
    with Sandbox(api_key=pair, spaces=("default", "ops")) as kibana, elasticsearch(pair) as keys:
        # KIBANA_API_KEY would win over the key of the provider.
        monkeypatch.delenv("KIBANA_API_KEY", raising=False)
        environment = {
            "ELASTICSEARCH_ENDPOINTS": keys.url,
            "ELASTICSEARCH_USERNAME": "u",
            "ELASTICSEARCH_PASSWORD": "p",
        }
        workspace = Workspace(tmp_path, environment)

        def build(stack: TerraformStack) -> None:
            allow_unencrypted_state(stack, reason="a test")
            key = EphemeralApiKey(stack, "deploy", spaces=["default", "ops"])
            connectors = KibanaProvider(
                stack, "connectors", alias="connectors", endpoints=[kibana.url], api_key=key.secret
            )
            ServerLog(stack, "log", name="log", spaces=["default", "ops"], provider=connectors)
            ConnectorManagerRole(stack, spaces=["default", "ops"], provider=connectors)
            ConnectorUserRole(stack, spaces=["ops"], description="Uses ${them}", provider=connectors)

        workspace.synthesize(build)
        workspace.init()
        workspace.apply()

        assert sorted(each.space for each in kibana.connectors) == ["default", "ops"]
        role = keys.made[0]["role_descriptors"]
        assert role["connectors"]["applications"] == [
            {
                "application": "kibana-.kibana",
                "privileges": ["feature_actions.all"],
                "resources": ["space:default", "space:ops"],
            }
        ]
        assert keys.made[0]["expiration"] == "1h"
        put = [each for each in kibana.requests if each.method == "PUT"]
        assert sorted(each.path.rpartition("/")[2] for each in put) == ["connector-manager", "connector-user"]

        assert workspace.plan() == []
        assert len(keys.invalidated) == len(keys.made), "no key outlives its phase"
        written = workspace.everything_written()
        assert "s3cret-of-one-run" not in written
        assert base64.b64encode(pair.encode()).decode() not in written
        workspace.destroy()
        assert kibana.connectors == []
        deleted = [each.path for each in kibana.requests if each.method == "DELETE"]
        assert sum("/api/security/role/" in path for path in deleted) == 2
