"""State in Amazon S3, or a store like it, encrypted with a KMS key or with the customer's own key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypedDict, overload

import constructs

from .._cdk import S3Backend, TerraformRemoteState
from ..frames import forgetful
from .arguments import KNOWN_TEXT, Arguments, add_overrides, native
from .kms_keys import KMS_KEY, KMS_KEY_IN_WORDS

if TYPE_CHECKING:
    from typing_extensions import Never

_SKIPPED_FOR_OTHER_STORES = (
    "skip_credentials_validation",
    "skip_metadata_api_check",
    "skip_region_validation",
    "skip_requesting_account_id",
    "skip_s3_checksum",
)
"""Checks that only Amazon's own services answer."""

_ARN = (r"arn:[\w-]+:iam::\d{12}:role/.+", "the ARN of a role: arn:aws:iam::123456789012:role/NAME")
_SESSION_NAME = (r"[\w+=,.@-]{2,64}", "2 to 64 letters, digits or characters of +=,.@-_")
_DURATION = (
    r"(?:1[5-9]|[2-9]\d|\d{3})m(?:\d+s)?|(?:[1-9]|1[01])h(?:[0-5]?\dm)?(?:[0-5]?\ds)?|12h",
    "a duration from 15m to 12h, such as 1h",
)
_POLICY = (r"\s*\{[\s\S]*\}\s*", "a policy as JSON text")
_OF_A_ROLE = {
    "role_arn": _ARN,
    "session_name": _SESSION_NAME,
    "external_id": (r"[\w+=,.@:/-]{2,1224}", "2 to 1224 letters, digits or characters of +=,.@:/-_"),
    "duration": _DURATION,
    "policy": _POLICY,
}
_OF_A_WEB_IDENTITY = {
    "role_arn": _ARN,
    "session_name": _SESSION_NAME,
    "web_identity_token_file": ("", ""),
    "duration": _DURATION,
    "policy": _POLICY,
}
_SERVICES = ("s3", "sts", "iam", "dynamodb", "sso")


class AssumeRole(TypedDict, total=False):
    """The role with which the state is read and written; `role_arn` is needed.

    `duration` is 15m to 12h. Keys and values as in Terraform.
    """

    role_arn: str
    session_name: str
    external_id: str
    duration: str
    policy: str
    policy_arns: list[str]
    tags: dict[str, str]
    transitive_tag_keys: list[str]


class AssumeRoleWithWebIdentity(TypedDict, total=False):
    """The same with a web identity, whose token is in a file or in AWS_WEB_IDENTITY_TOKEN_FILE's."""

    role_arn: str
    session_name: str
    web_identity_token_file: str
    duration: str
    policy: str
    policy_arns: list[str]


class Endpoints(TypedDict, total=False):
    """URLs of the services that are asked instead of Amazon's."""

    s3: str
    sts: str
    iam: str
    dynamodb: str
    sso: str


@forgetful
class EncryptedS3Backend(S3Backend):
    """Keep the stack's state in S3, encrypted with a KMS key or your own key, and locked while written.

    Terraform finds the credentials itself (environment, profile, instance role): none is ever written. The
    lock is a file beside the state (`use_lockfile`, Terraform 1.10 and later, OpenTofu 1.10 and later).
    """

    @overload
    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        key: str,
        region: str,
        kms_key_id: str,
        key_from_environment: Literal[False] = False,
        endpoint: str | None = None,
        endpoints: Endpoints | None = None,
        profile: str | None = None,
        assume_role: AssumeRole | None = None,
        assume_role_with_web_identity: AssumeRoleWithWebIdentity | None = None,
        workspace_key_prefix: str | None = None,
        allowed_account_ids: list[str] | None = None,
        custom_ca_bundle: str | None = None,
        **others: Never,
    ) -> None: ...

    @overload
    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        key: str,
        region: str,
        key_from_environment: Literal[True],
        endpoint: str | None = None,
        endpoints: Endpoints | None = None,
        profile: str | None = None,
        assume_role: AssumeRole | None = None,
        assume_role_with_web_identity: AssumeRoleWithWebIdentity | None = None,
        workspace_key_prefix: str | None = None,
        allowed_account_ids: list[str] | None = None,
        custom_ca_bundle: str | None = None,
        **others: Never,
    ) -> None: ...

    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        key: str,
        region: str,
        kms_key_id: str | None = None,
        key_from_environment: bool = False,
        endpoint: str | None = None,
        endpoints: Endpoints | None = None,
        profile: str | None = None,
        assume_role: AssumeRole | None = None,
        assume_role_with_web_identity: AssumeRoleWithWebIdentity | None = None,
        workspace_key_prefix: str | None = None,
        allowed_account_ids: list[str] | None = None,
        custom_ca_bundle: str | None = None,
        **others: Never,
    ) -> None:
        """Check the arguments, and set up the backend.

        Args:
            scope: The stack.
            bucket: The bucket's name.
            key: The path of the state object in it.
            region: The bucket's region, such as `eu-west-1`.
            kms_key_id: The KMS key: `alias/NAME`, an ARN, or a key id that is a UUID of RFC 4122.
            key_from_environment: Encrypt with your own key (SSE-C) instead, which S3 does not keep: 32 bytes
                in base64 in AWS_SSE_CUSTOMER_KEY, where the stack is synthesized and where it is deployed.
            endpoint: URL of an S3-compatible store; paths then name the bucket, and checks that only Amazon
                answers are left out.
            endpoints: URLs of services by name, such as `{"sts": "https://…"}`.
            profile: The AWS profile to use, where the environment does not decide.
            assume_role: The role with which the state is read and written: a dict with `role_arn`.
            assume_role_with_web_identity: The same by a web identity.
            workspace_key_prefix: What stands before `key` in Terraform workspaces; default `env:`.
            allowed_account_ids: The only AWS accounts to work in.
            custom_ca_bundle: Path of a file with CA certificates.
            others: None: each is refused, a credential with the environment variable that serves instead.

        Raises:
            InvalidBackend: A value is missing, blank, a token or no URL, there is no key or there are two, or
                a credential is given: Terraform reads a backend before all else, so nothing in it can be
                computed, and what is in it is written down.
        """
        given = Arguments("EncryptedS3Backend", "s3", scope)
        given.text("bucket", bucket, is_required=True)
        given.text("key", key, is_required=True)
        given.text("region", region, is_required=True)
        if kms_key_id is None and key_from_environment is False:
            given.refuse(
                "kms_key_id",
                f"{KNOWN_TEXT}. The state is encrypted with a KMS key, or with key_from_environment=True",
            )
        given.text("kms_key_id", kms_key_id, pattern=KMS_KEY, expected=KMS_KEY_IN_WORDS)
        if not isinstance(key_from_environment, bool):
            given.refuse("key_from_environment", "expected True or False")
        given.one_of(
            {"kms_key_id": kms_key_id, "key_from_environment": key_from_environment},
            is_required=False,
            purpose="",
        )
        given.url("endpoint", endpoint)
        given.object("endpoints", endpoints, patterns={}, urls=_SERVICES)
        given.text("profile", profile)
        given.object(
            "assume_role",
            assume_role,
            patterns=_OF_A_ROLE,
            needed=("role_arn",),
            lists=("policy_arns", "transitive_tag_keys"),
            maps=("tags",),
        )
        given.object(
            "assume_role_with_web_identity",
            assume_role_with_web_identity,
            patterns=_OF_A_WEB_IDENTITY,
            needed=("role_arn",),
            lists=("policy_arns",),
        )
        given.text("workspace_key_prefix", workspace_key_prefix)
        given.texts("allowed_account_ids", allowed_account_ids)
        given.text("custom_ca_bundle", custom_ca_bundle)
        given.no_others(others, EncryptedS3Backend.__init__)
        if endpoint is not None and isinstance(endpoints, Mapping) and endpoints.get("s3") is not None:
            given.refuse("endpoint and endpoints.s3", "exclude each other: give one of them")
        settings = given.settle()
        store = settings.pop("endpoint", None)
        settings["encrypt"] = True
        if store is not None:
            settings["endpoints"] = {"s3": store, **settings.get("endpoints", {})}
            settings |= dict.fromkeys(("use_path_style", *_SKIPPED_FOR_OTHER_STORES), True)
        taken, self._others = native(S3Backend, settings)
        # cdktf 0.21 does not know it, and cdktn asks for which versions of the tools the project is.
        self._others["use_lockfile"] = True
        super().__init__(scope, **taken)
        add_overrides(self, self._others)

    def get_remote_state_data_source(
        self, scope: constructs.Construct, name: str, from_stack: str
    ) -> TerraformRemoteState:
        """Return the data source with which another stack reads this state; the engine asks for it."""
        source = super().get_remote_state_data_source(scope, name, from_stack)
        add_overrides(source, self._others, "config.")
        return source
