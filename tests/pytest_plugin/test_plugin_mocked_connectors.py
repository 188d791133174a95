"""`apply_mocked` on connectors: what is written only, validations of secrets, `for_each`, with both tools."""

from __future__ import annotations

import pytest
from constructs import Construct
from harness import both_tools
from harness.cdk import TerraformOutput, TerraformStack

from kibana_connectors import EncryptedS3Backend, KibanaProvider, PagerDuty, SlackApi
from kibana_connectors.schema.tool import Tool
from pytest_cdktf import Synth, absent, resource

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

CONNECTOR = "elasticstack_kibana_action_connector"
TOKEN = "xoxb-1234567890-correct-horse"


class OnCall(TerraformStack):
    """As a user would write it: an endpoint and a backend that no test can reach."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, endpoints=["https://kibana.example:5601"])
        EncryptedS3Backend(self, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/x")
        pager = PagerDuty(self, "pager", name="On-call")
        SlackApi(self, "chat", name="Chat", spaces=["ops", "sec"])
        TerraformOutput(self, "pager-id", value=pager.connector_id)


@pytest.mark.parametrize("tool", ["terraform", "opentofu"])
def test_connectors(tool: Tool, synth: Synth, monkeypatch: pytest.MonkeyPatch) -> None:
    both_tools.use(monkeypatch, tool)
    out = synth(OnCall)
    applied = out.apply_mocked(
        variables={"chat_token": TOKEN}, overrides={"pager": {"id": "default/the-pager"}}
    )
    assert resource(CONNECTOR, name="On-call", connector_type_id=".pagerduty", secrets_wo=absent()) in applied
    assert {block["space_id"] for block in applied.find(resource(CONNECTOR, name="Chat"))} == {"ops", "sec"}
    assert applied.at("pager")["id"] == "default/the-pager"
    assert applied.outputs["pager-id"] == applied.at("pager")["connector_id"]
    assert TOKEN not in repr([dict(block) for block in applied.blocks])

    # A plan of Terraform's cannot decide the library's check of missing secrets, and it is no failure there.
    planned = out.plan_mocked(variables={"chat_token": TOKEN})
    assert planned.count(resource(CONNECTOR)) == 3
    assert resource(CONNECTOR, connector_type_id=".slack_api", secrets_wo=absent()) in planned

    with pytest.raises(
        AssertionError, match=r"var\.chat_token: validation: stack/chat: secret token: expected a"
    ):
        out.plan_mocked(variables={"chat_token": "  "})
    out.plan_mocked(variables={"chat_token": "  "}, expect_failures=["var.chat_token"])
