"""Slack by bot token: post to any channel that the bot may post to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import ConfigDict, Field, with_config
from typing_extensions import NotRequired, TypedDict

from ..schema.connector_type import ConnectorType
from ..schema.fields import NonEmpty, OrAbsent, SecretText, TokenAware, absent
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo
from ..tokens import Shape

MOST_CHANNELS = 500


@with_config(ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True))
class Channel(TypedDict):
    """A Slack channel that the connector may post to."""

    id: NotRequired[NonEmpty]
    """The channel's id, such as `C024BE91L`. Not empty; Kibana looks it up when it is left out."""
    name: NonEmpty
    """The channel's name, such as `#alerts`. Not empty."""


if TYPE_CHECKING:
    from typing import TypeAlias

    from ..tokens import Resolvable

    Channels: TypeAlias = Sequence[Channel] | Resolvable
else:
    Channels = Annotated[
        list[Annotated[Channel, TokenAware(Shape.MAP)]],
        Field(max_length=MOST_CHANNELS),
        TokenAware(Shape.LIST),
    ]


class SlackApiConfig(Config):
    """Config of a Slack API connector."""

    allowed_channels: OrAbsent[Channels] = absent()
    """The channels that may be posted to, at most 500; left out, any."""


class SlackApiSecrets(Secrets):
    """Secrets of a Slack API connector."""

    token: SecretText
    """The bot user's OAuth token (`xoxb-…`)."""


class SlackApiType(ConnectorType[SlackApiConfig, SlackApiSecrets]):
    """Post to Slack as a bot (Kibana docs: "Slack connector", "Web API")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".slack_api",
        name="Slack API",
        license="gold",
        features=("uptime", "alerting", "siem"),
        since="8.8",
    )
    Config = SlackApiConfig
    Secrets = SlackApiSecrets

    @classmethod
    def hosts(cls, config: SlackApiConfig) -> Iterator[tuple[str, str]]:
        """Return Slack's host, which Kibana has built in."""
        yield "the connector", "slack.com"
