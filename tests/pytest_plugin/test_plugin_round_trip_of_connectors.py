"""`assert_plan_empty_after_apply` with the stand-in Kibana, the real Terraform and the real provider."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import TerraformStack

from kibana_connectors import (
    EncryptedS3Backend,
    Gemini,
    KibanaProvider,
    PagerDuty,
    SecretsMode,
    SlackApi,
)
from kibana_connectors.sandbox import Sandbox
from pytest_cdktf import Synth

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

CONNECTOR = "elasticstack_kibana_action_connector"


class OnCall(TerraformStack):
    """As a user would write it: an endpoint and a backend that no test can reach."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, endpoints=["https://kibana.example:5601"])
        EncryptedS3Backend(self, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/x")
        PagerDuty(self, "pager", name="On-call")
        SlackApi(self, "chat", name="Chat", spaces=["ops", "sec"])
        Gemini(
            self,
            "gemini",
            name="Gemini",
            config=Gemini.Config(api_url="https://g.example", gcp_region="r", gcp_project_id="p"),
        )


def test_the_stack_is_valid(synth: Synth) -> None:
    synth(OnCall).assert_valid()


def test_a_stack_applies_and_its_second_plan_is_empty(synth: Synth, sandbox: Sandbox, tmp_path: Path) -> None:
    out = synth(OnCall)
    out.assert_plan_empty_after_apply(kibana=sandbox)
    assert sorted(connector.name for connector in sandbox.connectors) == ["Chat", "Chat", "Gemini", "On-call"]
    assert (tmp_path / "cdktf.out-applied/terraform.tfstate").exists()


def test_the_round_trip_again_in_the_same_test(synth: Synth, sandbox: Sandbox) -> None:
    out = synth(PagerDuty, name="On-call")
    out.assert_plan_empty_after_apply(kibana=sandbox)
    sandbox.reset()
    out.assert_plan_empty_after_apply(kibana=sandbox)
    assert len(sandbox.connectors) == 1


def test_values_of_variables(synth: Synth, sandbox: Sandbox) -> None:
    seen: list[Any] = []
    sandbox.on_secrets(lambda space, connector_id, secrets: seen.append(secrets))
    given = {"pager_duty_routing_key": "R0123456789"}
    synth(PagerDuty, name="On-call").assert_plan_empty_after_apply(kibana=sandbox, variables=given)
    assert seen == [{"routingKey": "R0123456789"}]


def test_an_apply_that_fails(synth: Synth, sandbox: Sandbox) -> None:
    sandbox.faults.add(status=500, method="POST", times=None)
    with pytest.raises(AssertionError) as caught:
        synth(PagerDuty, name="On-call").assert_plan_empty_after_apply(kibana=sandbox)
    assert str(caught.value).startswith(
        f"{Path(os.environ['TERRAFORM_BINARY_NAME']).name} apply fails:\n"
        f"  - stack/pager_duty ({CONNECTOR}.pager_duty): "
    )


def test_a_secret_in_the_state(synth: Synth, sandbox: Sandbox) -> None:
    class InState(TerraformStack):
        def __init__(self, scope: Construct, id: str) -> None:
            super().__init__(scope, id)
            KibanaProvider(self)
            EncryptedS3Backend(self, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/x")
            PagerDuty(self, "pager", name="On-call", secrets_mode=SecretsMode.STATE)

    with pytest.raises(AssertionError) as caught:
        synth(InState).assert_plan_empty_after_apply(kibana=sandbox)
    assert str(caught.value) == (
        "secrets are in what the apply left:\n"
        "  the value of var.pager_routing_key is in the file saved.tfplan (tfplan)\n"
        "  the value of var.pager_routing_key is in the file terraform.tfstate"
    )
