"""Slack by its Web API: what rules post, as text or as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from ...errors import Problem
from ...frames import forgetful
from ...schema.fields import Matching, OrAbsent, Text, absent
from ...tokens import is_token
from ..action import AlertsFilter, Frequency
from ..fields import Length, ListOf, at_most, holds_template, json_of
from ..params_base import Params, SubActionParams
from ..patterns import ON_CHANGE, Groups, Pattern
from ..rule_actions import RuleActions
from ._channel import channel_pattern

_NAME = Matching(lambda name: name.startswith("#") or is_token(name), "a name that starts with #")


class _SlackMessage(SubActionParams):
    """What both ways to post have in common; Kibana renders no Mustache in the channel."""

    ENVELOPE_IS_CLOSED: ClassVar[bool] = True
    UNRENDERED: ClassVar[tuple[str, ...]] = ("channels", "channelIds", "channelNames")

    channels: OrAbsent[Annotated[ListOf[Text], at_most(1)]] = absent()
    """The channel's name as older versions of Kibana took it; deprecated."""
    channel_ids: OrAbsent[Annotated[ListOf[Text], at_most(1)]] = absent()
    """The channel's id, such as `C0123456789`; one channel an action."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find that no channel is named, so that the action fails at each run."""
        yield from super().failures(config)
        named = [getattr(self, name, None) for name in ("channels", "channel_ids", "channel_names")]
        if not any(named):
            hint = 'Such as "channelIds": ["C0123456789"]'
            yield Problem(self.part, "names no channel, so that the action fails at each run", hint)


class SlackApiPostMessage(_SlackMessage):
    """Params of a message as text."""

    SUB_ACTION: ClassVar[str | None] = "postMessage"

    channel_names: OrAbsent[Annotated[ListOf[Annotated[Text, _NAME, Length(200, 2)]], at_most(1)]] = absent()
    """The channel's name with `#`, which older versions of Kibana do not take; it wins over the id."""
    text: Annotated[Text, Length(minimum=1)]
    """The text. Kibana wraps values with `_` or `*` in backticks; write links with three braces."""


def _is_block_kit(text: str) -> bool:
    if is_token(text) or holds_template(text):
        return True
    read = json_of(text)
    return isinstance(read, Mapping) and "blocks" in read


class SlackApiPostBlockkit(_SlackMessage):
    """Params of a message of blocks."""

    SUB_ACTION: ClassVar[str | None] = "postBlockkit"

    channel_names: OrAbsent[Annotated[ListOf[Annotated[Text, _NAME]], at_most(1)]] = absent()
    """The channel's name with `#`, which older versions of Kibana do not take; it wins over the id."""
    text: Annotated[Text, Matching(_is_block_kit, "JSON text of an object with blocks")] = Field()
    """JSON text of an object with `blocks`; nothing else in it is sent. Values are escaped for JSON."""


class SlackApiActions(RuleActions[SlackApiPostMessage | SlackApiPostBlockkit]):
    """What rules do through a Slack API connector."""

    ACTION_TYPE: ClassVar[str] = ".slack_api"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (SlackApiPostMessage, SlackApiPostBlockkit)
    PostMessage = SlackApiPostMessage
    PostBlockkit = SlackApiPostBlockkit

    @forgetful
    def channel(
        self,
        channel: str,
        *,
        text: str | None = None,
        recovered_text: str | None = None,
        groups: Groups = "firing",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that post when an alert fires or changes its group, and when it has ended.

        Args:
            channel: The channel's id, such as `C0123456789`; or its name with `#`, for the newest versions.
            text: Default: the rule's name, the group's, and what happened.
            recovered_text: When an alert has ended; an empty text posts nothing then.
            groups: For which groups it posts. Default: all that fire.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """
        field = "channelNames" if str(channel).startswith("#") else "channelIds"

        def post(message: str) -> Mapping[str, Any]:
            inside = {field: [channel], "text": message}
            return {"subAction": "postMessage", "subActionParams": inside}

        return channel_pattern(
            target=self.action_target,
            kinds=self.ACTION_PARAMS,
            post=post,
            text=text,
            recovered_text=recovered_text,
            groups=groups,
            frequency=frequency,
            alerts_filter=alerts_filter,
        )
