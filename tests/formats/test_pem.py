from __future__ import annotations

from base64 import b64encode

import pytest

from kibana_connectors.formats.pem import base64_forms, is_pem


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize("before", ["", "a", "ab", "abc", "subject=/CN=kibana\n"])
def test_pem(before: str) -> None:
    assert is_pem(_base64(f"{before}-----BEGIN CERTIFICATE-----\nMIIB"), "CERTIFICATE")


@pytest.mark.parametrize("text", ["", "=", "ü", "@", "A"])
def test_a_text_that_decodes_to_nothing_is_no_pem(text: str) -> None:
    assert not is_pem(text, "CERTIFICATE")


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN CERTIFICATE-----\nMIIB",
        "abc",
        _base64("BEGIN CERTIFICATE"),
        _base64("-----BEGIN PRIVATE KEY-----"),
        _base64("-----BEGIN RSA CERTIFICATE-----"),
    ],
)
def test_no_pem(text: str) -> None:
    assert not is_pem(text, "CERTIFICATE")


@pytest.mark.parametrize("text", ["BEGIN CERTIFICATE", "BEGIN PRIVATE KEY", "a", "é"])
@pytest.mark.parametrize("before", range(7))
@pytest.mark.parametrize("after", range(4))
def test_base64_forms(text: str, before: int, after: int) -> None:
    encoded = b64encode(b"\xff" * before + text.encode() + b"\xff" * after).decode()
    assert any(form in encoded for form in base64_forms(text))
