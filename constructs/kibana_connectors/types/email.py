"""Email: send mail by SMTP, by a well-known mail service, or by Microsoft Exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from ..errors import Problem
from ..formats.mail_services import is_known_mail_service, mail_service_host
from ..formats.senders import has_outer_hyphen, senders_in
from ..schema.connector_type import ConnectorType, host_in
from ..schema.fields import (
    AddressList,
    CoercedNumber,
    Flag,
    HostedUrl,
    OrAbsent,
    SecretText,
    Text,
    TokenAware,
    absent,
    field,
    kibana_name,
)
from ..schema.payload import Config, Secrets
from ..schema.target import Target
from ..schema.type_info import TypeInfo
from ..schema.unused_secrets import unused_secrets
from ..tokens import Shape, is_token

OTHER = "other"
EXCHANGE = "exchange_server"
ELASTIC_CLOUD = "elastic_cloud"
_KIBANA_SERVICES = (ELASTIC_CLOUD, "__json")
_ELASTIC_CLOUD_HOST = "dockerhost"
_HTML_SINCE = "9.5"
_HYPHENS_REFUSED_SINCE = "9.5"
_HYPHEN = "has an address with a part that begins or ends with a hyphen"


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
    allow_html: OrAbsent[Flag] = absent()
    """Let actions send HTML of their own; since Kibana 9.5, and not with service `elastic_cloud`."""


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
        if config.service == ELASTIC_CLOUD and config.allow_html is True:
            yield Problem("config.allowHtml", f"not allowed with service {ELASTIC_CLOUD}", name="allow_html")
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
        """Return the token URL's host, and the SMTP server: the one that is given, or the service's own."""
        yield from host_in("config.oauthTokenUrl", config.oauth_token_url)
        if config.service == OTHER:
            if config.host is not None and not is_token(config.host):
                yield "config.host", config.host
        elif config.service == ELASTIC_CLOUD:
            yield "config.service", _ELASTIC_CLOUD_HOST
        elif not is_token(config.service) and (host := mail_service_host(config.service)):
            yield "config.service", host

    @classmethod
    def target_limits(cls, config: EmailConfig, target: Target) -> Iterator[str]:
        """Yield what the target's allowlist and its version refuse (docs/kibana_api.md, ".email")."""
        if config.allow_html is not None and target.has(_HTML_SINCE) is False:
            yield f"config.allowHtml needs Kibana {_HTML_SINCE} or later, and the target is {target.version}"
        if is_token(config.from_):
            return
        senders = senders_in(config.from_)
        allowed = target.email_domain_allowlist
        if allowed is not None and any(sender.domain not in allowed for sender in senders):
            yield (
                "config.from has a domain that is not in the target's xpack.actions.email.domain_allowlist: "
                + (", ".join(allowed) or "it is empty")
            )
        if target.has(_HYPHENS_REFUSED_SINCE) and any(map(has_outer_hyphen, senders)):
            yield f"config.from {_HYPHEN}, which Kibana {_HYPHENS_REFUSED_SINCE} and later refuses"

    @classmethod
    def warnings(cls, config: EmailConfig, secrets: EmailSecrets) -> Iterator[Problem]:
        """Warn of a sender that newer versions of Kibana refuse, and of secrets of another login."""
        login = ("user", "password")
        if config.service == EXCHANGE:
            when = f"with service {EXCHANGE}"
            yield from unused_secrets(secrets, login, ("client_secret",), when)
        elif not is_token(config.service):
            yield from unused_secrets(secrets, ("client_secret",), login, f"without service {EXCHANGE}")
            if config.has_auth is False:
                yield from unused_secrets(secrets, login, (), "with hasAuth false")
        if not is_token(config.from_) and any(map(has_outer_hyphen, senders_in(config.from_))):
            yield Problem(
                "config.from",
                f"{_HYPHEN}, which Kibana {_HYPHENS_REFUSED_SINCE} and later, and later patches of older "
                "releases, refuse",
                name="from_",
            )

    @classmethod
    def provider_limits(cls, config: EmailConfig, secrets: EmailSecrets) -> Iterator[Problem]:
        """Refuse a fraction as port: Kibana takes it, the provider reads the port as an integer."""
        if isinstance(config.port, float) and not is_token(config.port):
            yield Problem(
                "config.port", "expected a whole number", "The Terraform provider takes no fraction"
            )
