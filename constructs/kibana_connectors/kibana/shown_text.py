"""Text from outside, as a message may show it: one bounded line without control characters and secrets."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

HIDDEN = "<secret>"
_LONGEST = 300
_SHORT = 4
"""A secret below this length is a part of too many words: only where it stands alone it is blacked out."""


def one_line(text: str, secrets: Iterable[str] = (), longest: int = _LONGEST) -> str:
    """Return a text as one line: secrets blacked out, cut to a length, what is not printable escaped.

    Args:
        text: The text.
        secrets: What must not be shown.
        longest: The greatest length, in characters.
    """
    shown = without(text, secrets)
    if len(shown) > longest:
        shown = f"{shown[:longest].rstrip()}…"
    return escaped(" ".join(shown.split()))


def escaped(text: str) -> str:
    """Return a text with each character that is not printable, or that changes others' order, escaped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _is_shown(char) else _escape(char) for char in text)


def _is_shown(char: str) -> bool:
    return char.isprintable() and unicodedata.category(char) not in ("Cf", "Cs", "Co")


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def without(text: str, secrets: Iterable[str]) -> str:
    """Return a text in which every secret is blacked out, in whichever way it is written.

    Args:
        text: The text.
        secrets: The secrets. An empty one is ignored.
    """
    forms = {form for secret in secrets if secret for form in _forms(secret)}
    for form in sorted(forms, key=len, reverse=True):
        if len(form) < _SHORT:
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", HIDDEN, text)
        else:
            text = re.sub(re.escape(form), HIDDEN, text, flags=re.IGNORECASE)
    return text


_URL = re.compile(r"\b([A-Za-z][A-Za-z0-9+.-]*://)(?:[^\s/@\"'<>]*@)?([^\s/?#\"'<>()]+)([^\s\"'<>()]*)")
_SCHEME = re.compile(
    r"\b(bearer|basic|apikey|token|key|password|secret)(\s*[:=]\s*|\s+)([^\s,;\"']{6,})", re.I
)
_LONG = re.compile(r"[A-Za-z0-9_+/=~.-]{20,}")
_HARMLESS = re.compile(
    r"[a-z_-]+|[A-Za-z_.-]+|[a-z0-9.-]+\.[a-z]{2,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9.-]+"
)


def without_likely_secrets(text: str) -> str:
    """Return a text in which everything is blacked out that may be a credential, though nobody knows.

    What a connector's other side said may quote its URL, which for a webhook is the secret. So of URLs only
    the host is left, and of words only those that look like words, ids or hosts.

    Args:
        text: The text.
    """
    text = _URL.sub(lambda found: f"{found[1]}{found[2]}{'/…' if found[3] not in ('', '/') else ''}", text)
    text = _SCHEME.sub(
        lambda found: found[0] if _is_word(found[3]) else f"{found[1]}{found[2]}{HIDDEN}", text
    )
    return _LONG.sub(lambda found: found[0] if _HARMLESS.fullmatch(found[0]) else HIDDEN, text)


def _is_word(text: str) -> bool:
    return re.fullmatch(r"[a-z]+[.:]?", text) is not None


def _forms(secret: str) -> Iterator[str]:
    """Yield the ways in which Kibana or a proxy may quote a text that it was sent."""
    yield secret
    if secret.strip():
        yield secret.strip()
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    encodable = secret.encode("utf-8", "surrogatepass")
    yield quote(encodable, safe="")
    yield quote(encodable)
    yield quote_plus(encodable)
    # A URL is often quoted in parts: its host is no secret, what follows it is.
    _, _, rest = secret.partition("://")
    _, slash, path = rest.partition("/")
    if slash and len(path) >= _SHORT:
        yield f"/{path}"
        yield from (part for part in re.split(r"[/?&=]", path) if len(part) >= 2 * _SHORT)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value, keys left out, and every number as a text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
