"""Slack by bot token: post to any channel that the bot may post to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import ConfigDict, Field, with_config
from typing_extensions import NotRequired, TypedDict

from ..cdk.connector import Connector
from ..schema.fields import NonEmpty, SecretText, TokenAware, absent
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo
from ..tokens import Shape

MOST_CHANNELS = 500


@with_config(ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True))
class Channel(TypedDict):
    """A Slack channel that the connector may post to.

    Attributes:
        name: The channel's name, such as `#alerts`. Not empty.
        id: The channel's id, such as `C024BE91L`. Not empty; Kibana looks it up when it is left out.
    """

    id: NotRequired[NonEmpty]
    name: NonEmpty


if TYPE_CHECKING:
    from typing import TypeAlias

    Channels: TypeAlias = Sequence[Channel]
else:
    Channels = Annotated[
        list[Annotated[Channel, TokenAware(Shape.MAP)]],
        Field(max_length=MOST_CHANNELS),
        TokenAware(Shape.LIST),
    ]


class SlackApiConfig(Config):
    """Config of a Slack API connector.

    Attributes:
        allowed_channels: The channels that may be posted to, at most 500; left out, any.
    """

    allowed_channels: Channels = absent()


class SlackApiSecrets(Secrets):
    """Secrets of a Slack API connector.

    Attributes:
        token: The bot user's OAuth token (`xoxb-…`).
    """

    token: SecretText


class SlackApi(Connector[SlackApiConfig, SlackApiSecrets]):
    """Post to Slack as a bot (Kibana docs: "Slack connector", "Web API").

    See `Connector` for the arguments and errors.
    """

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
        """Give Slack's host, which Kibana has built in."""
        yield "the connector", "slack.com"
