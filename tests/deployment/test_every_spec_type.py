"""Every type that Kibana defines as data, in every usable auth type, through the real Terraform."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.spec_payloads import SpecPayload, payloads
from harness.terraform import Workspace

from kibana_connectors import KibanaProvider, Okta, Secret, allow_unencrypted_state, connector_types
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

_CLASSES: Any = connector_types()


def _in_code(stack: TerraformStack, payload: SpecPayload) -> Any:
    """Build a connector as a user writes it: the auth type, and nothing that can be left out."""
    cls = _CLASSES[payload.type_id]
    auth = cls.auth_types()[payload.auth]()
    return cls(
        stack, f"{payload.label}-least", name=f"{payload.label}-least", config=payload.least, auth=auth
    )


def _settled(type_id: str, config: dict[str, Any], secrets: dict[str, Any]) -> dict[str, Any]:
    verdict = _CLASSES[type_id].verdict(config, secrets)
    assert verdict.ok, (type_id, verdict.errors)
    settled: dict[str, Any] = verdict.settled_config
    return settled


def test_apply_update_destroy(workspace: Workspace, kibana: Sandbox) -> None:
    values: dict[str, str] = {}
    arrived: dict[str, dict[str, Any]] = {}
    kibana.on_secrets(lambda space, id, secrets: arrived.update({id: dict(secrets)}))

    def build(stack: TerraformStack, full: bool) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test that looks into the state")
        for payload in payloads():
            whole = _CLASSES[payload.type_id].from_wire(
                stack,
                payload.label,
                name=payload.label,
                config=payload.config if full else payload.least,
                secrets=payload.secrets,
            )
            for connector in (whole, _in_code(stack, payload)):
                for name, (key,) in connector.secret_variables.items():
                    values[f"TF_VAR_{name}"] = payload.secrets[key]

    def expected(full: bool) -> dict[str, dict[str, Any]]:
        found = {}
        for payload in payloads():
            least = _settled(payload.type_id, payload.least, payload.secrets)
            whole = _settled(payload.type_id, payload.config, payload.secrets)
            found |= {payload.label: whole if full else least, f"{payload.label}-least": least}
        return found

    workspace.synthesize(lambda stack: build(stack, full=True))
    workspace.environment |= values
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    assert {each.name: each.config for each in kibana.connectors} == expected(full=True)
    assert not any(each.is_missing_secrets for each in kibana.connectors)
    by_name = {each.name: arrived[each.id] for each in kibana.connectors}
    for payload in payloads():
        assert by_name[payload.label] == payload.secrets
        least = by_name[f"{payload.label}-least"]
        assert least.items() <= payload.secrets.items()
        assert least["authType"] == payload.auth

    workspace.synthesize(lambda stack: build(stack, full=False))
    workspace.apply()
    assert workspace.plan() == []
    assert {each.name: each.config for each in kibana.connectors} == expected(full=False)

    written = workspace.everything_written()
    assert payloads()[0].label in workspace.state.read_text(), "the search must have looked at the state"
    secrets = [value for payload in payloads() for value in payload.secret_values]
    assert len(secrets) > len(payloads())
    assert [value for value in (*secrets, kibana.api_key) if value in written] == []

    workspace.destroy()
    assert kibana.connectors == []


def test_the_payloads_cover_every_type_and_every_field() -> None:
    """Every type that has a usable auth type is among them, and every field of each."""
    assert {payload.type_id for payload in payloads()} == {
        cls.TYPE.type_id for cls in _CLASSES.values() if getattr(cls, "auth_types", dict)()
    }
    for payload in payloads():
        cls = _CLASSES[payload.type_id]
        assert payload.config.keys() == {spec.kibana_name for spec in cls.Config.specs()}
        assert payload.secrets.keys() == {spec.kibana_name for spec in cls.auth_types()[payload.auth].specs()}


_GOOD = {
    "token_url": "https://example.com/token",
    "client_id": "client",
    "algorithm": "RS256",
    "certificate": "-----BEGIN CERTIFICATE-----",
    "private_key": "-----BEGIN RSA PRIVATE KEY-----",
}


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("token_url", "secret tokenUrl: expected a URL"),
        ("algorithm", 'secret algorithm: expected one of "PS256", "RS256", "ES256".'),
        ("certificate", "secret certificate: expected a PEM certificate"),
        ("private_key", "secret privateKey: expected a PEM private key"),
    ],
)
def test_values_that_kibana_would_refuse_fail_at_plan(workspace: Workspace, field: str, told: str) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        auth = Okta.OAuthClientCredentialsPrivateKeyJwt(**{name: Secret.variable() for name in _GOOD})
        Okta(stack, "okta", name="Okta", config={"org_url": "https://okta.example.com"}, auth=auth)

    workspace.synthesize(build)
    values = {**_GOOD, field: "wrong-and-secret"}
    workspace.environment |= {f"TF_VAR_okta_{name}": value for name, value in values.items()}
    workspace.init()
    failure = workspace.failing("plan", "-input=false")

    assert f"stack/okta: {told}" in failure
    assert "wrong-and-secret" not in workspace.everything_written()
    workspace.environment[f"TF_VAR_okta_{field}"] = _GOOD[field]
    assert [change.rpartition(": ")[2] for change in workspace.plan()] == ["create"]
