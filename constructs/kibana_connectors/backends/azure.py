"""State in Azure Blob Storage, which encrypts all that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import constructs

from .._cdk import AzurermBackend, TerraformRemoteState
from ..frames import forgetful
from .arguments import Arguments, add_overrides, native

if TYPE_CHECKING:
    from typing_extensions import Never


@forgetful
class EncryptedAzureBackend(AzurermBackend):
    """Keep the stack's state in Azure Blob Storage, and sign in with Entra ID.

    Azure encrypts every blob, and that cannot be turned off: with Microsoft's keys, with a key of yours that
    the storage account names, or with that of an encryption scope. The lock is a lease of the blob.
    """

    def __init__(
        self,
        scope: constructs.Construct,
        *,
        storage_account_name: str,
        container_name: str,
        key: str,
        resource_group_name: str | None = None,
        subscription_id: str | None = None,
        tenant_id: str | None = None,
        client_id: str | None = None,
        use_azuread_auth: bool = True,
        use_oidc: bool | None = None,
        use_msi: bool | None = None,
        use_cli: bool | None = None,
        use_aks_workload_identity: bool | None = None,
        oidc_token_file_path: str | None = None,
        client_certificate_path: str | None = None,
        environment: str | None = None,
        metadata_host: str | None = None,
        msi_endpoint: str | None = None,
        snapshot: bool | None = None,
        encryption_scope: str | None = None,
        timeout_seconds: int | None = None,
        lookup_blob_endpoint: bool | None = None,
        **others: Never,
    ) -> None:
        """Check the arguments, and set up the backend.

        Args:
            scope: The stack.
            storage_account_name: The storage account.
            container_name: The container in it.
            key: The name of the blob.
            resource_group_name: The account's resource group; needed only to look up an access key.
            subscription_id: Its subscription, for the same.
            tenant_id: The tenant to sign in to.
            client_id: The application to sign in as.
            use_azuread_auth: Read and write as the one who signed in; False to use an access key, which is
                looked up, or comes from ARM_ACCESS_KEY.
            use_oidc: Sign in with an OpenID Connect token, as in GitHub Actions.
            use_msi: Sign in with a managed identity.
            use_cli: Sign in as the Azure CLI does; True unless it is set.
            use_aks_workload_identity: Sign in with the identity of an AKS workload.
            oidc_token_file_path: Path of a file with the token.
            client_certificate_path: Path of a file with the application's certificate.
            environment: The cloud: `public`, `usgovernment` or `china`.
            metadata_host: The host that describes another cloud.
            msi_endpoint: URL of the managed identity's endpoint.
            snapshot: Take a snapshot of the blob before each use.
            encryption_scope: The encryption scope to write with; only OpenTofu knows it, from 1.12.
            timeout_seconds: How long to wait for Azure; only OpenTofu knows it.
            lookup_blob_endpoint: Ask Azure for the blob's endpoint; only Terraform knows it.
            others: None: each is refused, a credential with the environment variable that serves instead.

        Raises:
            InvalidBackend: A value is missing, blank, a token or of another type, or a credential is given.
        """
        given = Arguments("EncryptedAzureBackend", "azurerm", scope)
        given.text(
            "storage_account_name",
            storage_account_name,
            is_required=True,
            pattern="[a-z0-9]{3,24}",
            expected="the name of a storage account: 3 to 24 lower-case letters and digits",
        )
        given.text(
            "container_name",
            container_name,
            is_required=True,
            pattern=r"(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*|\$root|\$web",
            expected="the name of a container: 3 to 63 lower-case letters, digits and single hyphens",
        )
        given.text("key", key, is_required=True)
        given.text("resource_group_name", resource_group_name)
        for name, text in (
            ("subscription_id", subscription_id),
            ("tenant_id", tenant_id),
            ("client_id", client_id),
            ("oidc_token_file_path", oidc_token_file_path),
            ("client_certificate_path", client_certificate_path),
            ("metadata_host", metadata_host),
            ("encryption_scope", encryption_scope),
        ):
            given.text(name, text)
        given.text(
            "environment",
            environment,
            pattern="public|usgovernment|china|german|stack",
            expected="a cloud of Azure: public, usgovernment or china",
        )
        given.url("msi_endpoint", msi_endpoint)
        for name, flag in (
            ("use_oidc", use_oidc),
            ("use_msi", use_msi),
            ("use_cli", use_cli),
            ("use_aks_workload_identity", use_aks_workload_identity),
            ("snapshot", snapshot),
            ("lookup_blob_endpoint", lookup_blob_endpoint),
        ):
            given.flag(name, flag)
        if isinstance(use_azuread_auth, bool):
            given.settings["use_azuread_auth"] = use_azuread_auth
        else:
            given.refuse("use_azuread_auth", "expected True or False")
        given.number("timeout_seconds", timeout_seconds, least=1)
        given.one_of(
            {"environment": environment, "metadata_host": metadata_host}, is_required=False, purpose=""
        )
        given.no_others(others, EncryptedAzureBackend.__init__)
        taken, self._others = native(AzurermBackend, given.settle())
        super().__init__(scope, **taken)
        add_overrides(self, self._others)

    def get_remote_state_data_source(
        self, scope: constructs.Construct, name: str, from_stack: str
    ) -> TerraformRemoteState:
        """Return the data source with which another stack reads this state; the engine asks for it."""
        source = super().get_remote_state_data_source(scope, name, from_stack)
        add_overrides(source, self._others, "config.")
        return source
