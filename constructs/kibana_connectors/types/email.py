"""Email: send mail by SMTP, by a well-known mail service, or by Microsoft Exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from ..errors import Problem
from ..formats.mail_services import is_known_mail_service
from ..schema.connector_type import ConnectorType
from ..schema.fields import (
    AddressList,
    CoercedNumber,
    Flag,
    HostedUrl,
    SecretText,
    Text,
    TokenAware,
    field,
    kibana_name,
)
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo
from ..tokens import Shape, is_token

OTHER = "other"
EXCHANGE = "exchange_server"
_KIBANA_SERVICES = ("elastic_cloud", "__json")


class EmailConfig(Config):
    """Config of an email connector."""

    service: Text = field(default="other")
    """`other` (SMTP by `host` and `port`), `elastic_cloud`, `exchange_server`, or a mail service that
    nodemailer knows, such as `gmail`.
    """
    host: Text | None = field(default=None)
    """The SMTP server; required with service `other`."""
    port: Annotated[float, CoercedNumber(1, 65535), TokenAware(Shape.NUMBER)] | None = field(default=None)
    """The SMTP server's port, 1 to 65535; required with service `other`."""
    secure: Flag | None = field(default=None)
    """Use TLS from the start."""
    from_: Annotated[AddressList, kibana_name("from")]
    """The sender; `from` in Kibana. An address, with or without a display name, or several."""
    has_auth: Flag = field(default=True)
    """Whether to log in; then the secrets `user` and `password` are required."""
    tenant_id: Text | None = field(default=None)
    """The directory (tenant) id; required with service `exchange_server`."""
    client_id: Text | None = field(default=None)
    """The application (client) id; required with service `exchange_server`."""
    oauth_token_url: HostedUrl | None = field(default=None)
    """The OAuth 2.0 token URL, where it is not Microsoft's own."""


class EmailSecrets(Secrets):
    """Secrets of an email connector."""

    user: SecretText | None = field(default=None)
    """The SMTP user."""
    password: SecretText | None = field(default=None)
    """The SMTP password."""
    client_secret: SecretText | None = field(default=None)
    """The client secret; required with service `exchange_server`."""


class EmailType(ConnectorType[EmailConfig, EmailSecrets]):
    """Send email (Kibana docs: "Email connector").

    Which fields are required depends on `service`: `host` and `port` for `other`; `tenant_id`, `client_id`
    and the secret `client_secret` for `exchange_server`; none for the rest. With `has_auth`, which is the
    default, `user` and `password` are required too, except for `exchange_server`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".email",
        name="Email",
        license="gold",
        features=("alerting", "uptime", "siem", "workflows", "agentBuilder"),
        since="7.4",
    )
    Config = EmailConfig
    Secrets = EmailSecrets

    @classmethod
    def needed_secrets(cls, config: EmailConfig) -> tuple[str, ...]:
        """Return what the service, or the login, needs."""
        if config.service == EXCHANGE:
            return ("client_secret",)
        return ("user", "password") if config.has_auth is True else ()

    @classmethod
    def check(cls, config: EmailConfig, secrets: EmailSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the service and the login (docs/kibana_api.md, ".email")."""
        if is_token(config.service):
            return
        if config.service == EXCHANGE:
            yield from config.missing(f"with service {EXCHANGE}", "client_id", "tenant_id")
            yield from secrets.missing(f"with service {EXCHANGE}", "client_secret")
            return
        if config.service == OTHER:
            hint = 'Or name a service, such as "gmail"'
            yield from config.missing(f"with service {OTHER}", "host", "port", hint=hint)
        elif config.service not in _KIBANA_SERVICES and not is_known_mail_service(config.service):
            yield Problem(
                "config.service",
                f'expected "{OTHER}", "elastic_cloud", "{EXCHANGE}" or a mail service that nodemailer knows',
                f'For a server of your own write "{OTHER}", with host and port',
            )
        if config.is_set("has_auth") and config.has_auth is True:
            hint = "Or set has_auth=False"
            yield from secrets.missing("with hasAuth true, the default", "user", "password", hint=hint)

    @classmethod
    def hosts(cls, config: EmailConfig) -> Iterator[tuple[str, str]]:
        """Return the SMTP server; a named service's own servers are not known here."""
        if config.service == OTHER and config.host is not None and not is_token(config.host):
            yield "config.host", config.host

    @classmethod
    def provider_limits(cls, config: EmailConfig, secrets: EmailSecrets) -> Iterator[Problem]:
        """Refuse a fraction as port: Kibana takes it, the provider reads the port as an integer."""
        if isinstance(config.port, float) and not is_token(config.port):
            yield Problem(
                "config.port", "expected a whole number", "The Terraform provider takes no fraction"
            )
