"""The credential with which the client calls Kibana; no repr, log or traceback shows it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from .errors import InvalidRequest

_WAYS = "api_key, bearer_token, or username with password"
_HEADER_TEXT = re.compile(r"[!-~]+")


class Credential:
    """One way to authenticate.

    The values are held by functions alone, so that nothing that walks or prints attributes finds them.

    Attributes:
        kind: What it is, in words.
    """

    __slots__ = ("_authorization", "_parts", "kind")

    def __init__(self, kind: str, authorization: str | None, parts: tuple[str, ...]) -> None:
        self.kind = kind
        self._authorization: Callable[[], str | None] = lambda: authorization
        self._parts: Callable[[], tuple[str, ...]] = lambda: parts

    def __repr__(self) -> str:
        return f"<{self.kind}>"

    @property
    def authorization(self) -> str | None:
        """The value of the header `Authorization`; None without a credential."""
        return self._authorization()

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that no message may show."""
        return self._parts()


def credential_of(
    *,
    api_key: str | None,
    bearer_token: str | None,
    username: str | None,
    password: str | None,
    names: tuple[str, str, str, str] = ("api_key", "bearer_token", "username", "password"),
) -> Credential:
    """Return the credential among what was given.

    Args:
        api_key: An API key: base64 as Kibana shows it, or `id:key`.
        bearer_token: A bearer token, such as a service account's.
        username: A user name.
        password: That user's password.
        names: What messages call the four.

    Raises:
        InvalidRequest: Two ways at once, half a way, or a text that no header can carry.
    """
    given = dict(zip(names, (api_key, bearer_token, username, password), strict=True))
    for name, value in given.items():
        if value is None:
            continue
        if not isinstance(value, str) or not value:
            raise InvalidRequest(f"{name}: expected a text that is not empty")
    key_name, token_name, user_name, password_name = names
    ways = [name for name in (key_name, token_name) if given[name] is not None]
    if username is not None or password is not None:
        if username is None or password is None:
            missing, there = (user_name, password_name) if username is None else (password_name, user_name)
            raise InvalidRequest(f"{missing}: expected beside {there}: they belong together")
        ways.append(f"{user_name} and {password_name}")
    if len(ways) > 1:
        raise InvalidRequest(f"{', '.join(ways)}: expected one way to authenticate: unset the others")
    if api_key is not None:
        _check_header_text(key_name, api_key)
        # Kibana takes the pair in base64 only, in which there is no colon.
        sent = _base64(api_key) if ":" in api_key else api_key
        return Credential("API key", f"ApiKey {sent}", (api_key, sent, *_key_half(sent)))
    if bearer_token is not None:
        _check_header_text(token_name, bearer_token)
        return Credential("bearer token", f"Bearer {bearer_token}", (bearer_token,))
    if username is not None and password is not None:
        if ":" in username:
            raise InvalidRequest(f"{user_name}: expected no colon: HTTP cannot carry one")
        pair = _base64(f"{username}:{password}")
        return Credential("user", f"Basic {pair}", (password, pair))
    return Credential("no credential", None, ())


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()


def _key_half(encoded: str) -> tuple[str, ...]:
    """Return the secret half of an API key, where it is in Elasticsearch's form."""
    try:
        _, colon, key = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return ()
    return (key,) if colon and key else ()


def _check_header_text(name: str, value: str) -> None:
    if value != value.strip():
        raise InvalidRequest(f"{name}: expected no white space and no line break around it")
    # An HTTP library would quote the whole value in its error.
    if ":" not in value and not _HEADER_TEXT.fullmatch(value):
        raise InvalidRequest(f"{name}: expected printable ASCII characters without blanks")
