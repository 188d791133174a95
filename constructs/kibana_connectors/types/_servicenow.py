"""What the three ServiceNow connectors share: one URL, and basic or OAuth authentication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeVar

from ..errors import Problem
from ..schema.connector_type import ConnectorType
from ..schema.fields import Flag, HostedUrl, SecretText, Text, field, kibana_name
from ..schema.payload import Config, Secrets

_BASIC = ("username", "password")
_OAUTH_SECRETS = ("client_secret", "private_key")
_OAUTH_CONFIG = ("user_identifier_value", "client_id", "jwt_key_id")
_OAUTH = "with isOAuth true"


class ServiceNowBaseConfig(Config):
    """Config that all ServiceNow connectors have."""

    api_url: HostedUrl
    """The ServiceNow instance, such as `https://example.service-now.com`."""
    is_oauth: Annotated[Flag, kibana_name("isOAuth")] = field(default=False)
    """OAuth 2.0 with a JWT instead of user name and password; `isOAuth` in Kibana."""
    user_identifier_value: Text | None = field(default=None)
    """With OAuth: the user to act as."""
    client_id: Text | None = field(default=None)
    """With OAuth: the client id of the ServiceNow application."""
    jwt_key_id: Text | None = field(default=None)
    """With OAuth: the key id of the JWT verifier map."""


class ServiceNowTableConfig(ServiceNowBaseConfig):
    """Config of a ServiceNow connector that writes records, not events."""

    uses_table_api: Flag = field(default=True)
    """Use the table API instead of the Elastic application from the ServiceNow store; Kibana shows a
    connector that does as deprecated.
    """


class ServiceNowSecrets(Secrets):
    """Secrets of a ServiceNow connector: basic, or OAuth, never both."""

    password: SecretText | None = field(default=None)
    """Basic: the user's password."""
    username: SecretText | None = field(default=None)
    """Basic: the user's name."""
    client_secret: SecretText | None = field(default=None)
    """OAuth: the client secret of the ServiceNow application."""
    private_key: SecretText | None = field(default=None)
    """OAuth: the RSA private key that signs the JWT, in PEM."""
    private_key_password: SecretText | None = field(default=None)
    """OAuth: the private key's password, where it has one."""


ConfigT = TypeVar("ConfigT", bound=ServiceNowBaseConfig)


class ServiceNowBaseType(ConnectorType[ConfigT, ServiceNowSecrets]):
    """The rules that all ServiceNow connectors share (docs/kibana_api.md, ".servicenow")."""

    Secrets = ServiceNowSecrets

    @classmethod
    def needed_secrets(cls, config: ConfigT) -> tuple[str, ...]:
        """Return what the chosen authentication needs."""
        return _OAUTH_SECRETS if config.is_oauth is True else _BASIC

    @classmethod
    def check(cls, config: ConfigT, secrets: ServiceNowSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the two ways to authenticate."""
        yield from _pairs(secrets)
        if config.is_oauth is True:
            yield from config.missing(_OAUTH, *_OAUTH_CONFIG)
            yield from secrets.missing(_OAUTH, *_OAUTH_SECRETS)
            yield from _excluded(secrets, _BASIC, f"not allowed {_OAUTH}")
        elif config.is_oauth is False:
            without = "not allowed with isOAuth false, the default"
            yield from secrets.missing("with isOAuth false, the default", *_BASIC)
            yield from _excluded(config, _OAUTH_CONFIG, without)
            yield from _excluded(secrets, _OAUTH_SECRETS, without)


def _pairs(secrets: ServiceNowSecrets) -> Iterator[Problem]:
    given = {name for name in (*_BASIC, *_OAUTH_SECRETS) if getattr(secrets, name) is not None}
    for pair in (_BASIC, _OAUTH_SECRETS):
        if given.intersection(pair) and not given.issuperset(pair):
            yield from secrets.missing(f"together with {' or '.join(pair)}", *pair)
    if not given:
        yield Problem(
            "secrets", "required: username and password, or clientSecret and privateKey with isOAuth true"
        )


def _excluded(payload: Config | Secrets, names: tuple[str, ...], why: str) -> Iterator[Problem]:
    for spec in payload.specs():
        if spec.name in names and getattr(payload, spec.name) is not None:
            yield Problem(f"{payload.part}.{spec.kibana_name}", why, "Leave it out, or set is_oauth to match")
