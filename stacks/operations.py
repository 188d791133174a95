"""The stack of the operations team: an on-call set in two spaces, mail, tickets, and an OAuth webhook."""

from __future__ import annotations

from cdktf import DataResource, Fn, TerraformOutput, TerraformStack, Token
from constructs import Construct

from kibana_connectors import Email, Jira, KibanaProvider, Webhook

from .on_call_set import OnCallSet, slack_token
from .state import keep_state


class Operations(TerraformStack):
    """The connectors of the operations team."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        # The provider takes the endpoint from KIBANA_ENDPOINT, and the credential from KIBANA_API_KEY,
        # or KIBANA_BEARER_TOKEN, or KIBANA_USERNAME and KIBANA_PASSWORD.
        KibanaProvider(self, id_namespace="examples/operations")
        keep_state(self, "operations")

        team = OnCallSet(
            self,
            "operations",
            team="Operations",
            spaces=["operations", "platform"],
            channel="#operations-alerts",
            slack_token=slack_token(self),
        )
        Email(
            self,
            "mail",
            name="Operations: mail",
            space="operations",
            config=Email.Config(from_="Kibana <kibana@example.com>", host="smtp.example.com", port=587),
            protect=True,
        )
        Jira(
            self,
            "tickets",
            name="Operations: tickets",
            space="operations",
            config=Jira.Config(api_url="https://example.atlassian.net", project_key="OPS"),
        )
        # Only Terraform knows this address. A config with a token in it is written as jsonencode(…).
        gateway = DataResource(self, "gateway", input={"url": "https://gateway.example.com"})
        Webhook(
            self,
            "automation",
            name="Operations: automation",
            space="operations",
            config=Webhook.Config(
                url=f"{Token.as_string(Fn.lookup_nested(gateway.output, ['url']))}/hooks/kibana",
                auth_type="webhook-oauth2-client-credentials",
                access_token_url="https://login.example.com/oauth2/token",
                client_id="kibana",
                scope="hooks.write",
                headers={"X-Environment": "${not a template}"},
            ),
        )
        TerraformOutput(self, "pager_ids", value=team.pager.connector_ids)
