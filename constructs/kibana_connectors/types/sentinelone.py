"""SentinelOne: act on hosts that SentinelOne protects."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class SentinelOneConfig(Config):
    """Config of a SentinelOne connector."""

    url: HostedUrl
    """The SentinelOne tenant, such as `https://example.sentinelone.net`."""


class SentinelOneSecrets(Secrets):
    """Secrets of a SentinelOne connector."""

    token: SecretText
    """The API token of a SentinelOne user."""


class SentinelOneType(ConnectorType[SentinelOneConfig, SentinelOneSecrets]):
    """Isolate, release and query hosts by SentinelOne (Kibana docs: "SentinelOne connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".sentinelone",
        name="Sentinel One",
        license="enterprise",
        features=("endpointSecurity",),
        since="8.12",
    )
    Config = SentinelOneConfig
    Secrets = SentinelOneSecrets
