"""TheHive: create cases and alerts."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText, Text
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class TheHiveConfig(Config):
    """Config of a TheHive connector.

    Attributes:
        url: TheHive's URL, such as `https://thehive.example.com`.
        organisation: The organisation to create cases and alerts in; left out, the key's own.
    """

    url: HostedUrl
    organisation: Text | None = None


class TheHiveSecrets(Secrets):
    """Secrets of a TheHive connector.

    Attributes:
        api_key: The API key of a TheHive user.
    """

    api_key: SecretText


class TheHive(Connector[TheHiveConfig, TheHiveSecrets]):
    """Create cases and alerts in TheHive (Kibana docs: "TheHive connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".thehive",
        name="TheHive",
        license="platinum",
        features=("alerting", "siem", "uptime", "cases", "workflows"),
        since="8.16",
    )
    Config = TheHiveConfig
    Secrets = TheHiveSecrets
