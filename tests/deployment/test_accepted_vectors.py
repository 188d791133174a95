"""Every payload that Kibana is known to take, through the real provider: the second plan is empty."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.kibana_facts import classic_vectors
from harness.terraform import Workspace

from kibana_connectors import InvalidConnector, KibanaProvider, allow_unencrypted_state, connector_types
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


def test_accepted_vectors_apply_and_settle(workspace: Workspace, kibana: Sandbox) -> None:
    types = connector_types()
    vectors = [each for each in classic_vectors() if each["ok"] and each["type"] in types]
    values: dict[str, str] = {}
    built: list[str] = []

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        for index, vector in enumerate(vectors):
            try:
                connector = types[vector["type"]].from_wire(
                    stack, f"v{index}", name=f"v{index}", config=vector["config"], secrets=vector["secrets"]
                )
            except InvalidConnector:
                continue  # which ones, and why, tests/types/test_classic_vectors.py pins
            built.append(f"v{index}")
            for name, path in connector.secret_variables.items():
                value: Any = vector["secrets"]
                for key in path:
                    value = value[key]
                values[f"TF_VAR_{name}"] = value

    workspace.synthesize(build)
    workspace.environment |= values
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    assert len(built) > len(vectors) * 0.9
    assert sorted(each.name for each in kibana.connectors) == sorted(built)
