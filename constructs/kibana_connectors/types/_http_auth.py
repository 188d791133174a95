"""The authentication that Kibana's HTTP connectors share: none, basic, client certificate, or OAuth 2.0.

`.webhook`, `.cases-webhook` and `.http` have it, each with rules of its own on top. It spans config
(`hasAuth`, `authType`, `certType`, …) and secrets, and Kibana checks the two together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from ..errors import Problem
from ..schema.fields import Flag, OrAbsent, OrToken, SecretMap, SecretText, Text, TextMap, absent, field
from ..schema.payload import Config, Secrets
from ..schema.unused_secrets import unused_secrets
from ..tokens import is_token

BASIC = "webhook-authentication-basic"
SSL = "webhook-authentication-ssl"
OAUTH2 = "webhook-oauth2-client-credentials"

QUERY_PARAM = "http-authentication-query-param"

_CREDENTIALS = ("user", "password", "crt", "key", "pfx", "client_secret")
_KINDS = (
    {"user", "password"},
    {"crt", "key"},
    {"crt", "key", "password"},
    {"pfx"},
    {"pfx", "password"},
    {"client_secret"},
)
"""Which of them go together."""
_CERTIFICATES = {"ssl-crt-key": ("crt", "key", "password"), "ssl-pfx": ("pfx", "password")}
"""Which of them each kind of certificate uses."""
HINTS = {"config.authType": "To send no credentials leave auth_type out and write has_auth=False"}
"""Hints for all HTTP connectors."""


class HttpAuthConfig(Config):
    """Config that all HTTP connectors have."""

    headers: TextMap | None = field(default=None)
    """Headers to send, in the open; for secret ones see the secrets' `secret_headers`."""
    has_auth: Flag = field(default=True)
    """Whether to authenticate."""
    auth_type: (
        OrToken[
            Literal[
                "webhook-authentication-basic",
                "webhook-authentication-ssl",
                "webhook-oauth2-client-credentials",
                "http-authentication-query-param",
            ]
        ]
        | None
    ) = field(default="webhook-authentication-basic")
    """How to authenticate; `webhook-authentication-basic` by default."""
    cert_type: OrAbsent[OrToken[Literal["ssl-crt-key", "ssl-pfx"]]] = absent()
    """With `webhook-authentication-ssl`: a certificate and its key, or a PFX file."""
    ca: OrAbsent[Text] = absent()
    """A certificate authority to trust, base64."""
    verification_mode: OrAbsent[OrToken[Literal["none", "certificate", "full"]]] = absent()
    """How far to check the server's certificate."""
    access_token_url: OrAbsent[Text] = absent()
    """With OAuth 2.0: where to get the access token."""
    client_id: OrAbsent[Text] = absent()
    """With OAuth 2.0: the client id."""
    scope: OrAbsent[Text] = absent()
    """With OAuth 2.0: the scope to ask for."""
    additional_fields: OrAbsent[Text | None] = absent()
    """With OAuth 2.0: more fields for the token request, as the text of a JSON object."""


class HttpAuthSecrets(Secrets):
    """Secrets of an HTTP connector: of one way to authenticate, and headers."""

    user: SecretText | None = field(default=None)
    """Basic: the user's name."""
    password: SecretText | None = field(default=None)
    """Basic: the user's password. Client certificate: the key's or the PFX file's password."""
    crt: SecretText | None = field(default=None)
    """Client certificate: the certificate, base64."""
    key: SecretText | None = field(default=None)
    """Client certificate: its private key, base64."""
    pfx: SecretText | None = field(default=None)
    """Client certificate: the PFX file, base64."""
    client_secret: SecretText | None = field(default=None)
    """OAuth 2.0: the client secret."""
    secret_headers: SecretMap | None = field(default=None)
    """Headers whose values are secrets: name to source, or one reference to the whole map."""


def needed_secrets(config: HttpAuthConfig) -> tuple[str, ...]:
    """Return the secrets that the chosen authentication needs."""
    if config.has_auth is not True:
        return ()
    if config.auth_type == SSL:
        return ("pfx",) if config.cert_type == "ssl-pfx" else ("crt", "key")
    if config.auth_type == OAUTH2:
        return ("client_secret",)
    return ("user", "password") if config.auth_type in (BASIC, None) else ()


def _used_credentials(config: HttpAuthConfig) -> tuple[tuple[str, ...], str]:
    """Return the secrets that the chosen authentication uses, and what was chosen; empty if not known."""
    kind = BASIC if config.auth_type is None else config.auth_type
    if config.has_auth is False:
        return (), "with hasAuth false"
    if is_token(config.has_auth) or is_token(kind):
        return (), ""
    used: dict[str, tuple[str, ...]] = {
        BASIC: ("user", "password"),
        SSL: _CERTIFICATES.get(str(config.cert_type), ("crt", "key", "pfx", "password")),
        OAUTH2: ("client_secret",),
        QUERY_PARAM: (),
    }
    return used[str(kind)], f"with authType {kind}"


def credential_problems(secrets: HttpAuthSecrets) -> Iterator[Problem]:
    """Check for no credentials, or exactly one of the four kinds (docs/kibana_api.md, ".webhook")."""
    given = {name for name in _CREDENTIALS if getattr(secrets, name) is not None}
    if given and given not in _KINDS:
        yield Problem(
            "secrets",
            "expected exactly one of: user and password; crt and key (and password); pfx (and password); "
            "clientSecret",
            f"Given were: {', '.join(sorted(given))}",
        )


def additional_fields_problems(config: HttpAuthConfig) -> Iterator[Problem]:
    """Require a JSON object with at least one key."""
    text: Any = config.additional_fields
    if not text or is_token(text):
        return
    try:
        good = isinstance(fields := json.loads(text), dict) and bool(fields)
    except ValueError:
        good = False
    if not good:
        yield Problem(
            "config.additionalFields",
            "expected the text of a JSON object with at least one field",
            name="additional_fields",
        )


def oauth2_problems(config: HttpAuthConfig) -> Iterator[Problem]:
    """Require what OAuth 2.0 needs."""
    if config.auth_type == OAUTH2:
        yield from config.missing(f"with authType {OAUTH2}", "client_id", "access_token_url")


def form_with_basic(config: HttpAuthConfig) -> dict[str, Any]:
    """Write basic where authType is null with hasAuth true: the provider would lose the null."""
    form = config.settled()
    if form["hasAuth"] is not False:
        form.setdefault("authType", BASIC)
    return form


def credential_warnings(config: HttpAuthConfig, secrets: HttpAuthSecrets) -> Iterator[Problem]:
    """Warn of a login without credentials, and of credentials of another login; Kibana takes both."""
    used, when = _used_credentials(config)
    if when:
        yield from unused_secrets(secrets, _CREDENTIALS, used, when)
    if needed_secrets(config) and not any(
        secrets.has(name) for name in ("user", "crt", "pfx", "client_secret")
    ):
        yield Problem(
            "secrets",
            "hasAuth is true and there are no credentials",
            "Set has_auth=False if none are needed",
        )
