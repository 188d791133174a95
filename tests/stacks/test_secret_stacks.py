"""The example stacks whose secrets are in a manager, deployed with the real Terraform."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from harness.aws import aws_server
from harness.cdk import App, TerraformStack
from harness.kv_server import TOKEN, KvServer
from harness.secrecy import files_that_hold
from harness.terraform import Workspace
from stacks.secrets_from_aws import SecretsFromAws
from stacks.secrets_from_vault import SecretsFromVault

from kibana_connectors import synth
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

FIRST, SECOND = "value-one-of-the-key", "value-two-of-the-key"


def deploy(workspace: Workspace, kibana: Sandbox, stack_type: type[TerraformStack]) -> list[Any]:
    """Synthesize an example as its module does, apply it, and give the secrets that arrive."""
    sent: list[Any] = []
    kibana.on_secrets(lambda _space, _id, secrets: sent.append(dict(secrets)))
    app = App(outdir=str(workspace.out))
    stack_type(app, "example")  # type: ignore[call-arg]
    synth(app)
    workspace.use(workspace.out / "stacks" / "example")
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    return sorted(sent, key=str)


@pytest.fixture(autouse=True)
def _state_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))


def test_secrets_from_aws(workspace: Workspace, kibana: Sandbox) -> None:
    with aws_server() as aws:
        workspace.environment |= aws.environment
        aws.secrets.create_secret(Name="oncall/pager", SecretString=json.dumps({"routing_key": FIRST}))
        aws.parameters.put_parameter(Name="/oncall/chat-token", Value=SECOND, Type="SecureString")

        arrived = deploy(workspace, kibana, SecretsFromAws)

    assert arrived == [{"routingKey": FIRST}, {"routingKey": FIRST}, {"token": SECOND}]
    assert files_that_hold([FIRST], workspace.root) == []


def test_secrets_from_vault(workspace: Workspace, kibana: Sandbox) -> None:
    with KvServer() as vault:
        workspace.environment |= {"VAULT_ADDR": vault.url, "VAULT_TOKEN": TOKEN}
        vault.put("oncall/pager", routing_key=FIRST, api_key=SECOND)

        arrived = deploy(workspace, kibana, SecretsFromVault)

    assert arrived == [{"apiKey": SECOND}, {"routingKey": FIRST}]
    assert files_that_hold([FIRST, SECOND, TOKEN], workspace.root) == []
