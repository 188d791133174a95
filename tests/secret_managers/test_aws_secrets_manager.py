"""Secrets in AWS Secrets Manager: what one line writes."""

from __future__ import annotations

from harness.cdk import TerraformResource, TerraformStack
from manager_samples import pager, secret_expression, told_version

from kibana_connectors import AwsSecretsManager
from pytest_cdktf import Synth

ADDRESS = "ephemeral.aws_secretsmanager_secret_version.aws_oncall_pager"
CURRENT = (
    "${one([for v in data.aws_secretsmanager_secret_versions.aws_oncall_pager.versions : v.version_id "
    'if contains(v.version_stages, "AWSCURRENT")])}'
)
ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:oncall/pager-AbCdEf"


def test_one_line_writes_everything(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        manager = AwsSecretsManager(stack, "aws", region="eu-west-1")
        pager(stack, manager.secret("oncall/pager", key="routing_key"))

    document = synth(on_call).json

    assert document["data"] == {
        "aws_secretsmanager_secret_versions": {"aws_oncall_pager": {"secret_id": "oncall/pager"}}
    }
    assert document["ephemeral"] == {
        "aws_secretsmanager_secret_version": {
            "aws_oncall_pager": {"secret_id": "oncall/pager", "version_id": CURRENT}
        }
    }
    assert secret_expression(document) == f'jsondecode({ADDRESS}.secret_string)["routing_key"]'
    assert told_version(document) == CURRENT
    assert document["provider"]["aws"] == [{"region": "eu-west-1"}]
    required = document["terraform"]["required_providers"]["aws"]
    assert required == {"source": "hashicorp/aws", "version": ">= 5.88, < 7"}
    assert "variable" not in document


def test_without_a_key_the_whole_text_is_the_value(synth: Synth) -> None:
    document = synth(lambda stack: pager(stack, AwsSecretsManager(stack, "aws").secret("oncall/pager"))).json

    assert secret_expression(document) == f"{ADDRESS}.secret_string"
    assert "provider" not in document, "without settings there is nothing to write"


def test_an_arn_is_named_after_the_secret(synth: Synth) -> None:
    document = synth(lambda stack: pager(stack, AwsSecretsManager(stack, "aws").secret(ARN))).json

    blocks = document["ephemeral"]["aws_secretsmanager_secret_version"]
    assert blocks["aws_oncall_pager_AbCdEf"]["secret_id"] == ARN


def test_a_secret_of_the_same_stack(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        made = TerraformResource(stack, "made", terraform_resource_type="aws_secretsmanager_secret")
        manager = AwsSecretsManager(stack, "aws")
        pager(stack, manager.secret(made.get_string_attribute("arn"), name="pager"), "first")
        pager(stack, manager.secret(made.get_string_attribute("arn"), name="pager", key="k"), "second")

    document = synth(on_call).json

    arn = "${aws_secretsmanager_secret.made.arn}"
    assert document["data"]["aws_secretsmanager_secret_versions"] == {"aws_pager": {"secret_id": arn}}
    assert list(document["ephemeral"]["aws_secretsmanager_secret_version"]) == ["aws_pager"]


def test_a_version_that_is_given_is_read_without_a_data_source(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        manager = AwsSecretsManager(stack, "aws")
        pager(stack, manager.secret("oncall/pager", version="EXAMPLE1-90ab-cdef-fedc-ba987SECRET1"))

    document = synth(on_call).json

    (block,) = document["ephemeral"]["aws_secretsmanager_secret_version"].values()
    assert block["version_id"] == told_version(document) == "EXAMPLE1-90ab-cdef-fedc-ba987SECRET1"
    assert "data" not in document
