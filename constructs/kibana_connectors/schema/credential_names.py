"""Names that say that a value is a credential: of a header, a URL's parameter, a field of JSON."""

from __future__ import annotations

import re
from functools import lru_cache

from ..tokens import is_token

_CREDENTIAL = re.compile(
    r"authorization|cookie|passw(?:or)?d|passphrase|passcode|secret|credential|bearer|jwt"
    r"|token(?!s|iz)"  # max_tokens is a number of them, and tokenizer is no secret
    r"|(?:api|access|private|account|auth|subscription|functions?|shared|signing|encryption|session)key"
    r"|connectionstring|serviceaccountjson|sessionid"
)
"""Searched for in a name without case and without what is neither letter nor digit."""
_ABOUT = re.compile(
    r"(?:url|uri|endpoint|name|type|(?<!session)id|limit|count|length|expiry|expires|expiresin|ttl|method"
    r"|policy|version|header|path|field|location|format|algorithm|required|enabled)$"
)
"""How a name ends that tells something about a credential, such as `token_url`."""
_SHORT = frozenset({"auth", "pwd", "pass", "dsn"})
"""Last words of names that mean the same when they stand alone."""
_SHORT_IN_URLS = frozenset({"key", "code", "sig", "signature", "sid"})
"""The same for a URL's parameters, where the value is long enough for a credential."""
_SHORTEST = 16
_HARMLESS = frozenset(
    {"true", "false", "null", "none", "no-check", "nocheck", "fetch", "basic", "bearer", "required"}
)
"""Values that are no credential, such as that of Atlassian's `X-Atlassian-Token: no-check`."""
_FILLED_IN = re.compile(r"\s*(?:\{\{.*\}\}|<[^<>]*>)\s*", re.DOTALL)
"""A Mustache template, or a placeholder."""


def is_credential(name: str, value: str) -> bool:
    """Whether a header or a field of JSON holds a credential, judged by its name.

    Args:
        name: Its name.
        value: Its value; blank ones, templates and words such as `none` are no credentials.
    """
    return says_credential(name) and _may_be_credential(value)


def is_credential_in_url(name: str, value: str) -> bool:
    """Whether a parameter of a URL holds a credential, judged by its name and the value's length."""
    if is_credential(name, value):
        return True
    is_long = is_token(value) or len(value) >= _SHORTEST
    return is_long and name.lower() in _SHORT_IN_URLS and _may_be_credential(value)


@lru_cache(maxsize=1024)
def says_credential(name: str) -> bool:
    """Whether a name says that the value is a credential."""
    *_, last = re.split(r"[^A-Za-z0-9]+", re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name).strip())
    if last.lower() in _SHORT:
        return True
    squashed = re.sub(r"[^a-z0-9]", "", name.lower())
    return _CREDENTIAL.search(squashed) is not None and _ABOUT.search(squashed) is None


def _may_be_credential(value: str) -> bool:
    text = value.strip().lower()
    return bool(text) and text not in _HARMLESS and _FILLED_IN.fullmatch(value) is None
