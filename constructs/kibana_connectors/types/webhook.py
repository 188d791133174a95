"""Webhook: send an HTTP request to a service of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from ..errors import Problem
from ..formats.urls import is_url
from ..schema.connector_type import ConnectorType, host_in
from ..schema.fields import OrToken, Url, field
from ..schema.type_info import TypeInfo
from ..tokens import is_token
from ._http_auth import (
    HINTS,
    OAUTH2,
    HttpAuthConfig,
    HttpAuthSecrets,
    additional_fields_problems,
    credential_problems,
    credential_warnings,
    form_with_basic,
    needed_secrets,
    oauth2_problems,
)


class WebhookConfig(HttpAuthConfig):
    """Config of a webhook connector."""

    url: Url
    """Where to send the request."""
    method: OrToken[Literal["post", "put", "patch", "get", "delete"]] = field(default="post")
    """The HTTP method, in lower case."""

    def stored(self) -> dict[str, Any]:
        """Return Kibana's stored form; without authentication, an omitted `authType` is stored as null."""
        stored = super().stored()
        if self.has_auth is False and not self.is_set("auth_type"):
            stored["authType"] = None
        return stored


class WebhookType(ConnectorType[WebhookConfig, HttpAuthSecrets]):
    """Send an HTTP request (Kibana docs: "Webhook connector").

    With `has_auth`, the default, `auth_type` says how: user and password, a client certificate
    (`cert_type`), or OAuth 2.0 client credentials (`client_id`, `access_token_url`).
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".webhook",
        name="Webhook",
        license="gold",
        features=("alerting", "uptime", "siem"),
        since="7.4",
    )
    HINTS: ClassVar[Mapping[str, str]] = {
        **HINTS,
        "config.webhookUrl": "The address is called url",
        "secrets.webhookUrl": "The address belongs to config, as url",
    }
    Config = WebhookConfig
    Secrets = HttpAuthSecrets

    @classmethod
    def needed_secrets(cls, config: WebhookConfig) -> tuple[str, ...]:
        """Return what the chosen authentication needs."""
        return needed_secrets(config)

    @classmethod
    def check(cls, config: WebhookConfig, secrets: HttpAuthSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the authentication (docs/kibana_api.md, ".webhook")."""
        said = config.is_set("auth_type") and config.auth_type is not None
        if config.has_auth is False and said:
            yield Problem(
                "config.authType", "not allowed with hasAuth false", "Leave auth_type out", name="auth_type"
            )
        yield from additional_fields_problems(config)
        yield from oauth2_problems(config)
        url = config.access_token_url
        if config.auth_type == OAUTH2 and url is not None and not is_token(url) and not is_url(url):
            yield Problem("config.accessTokenUrl", "expected a URL", name="access_token_url")
        yield from credential_problems(secrets)

    @classmethod
    def hosts(cls, config: WebhookConfig) -> Iterator[tuple[str, str]]:
        """Return the host of the URL and, with OAuth 2.0, that of the token URL."""
        yield from super().hosts(config)
        if config.auth_type == OAUTH2:
            yield from host_in("config.accessTokenUrl", config.access_token_url)

    @classmethod
    def provider_form(cls, config: WebhookConfig) -> dict[str, Any]:
        """Write basic where authType is null with hasAuth true: the provider would lose the null."""
        return form_with_basic(config)

    @classmethod
    def warnings(cls, config: WebhookConfig, secrets: HttpAuthSecrets) -> Iterator[Problem]:
        """Warn of a login without credentials, which Kibana takes."""
        return credential_warnings(config, secrets)
