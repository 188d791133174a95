"""One way to keep the state for each kind of backend: the same small stack, with its state elsewhere.

None of them needs a credential to be synthesized. `docs/state.md` says how to choose.
"""

from __future__ import annotations

from collections.abc import Callable

from cdktf import PgBackend, TerraformStack
from constructs import Construct

from kibana_connectors import (
    EncryptedAzureBackend,
    EncryptedGcsBackend,
    EncryptedS3Backend,
    HcpTerraformBackend,
    KibanaProvider,
    OpenTofuEncryption,
    Pbkdf2Key,
    ServerLog,
    Target,
)


def in_s3(stack: TerraformStack) -> None:
    """Amazon S3, encrypted with a KMS key."""
    KibanaProvider(stack)
    EncryptedS3Backend(
        stack,
        bucket="tf-state",
        key="kibana/oncall.tfstate",
        region="eu-west-1",
        kms_key_id="alias/tf-state",
        assume_role={"role_arn": "arn:aws:iam::123456789012:role/deploy-kibana"},
    )


def in_google_cloud(stack: TerraformStack) -> None:
    """Google Cloud Storage, encrypted with a Cloud KMS key."""
    KibanaProvider(stack)
    EncryptedGcsBackend(
        stack,
        bucket="tf-state",
        prefix="kibana/oncall",
        kms_encryption_key="projects/ops/locations/europe-west1/keyRings/state/cryptoKeys/kibana",
        impersonate_service_account="deploy-kibana@ops.iam.gserviceaccount.com",
    )


def in_azure(stack: TerraformStack) -> None:
    """Azure Blob Storage with Entra ID, encrypted with an encryption scope, which only OpenTofu knows."""
    KibanaProvider(stack, target=Target(tool="opentofu"))
    EncryptedAzureBackend(
        stack,
        storage_account_name="opstfstate",
        container_name="tfstate",
        key="kibana/oncall.tfstate",
        use_oidc=True,
        encryption_scope="kibana",
    )


def in_hcp_terraform(stack: TerraformStack) -> None:
    """HCP Terraform."""
    KibanaProvider(stack)
    HcpTerraformBackend(stack, organization="ops", workspace="kibana-oncall")


def in_postgres(stack: TerraformStack) -> None:
    """PostgreSQL, encrypted by OpenTofu before it leaves the machine.

    PGUSER and PGPASSWORD say who; TF_ENCRYPTION holds the passphrase.
    """
    KibanaProvider(stack, target=Target(tool="opentofu"))
    PgBackend(stack, conn_str="postgres://db.example.com/tfstate", schema_name="kibana_oncall")
    OpenTofuEncryption(stack, key=Pbkdf2Key(name="main"))


class OnCall(TerraformStack):
    """A stack that keeps its state in one of these ways.

    Args:
        scope: The app.
        id: The stack's name.
        keep_state: One of the functions above.
    """

    def __init__(self, scope: Construct, id: str, keep_state: Callable[[TerraformStack], None]) -> None:
        super().__init__(scope, id)
        keep_state(self)
        ServerLog(self, "log", name="On-call log")
