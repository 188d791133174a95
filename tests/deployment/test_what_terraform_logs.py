"""Which settings of Terraform's logs show the secrets that the provider sends (docs/security.md)."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformStack
from harness.terraform import Workspace

from kibana_connectors import KibanaProvider, SlackApi, allow_unencrypted_state
from kibana_connectors.cli.terraform_log import logs_secrets

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

ADDRESS = "elasticstack_kibana_action_connector.chat"
SECRET = "value-of-the-token"
LOGS = [
    *(
        {"TF_LOG": level}
        for level in ("OFF", "ERROR", "WARN", "INFO", "DEBUG", "debug", "TRACE", "JSON", "1")
    ),
    {"TF_LOG_CORE": "TRACE"},
    {"TF_LOG_PROVIDER": "TRACE"},
]


def _chat(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    SlackApi(stack, "chat", name="Chat")


def test_the_provider_logs_secrets_where_it_is_warned_of(workspace: Workspace) -> None:
    workspace.synthesize(_chat)
    plain = {name: value for name, value in workspace.environment.items() if not name.startswith("TF_LOG")}
    plain["TF_VAR_chat_token"] = SECRET
    workspace.environment = plain
    workspace.init()
    for log in LOGS:
        workspace.environment = {**plain, **log}
        done = workspace.run("apply", "-no-color", "-input=false", "-auto-approve", "-replace", ADDRESS)
        assert (SECRET in done.stdout + done.stderr) == logs_secrets(log), log
