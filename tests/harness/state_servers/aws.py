"""Amazon's S3 and KMS, as moto serves them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from harness.moto_server import ENVIRONMENT, REGION, client, moto_server
from harness.state_servers.recording_proxy import Asked, recording_proxy
from harness.state_servers.stored_state import StoredState
from kibana_connectors import EncryptedS3Backend

BUCKET = "tf-state"
OBJECT = "kibana/oncall.tfstate"
KEY_ARN = f"arn:aws:kms:{REGION}:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab"
CUSTOMER_KEY = base64.b64encode(bytes(range(32))).decode()


@contextmanager
def moto() -> Iterator[str]:
    """Run moto's server, with an empty bucket, and give its URL."""
    with moto_server() as url:
        client("s3", url).create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        yield url


@contextmanager
def s3(*, key_from_environment: bool) -> Iterator[StoredState]:
    """Keep a state in S3, encrypted with a KMS key or with the customer's own."""
    own = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": base64.b64decode(CUSTOMER_KEY)}
    with moto() as url, recording_proxy(int(url.rpartition(":")[2])) as (front, asked):
        client_of_s3 = client("s3", url)

        def got() -> bytes:
            given = own if key_from_environment else {}
            content: bytes = client_of_s3.get_object(Bucket=BUCKET, Key=OBJECT, **given)["Body"].read()
            return content

        def how() -> str:
            puts = [each for each in asked if each.method == "PUT" and OBJECT in each.path]
            states = [each for each in puts if not each.path.partition("?")[0].endswith(".tflock")]
            assert states
            return " and ".join(sorted({_key_of(each) for each in states}))

        def add_backend(stack: Any) -> object:
            key = {"key_from_environment": True} if key_from_environment else {"kms_key_id": KEY_ARN}
            return EncryptedS3Backend(
                stack, bucket=BUCKET, key=OBJECT, region=REGION, endpoint=f"http://127.0.0.1:{front}", **key
            )

        more = {"AWS_SSE_CUSTOMER_KEY": CUSTOMER_KEY} if key_from_environment else {}
        yield StoredState(
            add_backend=add_backend,
            environment={**ENVIRONMENT, **more},
            stored=got,
            how_encrypted=how,
        )


def _key_of(put: Asked) -> str:
    """Return with which key S3 was told to encrypt."""
    about = "x-amz-server-side-encryption"
    names = (about, f"{about}-aws-kms-key-id", f"{about}-customer-algorithm", f"{about}-customer-key")
    return " ".join(put.headers[name] for name in names if name in put.headers)
