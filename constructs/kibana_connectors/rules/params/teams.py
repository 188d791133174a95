"""Microsoft Teams: what rules post."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...frames import forgetful
from ...schema.fields import Text
from ..action import AlertsFilter, Frequency
from ..fields import Length
from ..params_base import Params
from ..patterns import ON_CHANGE, Groups, Pattern
from ..rule_actions import RuleActions
from ._channel import channel_pattern


class TeamsParams(Params):
    """Params of a message."""

    message: Annotated[Text, Length(minimum=1)]
    """The text. Kibana escapes nothing in it."""


class TeamsActions(RuleActions[TeamsParams]):
    """What rules do through the connector."""

    ACTION_TYPE: ClassVar[str] = ".teams"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (TeamsParams,)
    Params = TeamsParams

    @forgetful
    def channel(
        self,
        *,
        message: str | None = None,
        recovered_message: str | None = None,
        groups: Groups = "firing",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that post when an alert fires or changes its group, and when it has ended.

        Args:
            message: Default: the rule's name, the group's, and what happened.
            recovered_message: When an alert has ended; an empty text posts nothing then.
            groups: For which groups it posts. Default: all that fire.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """
        return channel_pattern(
            target=self.action_target,
            kinds=self.ACTION_PARAMS,
            post=lambda text: {"message": text},
            text=message,
            recovered_text=recovered_message,
            groups=groups,
            frequency=frequency,
            alerts_filter=alerts_filter,
        )
