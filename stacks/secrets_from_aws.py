"""Secrets from AWS: `cdktf deploy --app "python -m stacks.secrets_from_aws"`.

It needs a secret `oncall/pager` in Secrets Manager, `{"routing_key": "…"}`, and a SecureString
`/oncall/chat-token` in the Parameter Store. What is renewed there is sent by the next deployment.
"""

from __future__ import annotations

import sys

from cdktf import App, TerraformStack
from constructs import Construct

from kibana_connectors import (
    AwsParameterStore,
    AwsSecretsManager,
    KibanaConnectorsError,
    KibanaProvider,
    PagerDuty,
    SlackApi,
    synth,
)

from .state import keep_state


class SecretsFromAws(TerraformStack):
    """A pager in two spaces and a chat, whose secrets are in AWS."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, id_namespace="examples/secrets-from-aws")
        keep_state(self, "secrets-from-aws")
        secrets = AwsSecretsManager(self, "aws", region="eu-west-1")
        parameters = AwsParameterStore(self, "parameters", region="eu-west-1")

        PagerDuty(
            self,
            "pager",
            name="AWS: page",
            spaces=["operations", "platform"],
            secrets={"routing_key": secrets.secret("oncall/pager", key="routing_key")},
        )
        SlackApi(
            self,
            "chat",
            name="AWS: chat",
            space="operations",
            config=SlackApi.Config(allowed_channels=[{"name": "#alerts"}]),
            secrets=SlackApi.Secrets(token=parameters.secret("/oncall/chat-token")),
        )


if __name__ == "__main__":
    try:
        app = App()
        SecretsFromAws(app, "secrets-from-aws")
        synth(app)
    except KibanaConnectorsError as error:
        sys.exit(f"stacks: {error}")
