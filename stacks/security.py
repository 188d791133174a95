"""The stack of the security team: an on-call set, incidents, and a webhook with a client certificate."""

from __future__ import annotations

from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from kibana_connectors import KibanaProvider, Secret, ServiceNowSIR, Teams, Webhook

from .on_call_set import OnCallSet, slack_token
from .state import keep_state


class Security(TerraformStack):
    """The connectors of the security team."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, id_namespace="examples/security")
        keep_state(self, "security")

        OnCallSet(
            self,
            "security",
            team="Security",
            spaces=["security"],
            channel="#security-alerts",
            slack_token=slack_token(self),
        )
        incidents = ServiceNowSIR(
            self,
            "incidents",
            name="Security: incidents",
            space="security",
            config=ServiceNowSIR.Config(api_url="https://example.service-now.com", uses_table_api=False),
        )
        Teams(self, "managers", name="Security: managers", space="security")
        Webhook(
            self,
            "soar",
            name="Security: SOAR",
            space="security",
            config=Webhook.Config(
                url="https://soar.example.com/api/alerts",
                auth_type="webhook-authentication-ssl",
                cert_type="ssl-crt-key",
                verification_mode="full",
            ),
            secrets=Webhook.Secrets(
                crt=Secret.variable(),
                key=Secret.variable(),
                secret_headers={"X-Tenant-Key": Secret.variable("soar_tenant_key")},
            ),
        )
        TerraformOutput(self, "incidents_id", value=incidents.connector_id)
