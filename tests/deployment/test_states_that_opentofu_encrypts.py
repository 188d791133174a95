"""OpenTofu's own encryption in daily life: wrong passphrases, new keys, new names, and plain text before."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.both_tools import use
from harness.cdk import TerraformStack
from harness.moto_server import ENVIRONMENT, client
from harness.state_servers.aws import moto
from harness.state_servers.deployment import MARK, Deployment
from harness.state_servers.every_server import BY_OPENTOFU, kept_in
from harness.state_servers.stored_state import StoredState
from harness.terraform import Workspace

from kibana_connectors import (
    PLAIN_TEXT,
    AwsKmsKey,
    ExternalKey,
    KibanaProvider,
    OpenTofuEncryption,
    PagerDuty,
    Pbkdf2Key,
    Secret,
    Target,
)
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

OLD, NEW = "value-of-the-old-passphrase", "value-of-the-new-passphrase"


@pytest.fixture(autouse=True)
def opentofu(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "opentofu")


@pytest.fixture(params=BY_OPENTOFU)
def stored(request: Any, tmp_path: Path) -> Iterator[StoredState]:
    with kept_in(request.param, tmp_path) as stored:
        yield stored


@pytest.fixture
def deployment(stored: StoredState, tmp_path: Path) -> Deployment:
    return Deployment(tmp_path / "stack", stored, TF_VAR_old=OLD, TF_VAR_new=NEW)


def key(name: str, variable: str | None = None, **more: Any) -> Pbkdf2Key:
    passphrase = Secret.variable(variable or name)
    return Pbkdf2Key(name=name, passphrase=passphrase, iterations=200_000, **more)


def encrypted(**arguments: Any) -> Callable[[TerraformStack], Any]:
    return lambda stack: OpenTofuEncryption(stack, **arguments)


def test_a_wrong_passphrase_fails_and_changes_nothing(deployment: Deployment, stored: StoredState) -> None:
    deployment.write("a", extra=encrypted(key=key("old")))
    deployment.workspace.apply()
    before = stored.stored()
    deployment.write("a", "b", extra=encrypted(key=key("old")))
    deployment.workspace.environment["TF_VAR_old"] = "another-passphrase-than-before"

    said = deployment.workspace.failing("apply", "-auto-approve")

    assert "decryption failed" in said
    assert stored.stored() == before
    deployment.workspace.environment["TF_VAR_old"] = OLD
    assert deployment.workspace.plan() == ["terraform_data.b: create"]


def test_a_new_key_takes_over(deployment: Deployment, stored: StoredState) -> None:
    deployment.write("a", extra=encrypted(key=key("old")))
    deployment.workspace.apply()
    deployment.write("a", extra=encrypted(key=key("new"), fallback=key("old")))
    assert deployment.workspace.plan() == []
    deployment.workspace.apply()
    deployment.write("a", extra=encrypted(key=key("new")))
    del deployment.workspace.environment["TF_VAR_old"]

    assert deployment.workspace.plan() == []
    assert deployment.resources() == ["terraform_data.a"]
    assert MARK.encode() not in stored.stored()


def test_a_state_in_plain_text_is_taken_over(deployment: Deployment, stored: StoredState) -> None:
    deployment.write("a")
    deployment.workspace.apply()
    assert MARK.encode() in stored.stored()

    deployment.write("a", extra=encrypted(key=key("new")), initialize=False)
    assert "unencrypted payload" in deployment.workspace.failing("init", "-reconfigure")

    with pytest.warns(UserWarning, match="a state that is not encrypted is read too"):
        deployment.write("a", extra=encrypted(key=key("new"), fallback=PLAIN_TEXT))
    assert deployment.workspace.plan() == []
    deployment.workspace.apply()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        deployment.write("a", extra=encrypted(key=key("new")))

    assert deployment.workspace.plan() == []
    assert deployment.resources() == ["terraform_data.a"]
    deployment.write("a", "b", extra=encrypted(key=key("new")))
    deployment.workspace.apply()  # so that the backup of the local backend is an encrypted one too
    assert MARK.encode() not in stored.stored()


def test_a_key_may_be_renamed(deployment: Deployment, stored: StoredState) -> None:
    deployment.write("a", extra=encrypted(key=key("old")))
    deployment.workspace.apply()

    deployment.write("a", extra=encrypted(key=key("better", variable="old", renamed_from="old")))
    assert deployment.workspace.plan() == []
    deployment.workspace.apply()
    best = key("best", variable="old", metadata_alias="key_provider.pbkdf2.old")
    deployment.write("a", extra=encrypted(key=best))
    assert deployment.workspace.plan() == []

    # Without it the state cannot be read, which is said, and changes nothing.
    before = stored.stored()
    deployment.write("a", extra=encrypted(key=key("better", variable="old")), initialize=False)
    assert "no decryption key" in deployment.workspace.failing("init", "-reconfigure")
    assert stored.stored() == before


def test_the_construct_may_be_called_and_placed_otherwise(deployment: Deployment) -> None:
    deployment.write("a", extra=encrypted(key=key("old")))
    deployment.workspace.apply()

    deployment.write("a", extra=lambda stack: OpenTofuEncryption(stack, "other", key=key("old")))

    assert deployment.workspace.plan() == []


def test_the_passphrase_may_come_from_tf_encryption(deployment: Deployment, stored: StoredState) -> None:
    only_named = encrypted(key=Pbkdf2Key(name="main"))
    providers = {"key_provider": {"pbkdf2": {"main": {"passphrase": OLD}}}}
    deployment.workspace.environment["TF_ENCRYPTION"] = json.dumps(providers)
    deployment.write("a", extra=only_named)
    deployment.workspace.apply()

    assert deployment.workspace.plan() == []
    assert MARK.encode() not in stored.stored()
    assert OLD not in deployment.workspace.everything_written()
    del deployment.workspace.environment["TF_ENCRYPTION"]
    assert "no passphrase provided" in deployment.workspace.failing("plan")


def test_a_key_may_be_derived_from_that_of_a_program(
    deployment: Deployment, stored: StoredState, tmp_path: Path
) -> None:
    program = tmp_path / "key.py"
    program.write_text(
        "import base64, json, sys\n"
        "print(json.dumps({'magic': 'OpenTofu-External-Key-Provider', 'version': 1}), flush=True)\n"
        "given = json.load(sys.stdin)\n"
        "key = base64.b64encode(b'k' * 32).decode()\n"
        "keys = {'encryption_key': key, **({'decryption_key': key} if given else {})}\n"
        "print(json.dumps({'keys': keys, 'meta': {'external_data': {'a': 'b'}}}))\n"
    )
    inner = ExternalKey(name="program", command=[sys.executable, str(program)])
    outer = Pbkdf2Key(name="main", chain=inner, iterations=200_000)
    deployment.write("a", extra=encrypted(key=outer))
    deployment.workspace.apply()

    assert deployment.workspace.plan() == []
    for name in ("key_provider.pbkdf2.main", "key_provider.external.program"):
        assert f'"{name}"'.encode() in stored.stored()
    assert MARK.encode() not in stored.stored()


def test_a_key_of_aws_kms(tmp_path: Path) -> None:
    with moto() as url, kept_in("local", tmp_path) as stored:
        kms_key = client("kms", url).create_key()["KeyMetadata"]["Arn"]
        deployment = Deployment(
            tmp_path / "stack", stored, **ENVIRONMENT, AWS_ENDPOINT_URL_KMS=url, AWS_ENDPOINT_URL_STS=url
        )
        chosen = AwsKmsKey(name="main", kms_key_id=kms_key, region="eu-west-1")
        deployment.write("a", extra=encrypted(key=chosen))
        deployment.workspace.apply()
        assert deployment.workspace.plan() == []
        assert MARK.encode() not in stored.stored()

        inner = AwsKmsKey(name="inner", kms_key_id=kms_key, region="eu-west-1")
        chained = Pbkdf2Key(name="outer", chain=inner, iterations=200_000)
        deployment.write("a", extra=encrypted(key=chained, fallback=chosen))
        deployment.workspace.apply()
        deployment.write("a", extra=encrypted(key=chained))
        assert deployment.workspace.plan() == []


def test_a_saved_plan_is_encrypted_and_can_be_applied(deployment: Deployment) -> None:
    deployment.write("a", extra=encrypted(key=key("old")))
    deployment.workspace.run("plan", "-no-color", "-out=plan.bin")

    plan = (deployment.workspace.directory / "plan.bin").read_bytes()

    assert b"encrypted_data" in plan
    assert MARK.encode() not in plan
    assert not plan.startswith(b"PK")  # a plan is a zip archive otherwise
    deployment.workspace.run("apply", "-no-color", "plan.bin")
    assert deployment.resources() == ["terraform_data.a"]


def test_connectors_in_an_encrypted_state(workspace: Workspace, kibana: Sandbox, stored: StoredState) -> None:
    def build(stack: TerraformStack) -> None:
        stored.add_backend(stack)
        KibanaProvider(stack, target=Target(tool="opentofu"))
        OpenTofuEncryption(stack, key=key("old"))
        PagerDuty(stack, "pager", name="On-call of the night")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        workspace.synthesize(build)
    workspace.environment |= {**stored.environment, "TF_VAR_old": OLD, "TF_VAR_pager_routing_key": "routing"}
    workspace.init()
    workspace.apply()

    assert workspace.plan() == []
    for plain in ("On-call", "pagerduty", "elasticstack", kibana.url):
        assert plain.encode() not in stored.stored()
    assert "On-call" in workspace.run("show", "-json").stdout
