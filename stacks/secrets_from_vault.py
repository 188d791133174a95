"""Secrets from Vault or OpenBao: `cdktf deploy --app "python -m stacks.secrets_from_vault"`.

It needs VAULT_ADDR, VAULT_TOKEN, and a secret `oncall/pager` with the fields `routing_key` and `api_key`.
After it was renewed there, set TF_VAR_vault_oncall_pager_version to its new version, and deploy.
"""

from __future__ import annotations

import sys

from cdktf import App, TerraformStack
from constructs import Construct

from kibana_connectors import (
    KibanaConnectorsError,
    KibanaProvider,
    Opsgenie,
    PagerDuty,
    VaultSecrets,
    synth,
)

from .state import keep_state


class SecretsFromVault(TerraformStack):
    """A pager and an alert manager, whose keys are two fields of one secret in Vault."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, id_namespace="examples/secrets-from-vault")
        keep_state(self, "secrets-from-vault")
        vault = VaultSecrets(self, "vault")

        PagerDuty(
            self,
            "pager",
            name="Vault: page",
            space="operations",
            secrets={"routing_key": vault.secret("oncall/pager", key="routing_key")},
        )
        Opsgenie(
            self,
            "alerts",
            name="Vault: alerts",
            space="operations",
            config=Opsgenie.Config(api_url="https://api.eu.opsgenie.com"),
            secrets=Opsgenie.Secrets(api_key=vault.secret("oncall/pager", key="api_key")),
        )


if __name__ == "__main__":
    try:
        app = App()
        SecretsFromVault(app, "secrets-from-vault")
        synth(app)
    except KibanaConnectorsError as error:
        sys.exit(f"stacks: {error}")
