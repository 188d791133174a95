"""SentinelOne: act on hosts that SentinelOne protects."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class SentinelOneConfig(Config):
    """Config of a SentinelOne connector.

    Attributes:
        url: The SentinelOne tenant, such as `https://example.sentinelone.net`.
    """

    url: HostedUrl


class SentinelOneSecrets(Secrets):
    """Secrets of a SentinelOne connector.

    Attributes:
        token: The API token of a SentinelOne user.
    """

    token: SecretText


class SentinelOne(Connector[SentinelOneConfig, SentinelOneSecrets]):
    """Isolate, release and query hosts by SentinelOne (Kibana docs: "SentinelOne connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".sentinelone",
        name="Sentinel One",
        license="enterprise",
        features=("endpointSecurity",),
        since="8.12",
    )
    Config = SentinelOneConfig
    Secrets = SentinelOneSecrets
