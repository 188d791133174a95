"""PEM texts in base64, decoded like Node.js does."""

from __future__ import annotations

import base64
import re

_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/_-]")
_URL_SAFE = str.maketrans("-_", "+/")


def base64_bytes(text: str) -> bytes:
    """Decode like ``Buffer.from(text, "base64")``: stop at the first ``=``, and skip invalid characters.

    Node.js looks only at the lower byte of each UTF-16 code unit.
    """
    text = text.encode("utf-16-le", "surrogatepass")[::2].decode("latin-1")
    digits = _NOT_BASE64.sub("", text.partition("=")[0]).translate(_URL_SAFE)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return base64.b64decode(digits + "=" * (-len(digits) % 4))


def is_pem(text: str, label: str) -> bool:
    """Whether base64 contains PEM with a label."""
    return f"-----BEGIN {label}-----".encode() in base64_bytes(text)


def base64_forms(text: str) -> tuple[str, ...]:
    """Return the base64 forms of ``text``, one for each alignment.

    The base64 of any text that contains ``text`` contains one of these forms.
    """
    forms = []
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text.encode()).decode()
        first = -(-before * 8 // 6)
        last = (before + len(text)) * 8 // 6
        forms.append(encoded[first:last])
    return tuple(forms)
