"""CrowdStrike: act on hosts that Falcon protects."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class CrowdStrikeConfig(Config):
    """Config of a CrowdStrike connector."""

    url: HostedUrl
    """The CrowdStrike API, such as `https://api.us-2.crowdstrike.com`."""


class CrowdStrikeSecrets(Secrets):
    """Secrets of a CrowdStrike connector."""

    client_id: SecretText
    """The id of a CrowdStrike API client."""
    client_secret: SecretText
    """The API client's secret."""


class CrowdStrikeType(ConnectorType[CrowdStrikeConfig, CrowdStrikeSecrets]):
    """Isolate, release and query hosts by CrowdStrike Falcon (Kibana docs: "CrowdStrike connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".crowdstrike",
        name="CrowdStrike",
        license="enterprise",
        features=("siem",),
        since="8.14",
    )
    Config = CrowdStrikeConfig
    Secrets = CrowdStrikeSecrets
