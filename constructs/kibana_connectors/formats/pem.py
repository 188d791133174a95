"""PEM texts in base64, as Node.js decodes them."""

from __future__ import annotations

import base64
import re

_NO_DIGIT = re.compile(r"[^A-Za-z0-9+/_-]")
_URL_SAFE = str.maketrans("-_", "+/")


def base64_bytes(text: str) -> bytes:
    """Decode as ``Buffer.from(text, "base64")``: up to the first ``=``, passing over what is no digit.

    Node.js looks at the lower byte of each UTF-16 code unit only.
    """
    text = text.encode("utf-16-le", "surrogatepass")[::2].decode("latin-1")
    digits = _NO_DIGIT.sub("", text.partition("=")[0]).translate(_URL_SAFE)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return base64.b64decode(digits + "=" * (-len(digits) % 4))


def is_pem(text: str, label: str) -> bool:
    """Whether base64 holds a PEM text of that label; what decodes to nothing passes too, as in Kibana."""
    decoded = base64_bytes(text)
    return not decoded or f"-----BEGIN {label}-----".encode() in decoded


def base64_forms(text: str) -> tuple[str, ...]:
    """Give what every base64 of a longer text that holds ``text`` holds one of: one form per alignment."""
    forms = []
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text.encode()).decode()
        first = -(-before * 8 // 6)
        last = (before + len(text)) * 8 // 6
        forms.append(encoded[first:last])
    return tuple(forms)
