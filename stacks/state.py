"""Where the example stacks keep their state: a bucket of the reader's, or the one `make deploy` starts."""

from __future__ import annotations

import os

from cdktf import TerraformStack

from kibana_connectors import EncryptedS3Backend


def keep_state(stack: TerraformStack, key: str) -> None:
    """Put a stack's state into the bucket that the environment names.

    Args:
        stack: The stack.
        key: The path of its state in the bucket.
    """
    EncryptedS3Backend(
        stack,
        bucket=os.environ.get("STATE_BUCKET", "example-terraform-state"),
        key=key,
        region=os.environ.get("STATE_REGION", "eu-west-1"),
        kms_key_id=os.environ.get("STATE_KMS_KEY_ID", "alias/example-terraform-state"),
        endpoint=os.environ.get("STATE_ENDPOINT"),
    )
