"""State in Google Cloud Storage, encrypted with a Cloud KMS key or with the customer's own key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

import constructs

from .._cdk import GcsBackend, TerraformRemoteState
from ..frames import forgetful
from .arguments import Arguments, add_overrides, native

if TYPE_CHECKING:
    from typing_extensions import Never

_KMS_KEY = r"projects/[^/\s]+/locations/[^/\s]+/keyRings/[^/\s]+/cryptoKeys/[^/\s]+"


@forgetful
class EncryptedGcsBackend(GcsBackend):
    """Keep the stack's state in Google Cloud Storage, encrypted with a Cloud KMS key or your own key.

    The credentials come from the environment, or from `gcloud`: none is ever written. The lock is an object
    beside the state.
    """

    @overload
    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        prefix: str | None = None,
        kms_encryption_key: str,
        key_from_environment: Literal[False] = False,
        impersonate_service_account: str | None = None,
        impersonate_service_account_delegates: list[str] | None = None,
        endpoint: str | None = None,
        universe_domain: str | None = None,
        **others: Never,
    ) -> None: ...

    @overload
    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        prefix: str | None = None,
        key_from_environment: Literal[True],
        impersonate_service_account: str | None = None,
        impersonate_service_account_delegates: list[str] | None = None,
        endpoint: str | None = None,
        universe_domain: str | None = None,
        **others: Never,
    ) -> None: ...

    def __init__(
        self,
        scope: constructs.Construct,
        *,
        bucket: str,
        prefix: str | None = None,
        kms_encryption_key: str | None = None,
        key_from_environment: bool = False,
        impersonate_service_account: str | None = None,
        impersonate_service_account_delegates: list[str] | None = None,
        endpoint: str | None = None,
        universe_domain: str | None = None,
        **others: Never,
    ) -> None:
        """Check the arguments, and set up the backend.

        Args:
            scope: The stack.
            bucket: The bucket's name.
            prefix: The folder in it; the state is `<prefix>/<workspace>.tfstate`.
            kms_encryption_key: The Cloud KMS key: `projects/…/locations/…/keyRings/…/cryptoKeys/…`.
            key_from_environment: Encrypt with your own key instead, which Google does not keep: 32 bytes in
                base64 in GOOGLE_ENCRYPTION_KEY, where the stack is synthesized and where it is deployed.
            impersonate_service_account: The service account as which the state is read and written.
            impersonate_service_account_delegates: The accounts on the way to it.
            endpoint: URL of a store with the same API (`storage_custom_endpoint`), up to `/storage/v1/b`.
            universe_domain: The domain of a sovereign cloud; only OpenTofu knows it.
            others: None: each is refused, a credential with the environment variable that serves instead.

        Raises:
            InvalidBackend: A value is missing, blank, a token or no URL, there is no key or there are two, or
                a credential is given.
        """
        given = Arguments("EncryptedGcsBackend", "gcs", scope)
        given.text("bucket", bucket, is_required=True)
        given.text("prefix", prefix)
        given.text(
            "kms_encryption_key",
            kms_encryption_key,
            pattern=_KMS_KEY,
            expected="a Cloud KMS key: projects/PROJECT/locations/PLACE/keyRings/RING/cryptoKeys/NAME",
        )
        if not isinstance(key_from_environment, bool):
            given.refuse("key_from_environment", "expected True or False")
        given.one_of(
            {"kms_encryption_key": kms_encryption_key, "key_from_environment": key_from_environment},
            is_required=True,
            purpose="the state is encrypted with a Cloud KMS key, or with the key in GOOGLE_ENCRYPTION_KEY",
        )
        given.text("impersonate_service_account", impersonate_service_account)
        given.texts("impersonate_service_account_delegates", impersonate_service_account_delegates)
        given.url("endpoint", endpoint, setting="storage_custom_endpoint")
        given.text("universe_domain", universe_domain)
        given.no_others(others, EncryptedGcsBackend.__init__)
        taken, self._others = native(GcsBackend, given.settle())
        super().__init__(scope, **taken)
        add_overrides(self, self._others)

    def get_remote_state_data_source(
        self, scope: constructs.Construct, name: str, from_stack: str
    ) -> TerraformRemoteState:
        """Return the data source with which another stack reads this state; the engine asks for it."""
        source = super().get_remote_state_data_source(scope, name, from_stack)
        add_overrides(source, self._others, "config.")
        return source
