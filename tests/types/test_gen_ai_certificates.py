"""With a client certificate, the private key has to be a PEM text too."""

from __future__ import annotations

from base64 import b64encode

import pytest
from harness.cdk import TerraformStack
from harness.refusals import refusal

from kibana_connectors import GenAi, validate

CONFIG = {"apiProvider": "Other", "apiUrl": "https://x.example", "defaultModel": "m"}


def _pem(label: str) -> str:
    return b64encode(f"-----BEGIN {label}-----\nMIIB\n-----END {label}-----\n".encode()).decode()


CERTIFICATE, KEY = _pem("CERTIFICATE"), _pem("PRIVATE KEY")
NO_KEYS = [
    "Hunter2Hunter2",
    "!!",
    "=",
    "ü",
    "-----BEGIN PRIVATE KEY-----\nMIIB",
    b64encode(b"Hunter2").decode(),
    _pem("RSA PRIVATE KEY"),
    CERTIFICATE,
]


def test_a_private_key_is_taken() -> None:
    assert validate(".gen-ai", CONFIG, {"certificateData": CERTIFICATE, "privateKeyData": KEY}).ok


@pytest.mark.parametrize("key", NO_KEYS)
def test_what_is_no_private_key_is_refused(stack: TerraformStack, key: str) -> None:
    secrets = {"certificateData": CERTIFICATE, "privateKeyData": key}

    verdict = validate(".gen-ai", CONFIG, secrets)

    assert verdict.errors == (
        "secrets.privateKeyData: expected the base64 of a PEM file that begins with "
        "-----BEGIN PRIVATE KEY-----",
    )
    error = refusal(lambda: GenAi.from_wire(stack, "it", name="It", config=CONFIG, secrets=secrets))
    assert [problem.where for problem in error.problems] == ["secrets.privateKeyData"]


@pytest.mark.parametrize("key", NO_KEYS)
def test_without_a_certificate_it_is_not_looked_at(key: str) -> None:
    assert validate(".gen-ai", CONFIG, {"apiKey": "k", "privateKeyData": key}).ok
