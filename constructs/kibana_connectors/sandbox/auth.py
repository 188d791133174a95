"""The credentials of callers: API key, basic and bearer."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass, field

from ..errors import SandboxError
from .responses import ApiError


def random_api_key() -> str:
    """Return a new API key in the form of Elasticsearch's: base64 of `id:key`."""
    text = f"{secrets.token_urlsafe(15)}:{secrets.token_urlsafe(16)}"
    return base64.b64encode(text.encode()).decode()


def _equal(given: str, expected: str) -> bool:
    # Bytes, because compare_digest refuses non-ASCII text.
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))


@dataclass(frozen=True)
class Credentials:
    """The credentials that the sandbox accepts. The repr hides secret values.

    Attributes:
        api_key: Accepted after `ApiKey `, as given and, for an `id:key` pair, in base64 too.
        username: User of basic authentication.
        password: Password of basic authentication.
        bearer_token: Accepted after `Bearer `.
    """

    api_key: str = field(repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    bearer_token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if (self.username is None) != (self.password is None):
            raise SandboxError("username and password belong together: give both or neither")
        if "" in (self.api_key, self.username, self.password, self.bearer_token):
            raise SandboxError("a credential must not be empty: leave it out instead")

    def check(self, authorization: str | None) -> None:
        """Check a request's credentials.

        Args:
            authorization: The request's Authorization header.

        Raises:
            ApiError: With status 401: they are missing or wrong.
        """
        if not authorization:
            raise ApiError(401, "Unauthorized")
        scheme, _, value = authorization.partition(" ")
        value = value.strip()
        who = "with provided credentials"
        if scheme.lower() == "apikey":
            if self._is_api_key(value):
                return
        elif scheme.lower() == "bearer":
            if self.bearer_token is not None and _equal(value, self.bearer_token):
                return
        elif scheme.lower() == "basic":
            username, password = _basic(value)
            if self._is_user(username, password):
                return
            who = f"user [{username}]"
        reason = f"unable to authenticate {who} for REST request [/_security/_authenticate]"
        cause = f"[security_exception\n\tRoot causes:\n\t\tsecurity_exception: {reason}]"
        raise ApiError(401, f"{cause}: {reason}")

    def _is_user(self, username: str, password: str) -> bool:
        if self.username is None or self.password is None:
            return False
        # Always compare both, so that the time taken does not reveal which one is wrong.
        return _equal(username, self.username) & _equal(password, self.password)

    def _is_api_key(self, value: str) -> bool:
        encoded = base64.b64encode(self.api_key.encode()).decode()
        return _equal(value, self.api_key) | (":" in self.api_key and _equal(value, encoded))


def _basic(value: str) -> tuple[str, str]:
    try:
        username, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return username, password
