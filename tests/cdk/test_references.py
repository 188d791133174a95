"""References to a connector's id within its stack."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformOutput, TerraformStack
from harness.written import CONNECTOR

from kibana_connectors import ServerLog, Webhook
from pytest_cdktf import Synth, json_with, ref

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")


def test_references_within_a_stack(stack: TerraformStack, synth: Synth) -> None:
    alone = ServerLog(stack, "alone", name="Log")
    many = ServerLog(stack, "many", name="Log", spaces=["ops", "s-2"])
    ids = many.connector_ids
    assert set(ids) == {"ops", "s-2"}
    TerraformOutput(stack, "alone-id", value=alone.connector_id, static_id=True)
    TerraformOutput(stack, "ops-id", value=ids["ops"], static_id=True)
    TerraformOutput(stack, "odd-id", value=f"x-{many.connector_id_in('s-2')}", static_id=True)

    assert {each.name: each["value"] for each in synth(stack).outputs} == {
        "alone-id": f"${{{CONNECTOR}.alone.connector_id}}",
        "ops-id": f'${{{CONNECTOR}.many["ops"].connector_id}}',
        "odd-id": f'x-${{{CONNECTOR}.many["s-2"].connector_id}}',
    }


def test_an_id_is_a_text_in_the_config_of_another_connector(stack: TerraformStack, synth: Synth) -> None:
    many = ServerLog(stack, "many", name="Log", spaces=["ops"])
    Webhook(
        stack,
        "hook",
        name="Hook",
        config={
            "url": "https://x.example",
            "has_auth": False,
            "headers": {"X-Id": many.connector_id_in("ops")},
        },
    )

    id_in_ops = ref(f'{CONNECTOR}.many["ops"].connector_id')
    assert synth(stack).at("hook")["config"] == json_with(headers={"X-Id": id_in_ops})
