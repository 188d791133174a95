"""Kibana's rules for secrets, in Terraform's language: a wrong value fails at plan, a good one never does."""

from __future__ import annotations

from base64 import b64encode

import pytest
from harness.cdk import TerraformStack
from harness.terraform import Workspace

from kibana_connectors import Gemini, GenAi, Http, KibanaProvider, Secret, XMatters, allow_unencrypted_state

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


def _build(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    Gemini(
        stack,
        "gemini",
        name="Gemini",
        config=Gemini.Config(api_url="https://g.example", gcp_region="r", gcp_project_id="p"),
    )
    GenAi(
        stack,
        "pki",
        name="PKI",
        config=GenAi.Config(api_provider="Other", api_url="https://llm.example", default_model="m"),
        secrets=GenAi.Secrets(
            certificate_data=Secret.variable(), private_key_data=Secret.variable(), ca_data=Secret.variable()
        ),
    )
    GenAi(
        stack,
        "key",
        name="Key",
        config=GenAi.Config(api_provider="OpenAI", api_url="https://llm.example"),
        secrets=GenAi.Secrets(api_key=Secret.variable(), private_key_data=Secret.variable()),
    )
    Http(
        stack,
        "http",
        name="HTTP",
        config=Http.Config(url="https://h.example", has_auth=False),
        secrets=Http.Secrets(secret_params={"token": Secret.variable()}),
    )
    XMatters(stack, "flow", name="Flow", config=XMatters.Config(uses_basic=False))


def _base64(label: str, before: str = "") -> str:
    return b64encode(f"{before}-----BEGIN {label}-----\nMIIB~~??>>\n-----END {label}-----".encode()).decode()


GOOD = {
    "gemini_credentials_json": '{"type": "service_account", "private_key": "a\\nb${c}"}',
    "pki_certificate_data": _base64("CERTIFICATE"),
    "pki_private_key_data": _base64("PRIVATE KEY"),
    "pki_ca_data": _base64("CERTIFICATE"),
    "key_api_key": "k",
    "key_private_key_data": "without a certificate nobody looks at it",
    "http_secret_params_token": "x" * 2048,
    "flow_secrets_url": "https://xm.example/?apiKey=1",
}


def _plan(workspace: Workspace, **values: str) -> None:
    workspace.synthesize(_build)
    workspace.environment |= {f"TF_VAR_{name}": value for name, value in {**GOOD, **values}.items()}
    workspace.init()


def test_wrong_values_fail_at_plan(workspace: Workspace) -> None:
    wrong = {
        "gemini_credentials_json": '{"type": "hush-hush"}',
        "pki_certificate_data": "-----BEGIN CERTIFICATE-----hush-hush",
        "pki_private_key_data": _base64("RSA PRIVATE KEY"),
        "pki_ca_data": "=hush-hush",
        "http_secret_params_token": "hush-hush" * 300,
        "flow_secrets_url": "hush-hush",
    }
    _plan(workspace, **wrong)
    told = workspace.failing("plan")
    for expected in (
        "stack/gemini: secret credentialsJson: expected the JSON of a service account's key file",
        "stack/pki: secret certificateData: expected the base64 of a PEM file that begins with "
        "-----BEGIN CERTIFICATE-----.",
        "stack/pki: secret privateKeyData: expected the base64 of a PEM file that begins with "
        "-----BEGIN PRIVATE KEY-----.",
        "stack/pki: secret caData: expected the base64 of a PEM file",
        "stack/http: secret secretParams.token: expected at most 2048 characters.",
        "stack/flow: secret secretsUrl: expected a URL",
    ):
        assert expected in told
    assert "hush-hush" not in workspace.everything_written()


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"pki_certificate_data": _base64("CERTIFICATE", "a"), "pki_ca_data": _base64("CERTIFICATE", "ab")},
        {
            "pki_certificate_data": "\n".join(_base64("CERTIFICATE")),
            "pki_private_key_data": _base64("PRIVATE KEY").replace("+", "-").replace("/", "_").rstrip("="),
            "pki_ca_data": _base64("CERTIFICATE").rstrip("=") + "=what Node.js passes over",
        },
    ],
)
def test_values_that_kibana_takes_pass(odd: dict[str, str], workspace: Workspace) -> None:
    _plan(workspace, **odd)
    assert len(workspace.plan()) == 5
