"""The Observability AI Assistant: the system action that asks it about the alerts of a rule."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import OrAbsent, Text, absent
from ..fields import Length, ListOf
from ..params_base import Params, ParamsObject


class AiAssistantPrompt(ParamsObject):
    """What the assistant is asked for alerts of some statuses."""

    statuses: ListOf[Text]
    """`active`, `recovered`, `untracked`."""
    message: Annotated[Text, Length(minimum=1)]
    """What it is asked."""


class AiAssistantParams(Params):
    """Params of the AI Assistant's system action; Kibana renders no Mustache in them."""

    UNRENDERED: ClassVar[tuple[str, ...]] = ("connector", "prompts", "status", "message")

    connector: Text
    """The id of the connector whose model it uses."""
    prompts: OrAbsent[ListOf[AiAssistantPrompt]] = absent()
    """What it is asked, by the alerts' status."""
    status: OrAbsent[Text] = absent()
    """The status that `message` is for."""
    message: OrAbsent[Annotated[Text, Length(minimum=1)]] = absent()
    """What it is asked for all statuses; older than `prompts`."""
