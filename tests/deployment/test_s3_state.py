"""State in a real S3 server: encrypted with the KMS key, locked while it is written, free of secrets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from harness.cdk import TerraformStack
from harness.terraform import Workspace
from moto.server import ThreadedMotoServer

from kibana_connectors import EncryptedS3Backend, KibanaProvider, PagerDuty, SecretsMode
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab"
BUCKET = "tf-state"
OBJECT = "kibana/oncall.tfstate"


@pytest.fixture
def s3() -> Iterator[Any]:
    """moto's S3, with an empty bucket; gives the client, whose endpoint is the server's."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="eu-west-1",
        aws_access_key_id="test",
        aws_secret_access_key="value-of-the-aws-secret",
    )
    # moto keeps its buckets in the process, beyond the server's life.
    for held in client.list_buckets()["Buckets"]:
        for each in client.list_objects_v2(Bucket=held["Name"]).get("Contents", []):
            client.delete_object(Bucket=held["Name"], Key=each["Key"])
        client.delete_bucket(Bucket=held["Name"])
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield client
    server.stop()


@pytest.mark.parametrize("mode", list(SecretsMode))
def test_state_object_is_encrypted_with_the_key(
    mode: SecretsMode, workspace: Workspace, kibana: Sandbox, s3: Any
) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        EncryptedS3Backend(
            stack,
            bucket=BUCKET,
            key=OBJECT,
            region="eu-west-1",
            kms_key_id=KEY_ARN,
            endpoint=s3.meta.endpoint_url,
        )
        PagerDuty(stack, "pager", name="On-call", secrets_mode=mode)

    written = workspace.synthesize(build)
    assert "value-of-the-aws-secret" not in str(written)
    workspace.environment |= {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "value-of-the-aws-secret",
        "AWS_EC2_METADATA_DISABLED": "true",
        "TF_VAR_pager_routing_key": "value-of-the-routing-key",
    }
    workspace.init()
    locked: list[bool] = []
    kibana.on_secrets(lambda *_: locked.append(_exists(s3, f"{OBJECT}.tflock")))
    workspace.apply()

    assert locked == [True], "the lock file must be there while the apply runs"
    assert not _exists(s3, f"{OBJECT}.tflock")
    state = s3.get_object(Bucket=BUCKET, Key=OBJECT)
    assert state["ServerSideEncryption"] == "aws:kms"
    assert state["SSEKMSKeyId"] == KEY_ARN
    held = state["Body"].read().decode()
    assert "On-call" in held
    assert ("value-of-the-routing-key" in held) is (mode is SecretsMode.STATE)
    assert workspace.plan() == []
    if mode is SecretsMode.WRITE_ONLY:  # what is in the state, `terraform show -json` shows
        assert "value-of-the-routing-key" not in workspace.everything_written()


def _exists(s3: Any, key: str) -> bool:
    return any(each["Key"] == key for each in s3.list_objects_v2(Bucket=BUCKET).get("Contents", []))
