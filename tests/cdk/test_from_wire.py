"""`from_wire` refuses what Kibana refuses, and no error holds a value."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.kibana_facts import classic_vectors
from harness.refusals import MARK, refusal

from kibana_connectors import PagerDuty, connector_types


def _refused_vectors() -> list[Any]:
    return [
        pytest.param(vector, id=f"{vector['type']}-{index}")
        for index, vector in enumerate(classic_vectors())
        if not vector["ok"] and vector["type"] in (".jira", ".pagerduty", ".slack", ".teams", ".opsgenie")
    ]


@pytest.mark.parametrize("vector", _refused_vectors())
def test_from_wire_refuses_what_kibana_refuses(stack: TerraformStack, vector: dict[str, Any]) -> None:
    connector_type = connector_types()[vector["type"]]

    error = refusal(
        lambda: connector_type.from_wire(
            stack, "it", name="It", config=vector["config"], secrets=vector["secrets"]
        )
    )

    assert str(error).startswith(f"stack/it ({connector_type.__name__}, {vector['type']}): ")
    assert error.problems


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({"secrets": {"routingKey": ""}}, "secrets.routingKey"),
        ({"secrets": {"routing_key": MARK}}, "secrets.routing_key"),
        ({"secrets": {"routingKey": {"a": MARK}}}, "secrets.routingKey"),
        ({"secrets": MARK}, "secrets"),
        ({"secrets": [MARK]}, "secrets"),
        ({"config": [MARK], "secrets": {"routingKey": "a"}}, "config"),
        ({"config": {"api_url": MARK}, "secrets": {"routingKey": "a"}}, "config.api_url"),
        ({"config": {"apiUrl": [MARK]}, "secrets": {"routingKey": "a"}}, "config.apiUrl"),
        ({"config": {"apiUrl": {}}, "secrets": {"routingKey": MARK}}, "config.apiUrl"),
        ({"secrets": {"routingKey": MARK, "other": MARK}}, "secrets.other"),
    ],
    ids=[
        "blank",
        "python-spelling",
        "object",
        "text",
        "list",
        "config-list",
        "config-python-spelling",
        "config-wrong",
        "config-wrong-secret-right",
        "unknown-secret",
    ],
)
def test_an_error_of_from_wire_holds_no_value(
    stack: TerraformStack, payload: dict[str, Any], field: str
) -> None:
    error = refusal(lambda: PagerDuty.from_wire(stack, "it", name="It", **payload))

    assert field in {problem.where for problem in error.problems}
