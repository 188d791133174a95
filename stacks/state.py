"""Chooses where the example stacks keep their state: in an encrypted bucket, or else in a file."""

from __future__ import annotations

import os
from pathlib import Path

from cdktf import LocalBackend, TerraformStack

from kibana_connectors import EncryptedS3Backend, allow_unencrypted_state


def keep_state(stack: TerraformStack, name: str) -> None:
    """Keep a stack's state in the bucket that STATE_BUCKET names, encrypted with STATE_KMS_KEY_ID.

    Without STATE_BUCKET, the state is a file in STATE_DIRECTORY, by default the working directory.

    Args:
        stack: The stack.
        name: The name of the state in the bucket, or of the file.
    """
    bucket = os.environ.get("STATE_BUCKET")
    if bucket:
        EncryptedS3Backend(
            stack,
            bucket=bucket,
            key=f"kibana/{name}.tfstate",
            region=os.environ.get("STATE_REGION", "eu-west-1"),
            kms_key_id=os.environ.get("STATE_KMS_KEY_ID", "alias/terraform-state"),
            endpoint=os.environ.get("STATE_ENDPOINT"),
        )
        return
    directory = Path(os.environ.get("STATE_DIRECTORY", "."))
    LocalBackend(stack, path=str(directory.absolute() / f"{name}.tfstate"))
    allow_unencrypted_state(stack, reason="an example, run without STATE_BUCKET; its secrets are write-only")
