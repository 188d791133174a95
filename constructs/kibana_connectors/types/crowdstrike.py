"""CrowdStrike: act on hosts that Falcon protects."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class CrowdStrikeConfig(Config):
    """Config of a CrowdStrike connector.

    Attributes:
        url: The CrowdStrike API, such as `https://api.us-2.crowdstrike.com`.
    """

    url: HostedUrl


class CrowdStrikeSecrets(Secrets):
    """Secrets of a CrowdStrike connector.

    Attributes:
        client_id: The id of a CrowdStrike API client.
        client_secret: The API client's secret.
    """

    client_id: SecretText
    client_secret: SecretText


class CrowdStrike(Connector[CrowdStrikeConfig, CrowdStrikeSecrets]):
    """Isolate, release and query hosts by CrowdStrike Falcon (Kibana docs: "CrowdStrike connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".crowdstrike",
        name="CrowdStrike",
        license="enterprise",
        features=("siem",),
        since="8.14",
    )
    Config = CrowdStrikeConfig
    Secrets = CrowdStrikeSecrets
