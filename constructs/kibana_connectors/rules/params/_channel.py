"""The pattern that chat connectors share: one message when an alert fires, changes, or has ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ...frames import forgetful
from ..action import ActionTarget, AlertsFilter, Frequency
from ..params_base import Params
from ..patterns import ON_CHANGE, Firing, Groups, Pattern
from ..rule_actions import RuleActions, checked

ParamsT = TypeVar("ParamsT", bound=Params)


def channel_pattern(
    *,
    target: ActionTarget,
    kinds: tuple[type[Params], ...],
    post: Callable[[str], Mapping[str, Any]],
    text: str | None,
    recovered_text: str | None,
    groups: Groups,
    frequency: Frequency,
    alerts_filter: AlertsFilter | None,
) -> Pattern:
    """Return the pattern.

    Args:
        target: The connector.
        kinds: The classes of params that its type has.
        post: Makes the params of a message.
        text: What is posted; None for the default.
        recovered_text: What is posted when an alert has ended; empty for nothing, None for the default.
        groups: For which groups it posts.
        frequency: How often.
        alerts_filter: For which alerts.
    """

    def fires(firing: Firing) -> Mapping[str, Any]:
        default = f"{{{{rule.name}}}} ({{{{alert.actionGroupName}}}}): {firing.reason}"
        return post(default if text is None else text)

    def recovers(_: Firing) -> Mapping[str, Any]:
        default = "{{rule.name}}: {{alert.id}} recovered"
        return post(default if recovered_text is None else recovered_text)

    return checked(
        Pattern(
            name="channel",
            target=target,
            kinds=kinds,
            groups=groups,
            fires=fires,
            recovers=None if recovered_text == "" else recovers,
            frequency=frequency,
            frequency_when_recovered=frequency,
            alerts_filter=alerts_filter,
        )
    )


class MessageActions(RuleActions[ParamsT]):
    """What rules do through a connector whose params are one message."""

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
