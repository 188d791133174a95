"""State in Amazon S3, or a store like it, encrypted with a KMS key."""

from __future__ import annotations

from typing import Any

import constructs

from .._cdk import S3Backend
from ..cdk.scope import scope_of
from ..errors import InvalidBackend
from ..formats.known_text import is_known_text
from ..formats.urls import has_login, is_web_url
from ..frames import forgetful

_SKIPPED_FOR_OTHER_STORES = (
    "skip_credentials_validation",
    "skip_metadata_api_check",
    "skip_region_validation",
    "skip_requesting_account_id",
    "skip_s3_checksum",
)
"""Checks that only Amazon's own services answer."""


@forgetful
class EncryptedS3Backend(S3Backend):
    """Keep the stack's state in S3, encrypted with a KMS key, and locked while it is written.

    Terraform finds the credentials itself (environment, profile, instance role): none is ever written. The
    lock is a file beside the state (`use_lockfile`, Terraform 1.10 and later, OpenTofu 1.10 and later).
    """

    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        key: str,
        region: str,
        kms_key_id: str,
        endpoint: str | None = None,
        profile: str | None = None,
    ) -> None:
        """Check the arguments, and set up the backend.

        Args:
            scope: The stack.
            bucket: The bucket's name.
            key: The path of the state object in it.
            region: The bucket's region, such as `eu-west-1`.
            kms_key_id: The KMS key: its ARN, its id or an alias.
            endpoint: URL of an S3-compatible store; paths then name the bucket, and checks that only Amazon
                answers are left out.
            profile: The AWS profile to use, where the environment does not decide.

        Raises:
            InvalidBackend: A value is missing, blank, a token or no URL: Terraform reads a backend before all
                else, so nothing in it can be computed.
        """
        where = f"{scope_of(scope).path} (EncryptedS3Backend)"
        texts = {"bucket": bucket, "key": key, "region": region, "kms_key_id": kms_key_id}
        for name, value in {**texts, "endpoint": endpoint, "profile": profile}.items():
            if (value is not None or name in texts) and not is_known_text(value):
                raise InvalidBackend(
                    f"{where}: {name}: expected a text that is known at synth and "
                    "not blank: Terraform reads a backend before it computes anything"
                )
        if endpoint is not None and (not is_web_url(endpoint) or has_login(endpoint)):
            raise InvalidBackend(
                f"{where}: endpoint: expected a URL that starts with https:// or "
                "http://, without user and password"
            )
        settings: dict[str, Any] = {**texts, "encrypt": True}
        if profile is not None:
            settings["profile"] = profile
        super().__init__(scope, **settings)
        self.add_override("use_lockfile", True)  # cdktf 0.21 does not know it
        if endpoint is not None:
            self.add_override("endpoints", {"s3": endpoint})
            self.add_override("use_path_style", True)
            for name in _SKIPPED_FOR_OTHER_STORES:
                self.add_override(name, True)
