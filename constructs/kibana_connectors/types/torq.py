"""Torq: trigger a workflow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from ..formats.urls import url_hostname
from ..schema.connector_type import ConnectorType, host_in
from ..schema.fields import Matching, SecretText, TokenAware
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo

_HOSTS = ("hooks.torq.io", "hooks.eu.torq.io", "localhost")

_TORQS_OWN = Matching(
    lambda text: url_hostname(text) in _HOSTS, f"a URL whose host is one of {', '.join(_HOSTS)}"
)


class TorqConfig(Config):
    """Config of a Torq connector."""

    webhook_integration_url: Annotated[str, _TORQS_OWN, TokenAware()]
    """The URL of a Torq webhook integration, such as `https://hooks.torq.io/v1/webhooks/…`; its host is
    `hooks.torq.io` or `hooks.eu.torq.io`.
    """


class TorqSecrets(Secrets):
    """Secrets of a Torq connector."""

    token: SecretText
    """The value of the authentication header that Torq asks for."""


class TorqType(ConnectorType[TorqConfig, TorqSecrets]):
    """Trigger a Torq workflow (Kibana docs: "Torq connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".torq",
        name="Torq",
        license="gold",
        features=("alerting", "uptime", "siem"),
        since="8.7",
    )
    Config = TorqConfig
    Secrets = TorqSecrets

    @classmethod
    def hosts(cls, config: TorqConfig) -> Iterator[tuple[str, str]]:
        """Return the integration's host."""
        yield from host_in("config.webhookIntegrationUrl", config.webhook_integration_url)
