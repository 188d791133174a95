"""Microsoft Teams: what rules post."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import Text
from ..fields import Length
from ..params_base import Params
from ._channel import MessageActions


class TeamsParams(Params):
    """Params of a message."""

    message: Annotated[Text, Length(minimum=1)]
    """The text. Kibana escapes nothing in it."""


class TeamsActions(MessageActions[TeamsParams]):
    """What rules do through the connector."""

    ACTION_TYPE: ClassVar[str] = ".teams"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (TeamsParams,)
    Params = TeamsParams
