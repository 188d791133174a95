"""The example stacks, tested as the team that owns them would do it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from harness.cdk import App, TerraformStack
from stacks.operations import Operations
from stacks.security import Security
from syrupy.assertion import SnapshotAssertion

from kibana_connectors.sandbox import Sandbox
from pytest_cdktf import (
    Synth,
    Synthesized,
    absent,
    backend,
    json_equal,
    json_with,
    output,
    partial,
    provider,
    ref,
    resource,
    variable,
)

CONNECTOR = "elasticstack_kibana_action_connector"

each_stack = pytest.mark.parametrize("stack_type", [Operations, Security], ids=["operations", "security"])


def _synthesized(synth: Synth, stack_type: type[TerraformStack]) -> Synthesized:
    """Synthesize a stack under the id that `python -m stacks` gives it."""
    return synth(stack_type, stack_id=stack_type.__name__.lower())


# -- the operations stack ------------------------------------------------------------------------------------


def test_operations_has_the_set_and_three_connectors_of_its_own(synth: Synth) -> None:
    out = _synthesized(synth, Operations)

    both_spaces = resource(CONNECTOR, for_each=ref('toset(["operations", "platform"])'))
    assert out.count(both_spaces) == 5
    assert out.count(resource(CONNECTOR, space_id="operations")) == 3
    assert out.resources.types == {CONNECTOR: 8, "terraform_data": 1}


def test_only_the_mail_connector_is_protected(synth: Synth) -> None:
    protected = resource(CONNECTOR, lifecycle=partial(prevent_destroy=True))
    assert _synthesized(synth, Operations).one(protected).path == "operations/mail"


def test_the_automations_address_is_known_to_terraform_only(synth: Synth) -> None:
    out = _synthesized(synth, Operations)

    automation = out.at("automation")
    assert automation["config"] == json_with(
        url="${terraform_data.gateway.output.url}/hooks/kibana",
        authType="webhook-oauth2-client-credentials",
        headers={"X-Environment": "${not a template}"},
    )
    assert automation["secrets_wo"] == json_equal({"clientSecret": ref("var.automation_client_secret")})


def test_the_pagers_id_in_each_space_is_an_output(synth: Synth) -> None:
    out = _synthesized(synth, Operations)

    pager = out.at("operations/pager").address
    ids = {space: ref(f'{pager}["{space}"].connector_id') for space in ("operations", "platform")}
    assert output("pager_ids", value=ids) in out


# -- the security stack --------------------------------------------------------------------------------------


def test_security_has_the_set_and_three_connectors_of_its_own(synth: Synth) -> None:
    out = _synthesized(synth, Security)

    assert out.count(resource(CONNECTOR, for_each=ref('toset(["security"])'))) == 5
    assert out.count(resource(CONNECTOR, space_id="security")) == 3
    assert out.resources.types == {CONNECTOR: 8}


def test_the_soar_connector_shows_a_certificate_and_checks_the_other_ones(synth: Synth) -> None:
    soar = _synthesized(synth, Security).at("soar")

    assert soar["config"] == json_with(
        authType="webhook-authentication-ssl", certType="ssl-crt-key", verificationMode="full"
    )
    assert soar["secrets_wo"] == json_equal(
        {
            "crt": ref("var.soar_crt"),
            "key": ref("var.soar_key"),
            "secretHeaders": {"X-Tenant-Key": ref("var.soar_tenant_key")},
        }
    )


def test_the_incidents_id_is_an_output(synth: Synth) -> None:
    incidents = ref(f"{CONNECTOR}.incidents.connector_id")
    assert output("incidents_id", value=incidents) in _synthesized(synth, Security)


# -- what holds for every stack ------------------------------------------------------------------------------


@each_stack
def test_kibana_and_its_credential_come_from_the_environment(
    synth: Synth, stack_type: type[TerraformStack]
) -> None:
    out = _synthesized(synth, stack_type)
    assert out.one(provider("elasticstack")) == provider("elasticstack", kibana=[{}])


@each_stack
def test_every_variable_is_a_secret_that_is_never_kept(
    synth: Synth, stack_type: type[TerraformStack]
) -> None:
    out = _synthesized(synth, stack_type)
    for each in out.variables:
        assert each == variable(
            each.name, sensitive=True, ephemeral=True, nullable=False, type="string", default=absent()
        )


@each_stack
def test_no_connector_keeps_secrets_in_the_state(synth: Synth, stack_type: type[TerraformStack]) -> None:
    out = _synthesized(synth, stack_type)
    assert out.count(resource(CONNECTOR, secrets=absent())) == 8


@each_stack
def test_secrets_in_the_shell_stay_there(
    synth: Synth, stack_type: type[TerraformStack], monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {each.name: f"value-of-{each.name}" for each in _synthesized(synth, stack_type).variables}
    for name, value in values.items():
        monkeypatch.setenv(f"TF_VAR_{name}", value)

    _synthesized(synth, stack_type).assert_no_secrets(values)


@each_stack
def test_the_state_goes_to_an_encrypted_bucket(
    synth: Synth, stack_type: type[TerraformStack], bucket: str
) -> None:
    out = _synthesized(synth, stack_type)

    out.assert_encrypted_backend()
    key = f"kibana/{stack_type.__name__.lower()}.tfstate"
    assert backend("s3", bucket=bucket, key=key, kms_key_id="alias/kibana-state", use_lockfile=True) in out
    assert out.warnings == []


@each_stack
def test_a_state_without_a_bucket_is_a_file_and_a_warning(
    synth: Synth, stack_type: type[TerraformStack], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    out = _synthesized(synth, stack_type)

    name = stack_type.__name__.lower()
    assert backend("local", path=str(tmp_path / f"{name}.tfstate")) in out
    why = "an example, run without STATE_BUCKET; its secrets are write-only"
    assert out.warnings == [(name, f"State with Kibana connectors is not encrypted: {why}")]
    with pytest.raises(AssertionError, match="not encrypted"):
        out.assert_encrypted_backend()


@each_stack
def test_snapshot(
    synth: Synth, stack_type: type[TerraformStack], bucket: str, terraform_snapshot: SnapshotAssertion
) -> None:
    assert _synthesized(synth, stack_type) == terraform_snapshot


@each_stack
@pytest.mark.terraform
def test_terraform_accepts_it(synth: Synth, stack_type: type[TerraformStack], bucket: str) -> None:
    _synthesized(synth, stack_type).assert_valid()


@pytest.mark.parametrize(
    ("stack_type", "per_space"),
    [(Operations, {"operations": 8, "platform": 5}), (Security, {"security": 8})],
    ids=["operations", "security"],
)
@pytest.mark.terraform
@pytest.mark.slow
def test_the_stack_applies_and_its_second_plan_is_empty(
    synth: Synth,
    sandbox: Sandbox,
    bucket: str,
    stack_type: type[TerraformStack],
    per_space: dict[str, int],
) -> None:
    out = _synthesized(synth, stack_type)

    out.assert_plan_empty_after_apply(kibana=sandbox)

    assert Counter(each.space for each in sandbox.connectors) == per_space
    assert {each.name for each in sandbox.connectors} == {
        each["name"] for each in out.resources.of_type(CONNECTOR)
    }
    assert not any(each.is_missing_secrets for each in sandbox.connectors)


def test_stacks_of_one_app_have_no_id_in_common(cdk_app: App, synth: Synth) -> None:
    stacks = [Operations(cdk_app, "operations"), Security(cdk_app, "security")]
    written = [each for stack in stacks for each in synth(stack).resources.of_type(CONNECTOR)]
    assert len({each["connector_id"] for each in written}) == len(written) == 16
