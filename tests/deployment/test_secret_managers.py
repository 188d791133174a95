"""Secrets from managers through real tools: what is sent when, and that no value is kept.

The managers are moto's server for AWS, and a stand-in for Vault. Where no registry can be reached, their
Terraform providers are stand-ins too (tools/set_up/secret_providers.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from harness.aws import Aws, aws_server
from harness.cdk import TerraformStack
from harness.kv_server import TOKEN, KvServer
from harness.moto_server import REGION
from harness.secrecy import files_that_hold
from harness.terraform import Workspace
from harness.tools import opentofu
from harness.written import CONNECTOR

from kibana_connectors import (
    AwsParameterStore,
    AwsSecretsManager,
    KibanaProvider,
    PagerDuty,
    Secret,
    VaultSecrets,
    Webhook,
    allow_unencrypted_state,
)
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

PAGER = f"{CONNECTOR}.pager"
FIRST, SECOND, THIRD = "value-one-of-the-key", "value-two-of-the-key", "value-three-of-the-key"
VALUES = (FIRST, SECOND, THIRD, TOKEN)


@pytest.fixture(params=["chosen", "opentofu"], autouse=True)
def tool(request: pytest.FixtureRequest, workspace: Workspace) -> None:
    """Run each test with the tool of this run, and with OpenTofu."""
    if request.param == "opentofu":
        workspace.environment["TERRAFORM_BINARY_NAME"] = opentofu()


@pytest.fixture
def sent(kibana: Sandbox) -> list[Any]:
    """The secrets that arrive, in order."""
    arrived: list[Any] = []
    kibana.on_secrets(lambda _space, _id, secrets: arrived.append(dict(secrets)))
    return arrived


@pytest.fixture
def aws(workspace: Workspace) -> Iterator[Aws]:
    with aws_server() as server:
        workspace.environment |= server.environment
        yield server


@pytest.fixture
def vault(workspace: Workspace) -> Iterator[KvServer]:
    with KvServer() as server:
        workspace.environment["VAULT_TOKEN"] = TOKEN
        yield server


def key(value: str) -> dict[str, str]:
    return {"routingKey": value}


def base(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test that looks into the state")


def assert_nothing_is_kept(workspace: Workspace) -> None:
    assert files_that_hold(VALUES, workspace.root) == []
    shown = "\n".join(workspace.logs)
    assert [value for value in VALUES if value in shown] == []


# -- AWS Secrets Manager -------------------------------------------------------------------------------------


def pager_from_aws(stack: TerraformStack) -> None:
    base(stack)
    manager = AwsSecretsManager(stack, "aws", region=REGION)
    secrets = {"routing_key": manager.secret("oncall/pager", key="routing_key")}
    PagerDuty(stack, "pager", name="On-call", secrets=secrets)


def renew(aws: Aws, value: str) -> None:
    aws.secrets.put_secret_value(SecretId="oncall/pager", SecretString=json.dumps({"routing_key": value}))


@pytest.fixture
def pager_in_aws(aws: Aws, workspace: Workspace) -> Aws:
    """A stack whose secret is in AWS, ready to be deployed."""
    aws.secrets.create_secret(Name="oncall/pager", SecretString=json.dumps({"routing_key": FIRST}))
    workspace.synthesize(pager_from_aws)
    workspace.init()
    return aws


def test_a_secret_that_is_changed_in_aws_is_sent_once(
    workspace: Workspace, pager_in_aws: Aws, sent: list[Any]
) -> None:
    workspace.apply()
    assert sent == [key(FIRST)]
    assert workspace.plan() == []

    renew(pager_in_aws, SECOND)
    assert workspace.plan() == [f"{PAGER}: update"]
    workspace.apply()
    assert sent == [key(FIRST), key(SECOND)]
    assert workspace.plan() == []
    workspace.apply()
    assert len(sent) == 2
    assert_nothing_is_kept(workspace)


def test_a_saved_plan_sends_the_version_that_was_planned(
    workspace: Workspace, pager_in_aws: Aws, sent: list[Any]
) -> None:
    workspace.apply()
    renew(pager_in_aws, SECOND)
    workspace.plan()
    renew(pager_in_aws, THIRD)

    workspace.run("apply", "-no-color", "-input=false", "plan.bin")
    assert sent[1:] == [key(SECOND)]
    assert workspace.plan() == [f"{PAGER}: update"]
    workspace.apply()
    assert sent[2:] == [key(THIRD)]
    assert_nothing_is_kept(workspace)


@pytest.mark.parametrize(
    "text",
    [FIRST, json.dumps({"other": FIRST}), json.dumps({"routing_key": ""})],
    ids=["text", "other", "blank"],
)
def test_a_secret_without_the_key_fails_at_plan(workspace: Workspace, aws: Aws, text: str) -> None:
    aws.secrets.create_secret(Name="oncall/pager", SecretString=text)
    workspace.synthesize(pager_from_aws)
    workspace.init()

    message = 'the secret oncall/pager is no JSON object with a text under the key "routing_key"'
    failure = workspace.failing("plan")
    assert message in failure
    assert "invalid character" not in failure, "jsondecode shows the first character of what is no JSON"
    assert_nothing_is_kept(workspace)


def test_the_secrets_of_one_connector_have_versions_of_their_own(
    workspace: Workspace, aws: Aws, vault: KvServer, sent: list[Any]
) -> None:
    aws.secrets.create_secret(Name="oncall/user", SecretString=FIRST)
    vault.put("oncall/hook", password=SECOND)

    def build(stack: TerraformStack) -> None:
        base(stack)
        secrets = {
            "user": AwsSecretsManager(stack, "aws", region=REGION).secret("oncall/user"),
            "password": VaultSecrets(stack, "vault", address=vault.url).secret("oncall/hook", key="password"),
        }
        Webhook(stack, "hook", name="Hook", config={"url": "https://x.example"}, secrets=secrets)

    workspace.synthesize(build)
    workspace.init()
    workspace.apply()
    assert sent == [{"user": FIRST, "password": SECOND}]
    aws.secrets.put_secret_value(SecretId="oncall/user", SecretString=THIRD)
    assert workspace.plan() == [f"{CONNECTOR}.hook: update"]
    workspace.apply()
    assert sent[1:] == [{"user": THIRD, "password": SECOND}]
    vault.put("oncall/hook", password=FIRST)
    workspace.environment["TF_VAR_vault_oncall_hook_version"] = "2"
    assert workspace.plan() == [f"{CONNECTOR}.hook: update"]
    workspace.apply()
    assert sent[2:] == [{"user": THIRD, "password": FIRST}]
    assert workspace.plan() == []
    assert_nothing_is_kept(workspace)


# -- AWS Systems Manager -------------------------------------------------------------------------------------

_AS_ENCRYPTED_BY_MOTO = "kms:alias/aws/ssm:"


def pager_from_parameters(stack: TerraformStack) -> None:
    base(stack)
    manager = AwsParameterStore(stack, "ssm", region=REGION)
    PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": manager.secret("/oncall/pager")})


def put(aws: Aws, value: str, *, type: str = "SecureString") -> None:
    aws.parameters.put_parameter(Name="/oncall/pager", Value=value, Type=type, Overwrite=True)


def test_a_parameter_that_is_changed_is_sent_once(workspace: Workspace, aws: Aws, sent: list[Any]) -> None:
    put(aws, FIRST)
    workspace.synthesize(pager_from_parameters)
    workspace.init()
    workspace.apply()
    assert sent == [key(FIRST)]
    assert workspace.plan() == []

    put(aws, SECOND)
    assert workspace.plan() == [f"{PAGER}: update"]
    workspace.apply()
    assert sent[1:] == [key(SECOND)]
    assert workspace.plan() == []
    # moto's encryption is this prefix; what KMS makes of a value does not show it.
    written = workspace.everything_written().replace(_AS_ENCRYPTED_BY_MOTO + FIRST, "")
    written = written.replace(_AS_ENCRYPTED_BY_MOTO + SECOND, "")
    assert FIRST not in written
    assert SECOND not in written


def test_a_parameter_in_plain_text_is_refused_and_not_kept(
    workspace: Workspace, aws: Aws, sent: list[Any]
) -> None:
    put(aws, FIRST, type="String")
    workspace.synthesize(pager_from_parameters)
    workspace.init()

    refused = workspace.failing("apply", "-auto-approve")
    assert "the parameter /oncall/pager is no SecureString: its value would be kept in plain text" in refused
    assert sent == []
    assert_nothing_is_kept(workspace)


def test_a_parameter_whose_version_is_given_leaves_nothing_in_the_state(
    workspace: Workspace, aws: Aws, sent: list[Any]
) -> None:
    put(aws, FIRST)
    arn = aws.parameters.get_parameter(Name="/oncall/pager")["Parameter"]["ARN"]

    def build(version: str) -> Any:
        def stack(stack: TerraformStack) -> None:
            base(stack)
            source = AwsParameterStore(stack, "ssm", region=REGION).secret(arn, version=version)
            PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": source})

        return stack

    workspace.synthesize(build("2026-11"))
    workspace.init()
    workspace.apply()
    put(aws, SECOND)
    assert workspace.plan() == []
    workspace.synthesize(build("2026-12"))
    workspace.apply()
    assert sent == [key(FIRST), key(SECOND)]
    assert_nothing_is_kept(workspace)


# -- Vault ---------------------------------------------------------------------------------------------------


def test_raising_the_version_sends_that_version_of_a_secret_in_vault(
    workspace: Workspace, vault: KvServer, sent: list[Any]
) -> None:
    vault.put("oncall/pager", routing_key=FIRST)

    def build(stack: TerraformStack) -> None:
        base(stack)
        manager = VaultSecrets(stack, "vault", address=vault.url)
        secrets = {"routing_key": manager.secret("oncall/pager", key="routing_key")}
        PagerDuty(stack, "pager", name="On-call", secrets=secrets)

    workspace.synthesize(build)
    workspace.init()
    workspace.apply()
    assert sent == [key(FIRST)]
    vault.put("oncall/pager", routing_key=SECOND)
    vault.put("oncall/pager", routing_key=THIRD)
    assert workspace.plan() == [], "the price: a person or a pipeline names the version"

    workspace.environment["TF_VAR_vault_oncall_pager_version"] = "2"
    assert workspace.plan() == [f"{PAGER}: update"]
    workspace.apply()
    assert sent == [key(FIRST), key(SECOND)]
    assert workspace.plan() == []
    workspace.destroy()
    assert {version for _, version in vault.reads} == {1, 2}, "never whatever is newest"
    assert_nothing_is_kept(workspace)


def test_one_secret_in_vault_serves_several_connectors_and_spaces(
    workspace: Workspace, vault: KvServer, sent: list[Any]
) -> None:
    vault.put("oncall/pager", routing_key=FIRST)
    vault.put("oncall/pager", routing_key=SECOND)

    def build(stack: TerraformStack) -> None:
        base(stack)
        manager = VaultSecrets(stack, "vault", address=vault.url)
        for id, options in {"pager": {}, "pagers": {"spaces": ["ops", "sec"]}}.items():
            secrets = PagerDuty.Secrets(routing_key=manager.secret("oncall/pager", key="routing_key"))
            PagerDuty(stack, id, name=id, secrets=secrets, **options)

    workspace.synthesize(build)
    workspace.init()
    workspace.apply()
    assert sent == [key(FIRST)] * 3
    assert vault.reads == [("oncall/pager", 1)] * 2, "once at plan, once at apply"
    workspace.environment["TF_VAR_vault_oncall_pager_version"] = "2"
    assert sorted(workspace.plan()) == [
        f"{PAGER}: update",
        f'{CONNECTOR}.pagers["ops"]: update',
        f'{CONNECTOR}.pagers["sec"]: update',
    ]
    workspace.apply()
    assert sent[3:] == [key(SECOND)] * 3
    assert workspace.plan() == []
    assert_nothing_is_kept(workspace)


@pytest.mark.parametrize(
    ("field", "version", "message"),
    [
        ("other", "1", 'the secret oncall/pager has no text in the field "routing_key" in this version'),
        ("routing_key", "0", "version of oncall/pager: expected a whole number from 1"),
        ("routing_key", "1.5", "version of oncall/pager: expected a whole number from 1"),
        ("routing_key", "2", "Error reading from Vault"),
    ],
    ids=["no-field", "newest", "no-number", "no-version"],
)
def test_what_vault_does_not_have_fails_at_plan(
    workspace: Workspace, vault: KvServer, field: str, version: str, message: str
) -> None:
    vault.put("oncall/pager", **{field: FIRST})

    def build(stack: TerraformStack) -> None:
        base(stack)
        source = VaultSecrets(stack, "vault", address=vault.url).secret("oncall/pager", key="routing_key")
        PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": source})

    workspace.synthesize(build)
    workspace.environment["TF_VAR_vault_oncall_pager_version"] = version
    workspace.init()
    assert message in workspace.failing("plan")
    assert_nothing_is_kept(workspace)


# -- an ephemeral block of the user's own --------------------------------------------------------------------


def test_an_ephemeral_block_of_the_users_own_with_a_version(workspace: Workspace, sent: list[Any]) -> None:
    def build(version: int) -> Any:
        def stack(stack: TerraformStack) -> None:
            base(stack)
            stack.add_override("terraform.required_providers.random", {"source": "hashicorp/random"})
            stack.add_override("ephemeral.random_password.made", {"length": 32, "special": False})
            source = Secret.ref("${ephemeral.random_password.made.result}", version=version)
            PagerDuty(stack, "pager", name="On-call", secrets={"routing_key": source})

        return stack

    workspace.synthesize(build(1))
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    workspace.synthesize(build(2))
    assert workspace.plan() == [f"{PAGER}: update"]
    workspace.apply()
    made = [each["routingKey"] for each in sent]
    assert len(set(made)) == 2
    assert files_that_hold(made, workspace.root) == []
