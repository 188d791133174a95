"""HTTP: send HTTP requests from workflows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from ..errors import Problem
from ..formats.javascript import WHITESPACE, length
from ..formats.urls import is_url
from ..schema.connector_type import ConnectorType, host_in
from ..schema.fields import (
    Flag,
    Matching,
    OneSource,
    OrAbsent,
    OrToken,
    SecretLeaf,
    SecretMap,
    SecretText,
    TokenAware,
    absent,
    field,
    refuse,
)
from ..schema.secret_rules import NOT_BLANK, SecretRule
from ..schema.secret_source import Secret
from ..schema.type_info import TypeInfo
from ..tokens import is_token
from ._http_auth import (
    BASIC,
    HINTS,
    HttpAuthConfig,
    HttpAuthSecrets,
    additional_fields_problems,
    credential_problems,
    credential_warnings,
    form_with_basic,
    needed_secrets,
    oauth2_problems,
)

MOST_PARAMS = 20
LONGEST_PARAM_NAME = 256
LONGEST_PARAM = 2048
_PARAM_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _trimmed_url(text: str) -> str:
    # zod takes the white space off before it looks, and Kibana stores what is left.
    url = text.strip(WHITESPACE)
    if not is_url(url):
        raise refuse("a URL, such as https://example.com/path")
    return url


if TYPE_CHECKING:
    from typing import TypeAlias

    SecretParams: TypeAlias = Mapping[str, Secret] | Secret
else:
    ParamName = Annotated[
        str,
        Matching(
            lambda name: len(name) <= LONGEST_PARAM_NAME and _PARAM_NAME.fullmatch(name) is not None,
            f"a name of at most {LONGEST_PARAM_NAME} letters, digits and _, not starting with a digit",
        ),
    ]
    ParamText = Annotated[
        Any,
        SecretLeaf(
            (
                NOT_BLANK,
                SecretRule(
                    f"at most {LONGEST_PARAM} characters",
                    lambda text: length(text) <= LONGEST_PARAM,
                    f"length($) <= {LONGEST_PARAM}",
                ),
            )
        ),
    ]
    SecretParams = Annotated[dict[ParamName, ParamText], Field(max_length=MOST_PARAMS), OneSource()]


class HttpConfig(HttpAuthConfig):
    """Config of an HTTP connector."""

    url: Annotated[str, AfterValidator(_trimmed_url), TokenAware()]
    """Where requests go; a workflow's step may add a path."""
    proxy_url: Annotated[str, AfterValidator(_trimmed_url), TokenAware()] | None = field(default=None)
    """The proxy to go through."""
    proxy_verification_mode: OrAbsent[OrToken[Literal["none", "certificate", "full"]]] = absent()
    """How far to check the proxy's certificate."""
    has_proxy_auth: Flag = field(default=False)
    """Whether to log in at the proxy; then `proxy_url` and the secrets `proxy_username` and `proxy_password`
    are required.
    """

    @classmethod
    def _completed(cls, given: dict[str, Any]) -> dict[str, Any]:
        # On the wire hasAuth false demands authType null, said out loud; in code None means left out.
        has_auth = given.get("has_auth", given.get("hasAuth"))
        if has_auth is False and not given.keys() & {"auth_type", "authType"}:
            return {**given, "auth_type": None}
        return given


class HttpSecrets(HttpAuthSecrets):
    """Secrets of an HTTP connector: of one way to authenticate, of the proxy, and more."""

    proxy_username: SecretText | None = field(default=None)
    """The user's name at the proxy; goes with `proxy_password`."""
    proxy_password: SecretText | None = field(default=None)
    """The user's password at the proxy."""
    secret_query_params: SecretMap | None = field(default=None)
    """Query parameters whose values are secrets, such as an API key with `auth_type`
    `http-authentication-query-param`: name to source, or one reference to the whole map.
    """
    secret_params: SecretParams | None = field(default=None)
    """Secrets that a workflow's step may name: name to source, or one reference to the whole map. At most
    20; a name has at most 256 letters, digits and `_` and does not start with a digit, a value at most 2048
    characters.
    """


class HttpType(ConnectorType[HttpConfig, HttpSecrets]):
    """Send HTTP requests from a workflow (Kibana docs: "HTTP connector").

    With `has_auth`, the default, `auth_type` says how: user and password, a client certificate
    (`cert_type`), OAuth 2.0 client credentials (`client_id`, `access_token_url`), or query parameters (the
    secret `secret_query_params`).
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".http",
        name="HTTP",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    HINTS: ClassVar[Mapping[str, str]] = HINTS
    Config = HttpConfig
    Secrets = HttpSecrets

    @classmethod
    def needed_secrets(cls, config: HttpConfig) -> tuple[str, ...]:
        """Return what the chosen authentication and the proxy need."""
        proxy = ("proxy_username", "proxy_password") if config.has_proxy_auth is True else ()
        return (*needed_secrets(config), *proxy)

    @classmethod
    def check(cls, config: HttpConfig, secrets: HttpSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the authentication and the proxy (docs/kibana_api.md, ".http")."""
        if config.has_auth is False and config.auth_type is not None:
            yield Problem(
                "config.authType", "expected null with hasAuth false", "Leave auth_type out", "auth_type"
            )
        yield from additional_fields_problems(config)
        yield from oauth2_problems(config)
        yield from credential_problems(secrets)
        login = ("proxy_username", "proxy_password")
        if config.has_proxy_auth is True:
            yield from config.missing("with hasProxyAuth true", "proxy_url")
            yield from secrets.missing("with hasProxyAuth true", *login)
        elif any(secrets.has(name) for name in login):
            yield from secrets.missing("together with proxyUsername or proxyPassword", *login)

    @classmethod
    def hosts(cls, config: HttpConfig) -> Iterator[tuple[str, str]]:
        """Return the host of the URL; Kibana does not look at those of the token URL and the proxy."""
        yield from host_in("config.url", config.url)

    @classmethod
    def provider_limits(cls, config: HttpConfig, secrets: HttpSecrets) -> Iterator[Problem]:
        """Refuse a user without a login: to the provider, no login is one without a user."""
        if is_token(config.has_auth):
            yield Problem(
                "config.hasAuth",
                "expected true or false, known at synth",
                "What the Terraform provider can send depends on it",
                "has_auth",
            )
        if config.has_auth is False and secrets.has("user"):
            yield Problem(
                "secrets.user",
                "not allowed with hasAuth false",
                "Leave user and password out: the Terraform provider cannot send authType null, so basic "
                "without a user stands for no login",
            )

    @classmethod
    def provider_form(cls, config: HttpConfig) -> dict[str, Any]:
        """Write no login as basic without a user: the provider cannot send authType null."""
        form = form_with_basic(config)
        if form["hasAuth"] is False:
            form |= {"hasAuth": True, "authType": BASIC}
        return form

    @classmethod
    def warnings(cls, config: HttpConfig, secrets: HttpSecrets) -> Iterator[Problem]:
        """Warn of a login without credentials, which Kibana takes."""
        return credential_warnings(config, secrets)
