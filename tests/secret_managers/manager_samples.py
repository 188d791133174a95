"""A manager of each kind, made with as little as possible, and a secret from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness.cdk import TerraformStack
from harness.written import CONNECTOR

from kibana_connectors import (
    AwsParameterStore,
    AwsSecretsManager,
    AzureKeyVault,
    GoogleSecretManager,
    KibanaProvider,
    OnePasswordSecrets,
    PagerDuty,
    Secret,
    SopsFile,
    VaultSecrets,
    allow_unencrypted_state,
)

KEY_VAULT = (
    "/subscriptions/0f1e2d3c-0000-0000-0000-000000000000/resourceGroups/oncall"
    "/providers/Microsoft.KeyVault/vaults/oncall"
)
SOPS_JSON = '{"pager": {"routing_key": "ENC[AES256_GCM,data:x]"}, "sops": {"mac": "ENC[AES256_GCM,data:y]"}}'


def sops_file(stack: TerraformStack, folder: Path) -> SopsFile:
    """Make a manager of a file that looks as SOPS writes it."""
    path = folder / "secrets.enc.json"
    path.write_text(SOPS_JSON)
    return SopsFile(stack, "sops", path=path)


SECRETS: dict[str, Callable[[TerraformStack, Path], Secret]] = {
    "aws": lambda stack, _: AwsSecretsManager(stack, "aws").secret("oncall/pager", key="routing_key"),
    "ssm": lambda stack, _: AwsParameterStore(stack, "ssm").secret("/oncall/pager"),
    "azure": lambda stack, _: AzureKeyVault(stack, "azure", key_vault_id=KEY_VAULT).secret("oncall-pager"),
    "google": lambda stack, _: GoogleSecretManager(stack, "google", project="ops").secret("oncall-pager"),
    "onepassword": lambda stack, _: OnePasswordSecrets(stack, "op", vault="kcb2").secret("On-call pager"),
    "sops": lambda stack, folder: sops_file(stack, folder).secret("pager.routing_key"),
    "vault": lambda stack, _: VaultSecrets(stack, "vault").secret("oncall/pager", key="routing_key"),
}
"""A secret of each manager."""


def pager(stack: TerraformStack, source: Any, id: str = "pager", **options: Any) -> PagerDuty:
    """Make a connector whose only secret comes from a source."""
    return PagerDuty(stack, id, name=id, secrets={"routing_key": source}, **options)


def base(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")


def connector(document: dict[str, Any], name: str = "pager") -> dict[str, Any]:
    """Return a connector's attributes."""
    found: dict[str, Any] = document["resource"][CONNECTOR][name]
    return found


def secret_expression(document: dict[str, Any], name: str = "pager") -> str:
    """Return the expression of a PagerDuty connector's secret."""
    written: str = connector(document, name)["secrets_wo"]
    before, after = '${jsonencode({"routingKey" = ', "})}"
    assert written.startswith(before)
    assert written.endswith(after)
    return written[len(before) : -len(after)]


def told_version(document: dict[str, Any], name: str = "pager") -> str:
    """Return what of a connector's `secrets_wo_version` comes from the secrets' sources."""
    fields, _, told = connector(document, name)["secrets_wo_version"].partition(",")
    assert fields.startswith("fields-")
    return str(told)
