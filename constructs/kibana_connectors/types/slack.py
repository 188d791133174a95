"""Slack by incoming webhook: post to the one channel that the webhook belongs to."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import SecretUrl
from ..schema.payload import NoConfig, Secrets
from ..schema.type_info import TypeInfo


class SlackSecrets(Secrets):
    """Secrets of a Slack webhook connector.

    Attributes:
        webhook_url: The URL of a Slack incoming webhook; who knows it can post.
    """

    webhook_url: SecretUrl


class Slack(Connector[NoConfig, SlackSecrets]):
    """Post to Slack by an incoming webhook (Kibana docs: "Slack connector").

    It has no config. For a bot token and a choice of channels see `SlackApi`. See `Connector` for the
    arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".slack",
        name="Slack",
        license="gold",
        features=("alerting", "uptime", "siem"),
        since="7.4",
    )
    Config = NoConfig
    Secrets = SlackSecrets
