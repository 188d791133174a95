"""Slack by an incoming webhook: what rules post."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import Text
from ..fields import Length
from ..params_base import Params
from ._channel import MessageActions


class SlackParams(Params):
    """Params of a message."""

    message: Annotated[Text, Length(minimum=1)]
    """The text. Kibana wraps values with `_` or `*` in backticks; write links with three braces."""


class SlackActions(MessageActions[SlackParams]):
    """What rules do through the connector."""

    ACTION_TYPE: ClassVar[str] = ".slack"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (SlackParams,)
    Params = SlackParams
