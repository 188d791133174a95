"""Parameters of AWS Systems Manager: what one line writes."""

from __future__ import annotations

from harness.cdk import TerraformStack
from manager_samples import connector, pager, secret_expression, told_version

from kibana_connectors import AwsParameterStore
from pytest_cdktf import Synth

ARN = "arn:aws:ssm:eu-west-1:123456789012:parameter/oncall/pager"


def test_one_line_writes_everything(synth: Synth) -> None:
    document = synth(lambda stack: pager(stack, AwsParameterStore(stack, "ssm").secret("/oncall/pager"))).json

    assert document["data"]["aws_ssm_parameter"]["ssm_oncall_pager"] == {
        "name": "/oncall/pager",
        "with_decryption": False,
        "lifecycle": {
            "postcondition": [
                {
                    "condition": '${self.type == "SecureString"}',
                    "error_message": "stack/ssm (AwsParameterStore): the parameter /oncall/pager is no "
                    "SecureString: its value would be kept in plain text",
                }
            ]
        },
    }
    assert document["ephemeral"]["aws_ssm_parameter"]["ssm_oncall_pager"] == {
        "arn": "${data.aws_ssm_parameter.ssm_oncall_pager.arn}",
        "with_decryption": True,
    }
    assert secret_expression(document) == "ephemeral.aws_ssm_parameter.ssm_oncall_pager.value"
    assert told_version(document) == "${data.aws_ssm_parameter.ssm_oncall_pager.version}"


def test_a_version_that_is_given_needs_no_data_source(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, AwsParameterStore(stack, "ssm").secret(ARN, key="k", version=4))

    document = synth(on_call).json

    assert "data" not in document
    (block,) = document["ephemeral"]["aws_ssm_parameter"].values()
    assert block == {"arn": ARN, "with_decryption": True}
    assert told_version(document) == "4"
    assert secret_expression(document).startswith("jsondecode(ephemeral.aws_ssm_parameter.")
    assert connector(document)["lifecycle"]["precondition"]
