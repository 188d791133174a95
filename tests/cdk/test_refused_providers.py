"""Arguments of KibanaProvider that cannot work are refused, without their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.refusals import MARK, NUMBER, refusal

from kibana_connectors import InvalidProvider, KibanaProvider, Secret
from pytest_cdktf import Synth

PROVIDERS: dict[str, tuple[Mapping[str, Any], str]] = {
    "endpoints-text": ({"endpoints": f"https://{MARK}.example"}, "endpoints: expected a list of URLs"),
    "endpoints-empty": ({"endpoints": []}, "endpoints: expected a list of URLs.*KIBANA_ENDPOINT"),
    "endpoints-number": ({"endpoints": NUMBER}, "endpoints: expected a list of URLs"),
    "endpoints-map": ({"endpoints": {MARK: MARK}}, "endpoints: expected a list of URLs"),
    "endpoint-number": ({"endpoints": [NUMBER]}, "endpoints.0: expected a URL"),
    "endpoint-none": ({"endpoints": [None]}, "endpoints.0: expected a URL"),
    "endpoint-host": (
        {"endpoints": ["https://x.example", f"{MARK}:5601"]},
        "endpoints.1: expected a URL that starts with https://",
    ),
    "endpoint-ftp": ({"endpoints": [f"ftp://{MARK}"]}, "endpoints.0: expected a URL"),
    "endpoint-login": (
        {"endpoints": [f"https://elastic:{MARK}@x.example"]},
        "endpoints.0: expected a URL without user and password.*username and password",
    ),
    "endpoint-bad-host": ({"endpoints": [f"https://[{MARK}"]}, "endpoints.0: expected a URL"),
    "endpoint-login-by-backslash": (
        {"endpoints": [f"https:\\\\elastic:{MARK}@x.example"]},
        "endpoints.0: expected a URL without user and password",
    ),
    "ca-certs-text": ({"ca_certs": MARK}, "ca_certs: expected a list"),
    "ca-certs-number": ({"ca_certs": [NUMBER]}, "ca_certs.0: expected a"),
    "api-key-literal": ({"api_key": MARK}, r"api_key: expected the source of a secret.*Secret\.variable\(\)"),
    "api-key-number": ({"api_key": NUMBER}, "api_key: expected the source of a secret"),
    "password-literal": (
        {"username": "elastic", "password": MARK},
        "password: expected the source of a secret",
    ),
    "bearer-literal": ({"bearer_token": MARK}, "bearer_token: expected the source of a secret"),
    "two-kinds": (
        {"api_key": Secret.variable(), "bearer_token": Secret.variable()},
        "api_key and bearer_token exclude each other",
    ),
    "key-and-login": (
        {"api_key": Secret.variable(), "username": "u", "password": Secret.variable()},
        "api_key and password exclude each other",
    ),
    "user-alone": ({"username": "u"}, "username and password go together"),
    "password-alone": ({"password": Secret.variable()}, "username and password go together"),
    "user-blank": (
        {"username": " ", "password": Secret.variable()},
        "username: expected a value that is not",
    ),
    "insecure-text": ({"insecure": "yes", "insecure_reason": MARK}, "insecure: expected True or False"),
    "insecure-no-reason": ({"insecure": True}, "insecure: anybody on the way.*ca_certs.*insecure_reason"),
    "insecure-blank-reason": ({"insecure": True, "insecure_reason": " "}, "insecure: anybody on the way"),
    "reason-alone": ({"insecure_reason": MARK}, "insecure_reason: expected only with insecure=True"),
    "namespace-blank": ({"id_namespace": " "}, "id_namespace: expected a text"),
    "namespace-number": ({"id_namespace": NUMBER}, "id_namespace: expected a text"),
    "version-blank": ({"version": ""}, "version: expected a text"),
    "alias-number": ({"alias": NUMBER}, "alias: expected a text"),
    "mode-text": ({"secrets_mode": "state"}, "secrets_mode: expected"),
}


@pytest.mark.parametrize("case", PROVIDERS.values(), ids=PROVIDERS)
def test_a_wrong_argument_is_refused(
    stack: TerraformStack, synth: Synth, case: tuple[Mapping[str, Any], str]
) -> None:
    options, message = case

    error = refusal(lambda: KibanaProvider(stack, **options), InvalidProvider)

    assert str(error).startswith("stack/kibana (KibanaProvider): ")
    assert re.search(message, str(error))
    assert synth(stack).stable == {}


@pytest.mark.parametrize("alias", [None, "east"], ids=["no-alias", "alias"])
def test_two_providers_must_not_have_the_same_alias(stack: TerraformStack, alias: str | None) -> None:
    """Terraform takes one of each only: told in the constructor, not at init."""
    KibanaProvider(stack, "a", endpoints=["https://a.example"], alias=alias)

    error = refusal(
        lambda: KibanaProvider(stack, "b", endpoints=["https://b.example"], alias=alias), InvalidProvider
    )

    assert str(error).startswith("stack/b (KibanaProvider): alias: ")
