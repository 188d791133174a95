"""Microsoft Teams: post to the one channel that an incoming webhook belongs to."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import SecretUrl
from ..schema.payload import NoConfig, Secrets
from ..schema.type_info import TypeInfo


class TeamsSecrets(Secrets):
    """Secrets of a Microsoft Teams connector."""

    webhook_url: SecretUrl
    """The URL of a Teams incoming webhook; who knows it can post."""


class TeamsType(ConnectorType[NoConfig, TeamsSecrets]):
    """Post to a Microsoft Teams channel (Kibana docs: "Microsoft Teams connector").

    It has no config.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".teams",
        name="Microsoft Teams",
        license="gold",
        features=("alerting", "uptime", "siem", "workflows", "agentBuilder"),
        since="7.11",
    )
    Config = NoConfig
    Secrets = TeamsSecrets
