"""A secret is found in whatever way a file writes it."""

from __future__ import annotations

import json
import textwrap
from base64 import b64encode, encodebytes, urlsafe_b64encode
from html import escape
from urllib.parse import quote

import pytest

from pytest_cdktf.secrecy import Secrets

LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
PEM = f"-----BEGIN PRIVATE KEY-----\n{LINE}\n{LINE[::-1]}\n-----END PRIVATE KEY-----\n"
TOKEN = 'hunter2 & "friends" <x>'


def everywhere(text: str) -> str:
    """Percent-encode every character."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def entities(text: str) -> str:
    return "".join(f"&#x{ord(char):x};" for char in text)


WAYS = {
    "as-it-is": lambda value: value,
    "newline-at-the-end-left-out": str.strip,
    "newline-at-the-end-added": lambda value: value.strip() + "\n",
    "crlf": lambda value: value.replace("\n", "\r\n"),
    "indented": lambda value: textwrap.indent(value, "    "),
    "one-line": lambda value: value.replace("\n", ""),
    "spaces-for-lines": lambda value: value.replace("\n", " "),
    "json": json.dumps,
    "json-in-json": lambda value: json.dumps(json.dumps({"key": value})),
    "base64": lambda value: b64encode(value.encode()).decode(),
    "base64-without-padding": lambda value: urlsafe_b64encode(value.encode()).decode().rstrip("="),
    "base64-behind-text": lambda value: "key=" + b64encode(value.encode()).decode(),
    "base64-of-more": lambda value: b64encode(f"user:{value}".encode()).decode(),
    "wrapped-base64": lambda value: encodebytes((value * 3).encode()).decode(),
    "indented-wrapped-base64": lambda value: textwrap.indent(
        encodebytes((value * 3).encode()).decode(), "  "
    ),
    "base64-of-json": lambda value: b64encode(json.dumps({"private_key": value}).encode()).decode(),
    "percent": quote,
    "percent-everywhere": everywhere,
    "html": escape,
    "html-everywhere": entities,
    "code": lambda value: "".join(f"\\x{ord(char):02x}" for char in value),
    "base64-for-powershell": lambda value: b64encode(value.encode("utf-16-le")).decode(),
    "hcl": lambda value: json.dumps(value).replace("&", "\\u0026").replace("<", "\\u003c"),
}


@pytest.mark.parametrize("value", [PEM, TOKEN, TOKEN + "\n", "glsa_AbCdEfGh123456"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_found(way: object, value: str) -> None:
    written = way(value)  # type: ignore[operator]

    assert [*Secrets({"it": value}).in_text(f'{{"a": 1}} {written} {{"b": 2}}')] == ["it"]


@pytest.mark.parametrize(
    "text", ["", "hunter3 & friends", LINE[:30], b64encode(b"something else").decode() * 9]
)
def test_nothing_else_is_found(text: str) -> None:
    assert [*Secrets({"a": PEM, "b": TOKEN}).in_text(text)] == []


@pytest.mark.parametrize("value", ["a b c d", r"\n\n\n\n", "%20%20%20"])
def test_a_value_that_is_nearly_nothing_without_spaces_is_not_found_by_chance(value: str) -> None:
    secrets = Secrets({"it": value})

    assert [*secrets.in_text("abcd and more")] == []
    assert [*secrets.in_text(f"before {value} after")] == ["it"]
