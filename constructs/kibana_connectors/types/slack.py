"""Slack by incoming webhook: post to the one channel that the webhook belongs to."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import SecretUrl
from ..schema.payload import NoConfig, Secrets
from ..schema.sunset import Sunset
from ..schema.type_info import TypeInfo


class SlackSecrets(Secrets):
    """Secrets of a Slack webhook connector."""

    webhook_url: SecretUrl
    """The URL of a Slack incoming webhook; who knows it can post."""


class SlackType(ConnectorType[NoConfig, SlackSecrets]):
    """Post to Slack by an incoming webhook (Kibana docs: "Slack connector").

    It has no config. For a bot token and a choice of channels see `SlackApi`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".slack",
        name="Slack",
        license="gold",
        features=("alerting", "uptime", "siem"),
        since="7.4",
        sunset=Sunset(
            source="elastic/kibana actions/get_all tests: is_connector_type_deprecated in the newest list",
            successor=".slack_api",
        ),
    )
    Config = NoConfig
    Secrets = SlackSecrets
