"""A construct that the stacks share: the connectors of a team that is on call."""

from __future__ import annotations

from cdktf import TerraformVariable
from constructs import Construct

from kibana_connectors import Index, Opsgenie, PagerDuty, Secret, ServerLog, SlackApi


class OnCallSet(Construct):
    """A pager, an alert manager, a chat and a record of alerts, in each of a team's spaces.

    Args:
        scope: The stack.
        id: The construct's id.
        team: The team's name, as people read it in Kibana.
        spaces: The Kibana spaces that the team works in.
        channel: The Slack channel that alerts go to.
        slack_token: The variable with the Slack bot token, which all teams use.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        team: str,
        spaces: list[str],
        channel: str,
        slack_token: TerraformVariable,
    ) -> None:
        super().__init__(scope, id)
        # The routing key and the API key become variables: set TF_VAR_<id>_pager_routing_key and
        # TF_VAR_<id>_alerts_api_key.
        self.pager = PagerDuty(self, "pager", name=f"{team}: page", spaces=spaces)
        self.alerts = Opsgenie(
            self,
            "alerts",
            name=f"{team}: alerts",
            spaces=spaces,
            config=Opsgenie.Config(api_url="https://api.eu.opsgenie.com"),
        )
        self.chat = SlackApi(
            self,
            "chat",
            name=f"{team}: chat",
            spaces=spaces,
            config=SlackApi.Config(allowed_channels=[{"name": channel}]),
            secrets=SlackApi.Secrets(token=Secret.ref(slack_token)),
            secrets_version="2026-11",  # change it after the token was renewed
        )
        self.record = Index(
            self,
            "record",
            name=f"{team}: record",
            spaces=spaces,
            config=Index.Config(index=f"alerts-{id}", execution_time_field="@timestamp"),
        )
        self.log = ServerLog(self, "log", name=f"{team}: log", spaces=spaces)


def slack_token(scope: Construct) -> TerraformVariable:
    """Declare the variable for the Slack bot token of a stack's teams, which TF_VAR_slack_token sets."""
    token = TerraformVariable(scope, "slack_token", type="string", sensitive=True, nullable=False)
    # No plan file contains an ephemeral variable.
    token.add_override("ephemeral", True)  # cdktf 0.21 has no argument for it
    return token
