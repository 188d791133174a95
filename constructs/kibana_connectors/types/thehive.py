"""TheHive: create cases and alerts."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText, Text, field
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class TheHiveConfig(Config):
    """Config of a TheHive connector."""

    url: HostedUrl
    """TheHive's URL, such as `https://thehive.example.com`."""
    organisation: Text | None = field(default=None)
    """The organisation to create cases and alerts in; left out, the key's own."""


class TheHiveSecrets(Secrets):
    """Secrets of a TheHive connector."""

    api_key: SecretText
    """The API key of a TheHive user."""


class TheHiveType(ConnectorType[TheHiveConfig, TheHiveSecrets]):
    """Create cases and alerts in TheHive (Kibana docs: "TheHive connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".thehive",
        name="TheHive",
        license="platinum",
        features=("alerting", "siem", "uptime", "cases", "workflows"),
        since="8.16",
    )
    Config = TheHiveConfig
    Secrets = TheHiveSecrets
