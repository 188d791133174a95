"""The forms in which a file may contain a value."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, quote_plus


def forms(value: str) -> frozenset[str]:
    """Return a value as it is, and escaped or encoded in each way that is usual in configuration.

    Args:
        value: Any text.
    """
    found = {value, *_escaped(value)}
    for form in tuple(found):  # JSON or HTML inside JSON
        found |= {*_escaped(form)}
    found |= {*_url_encoded(value), *_base64(value), value.encode().hex(), value.encode().hex().upper()}
    return frozenset(found)


def _escaped(text: str) -> Iterator[str]:
    for ascii_only in (True, False):
        written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        yield written
        # Go escapes these too, and so does Terraform's jsonencode.
        yield written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    yield escape(text)
    yield escape(text, quote=False)
    yield text.replace("${", "$${").replace("%{", "%%{")


def _url_encoded(text: str) -> Iterator[str]:
    for encoded in (quote(text, safe=""), quote(text), quote_plus(text), quote(text, safe="!~*'()")):
        yield encoded
        yield _lower_escapes(encoded)


def _lower_escapes(text: str) -> str:
    parts = text.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])])


def _base64(text: str) -> Iterator[str]:
    """Yield, for each of the three alignments, the part of the base64 that no text around it changes."""
    yield b64encode(text.encode("utf-16-le")).decode().rstrip("=")[:-1]  # as PowerShell takes a command
    data = text.encode()
    for before, changing in ((b"", 0), (b"\0", 2), (b"\0\0", 3)):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(before + data).decode()
            yield encoded[changing:-4] + encoded[-4:].split("=")[0][: -1 if encoded.endswith("=") else None]
