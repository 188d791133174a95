"""xMatters: what rules send to a flow, and the event that starts and ends an incident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ...frames import forgetful
from ...schema.fields import OrAbsent, Text, absent
from ..action import AlertsFilter, Frequency
from ..params_base import Params
from ..patterns import KEY, ON_CHANGE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked


class XMattersParams(Params):
    """Params of an event."""

    alert_action_group_name: OrAbsent[Text] = absent()
    """The name of the alert's group, by which the flow knows what has ended."""
    signal_id: OrAbsent[Text] = absent()
    """What belongs together."""
    rule_name: OrAbsent[Text] = absent()
    """The rule's name."""
    date: OrAbsent[Text] = absent()
    """When it happened."""
    severity: Text
    """`critical`, `high`, `medium`, `low` or `minimal`; Kibana takes any text."""
    space_id: OrAbsent[Text] = absent()
    """The rule's space."""
    tags: OrAbsent[Text] = absent()
    """Tags, as one text."""


class XMattersActions(RuleActions[XMattersParams]):
    """What rules do through an xMatters connector."""

    ACTION_TYPE: ClassVar[str] = ".xmatters"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (XMattersParams,)
    Params = XMattersParams

    @forgetful
    def event(
        self,
        *,
        signal_id: str = KEY,
        severity: str = "high",
        more: Mapping[str, Any] | None = None,
        recovers: bool = True,
        groups: Groups = "paging",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that send an event when an alert fires, and when it has ended.

        Both send the same params; xMatters' flow reads in the group's name which it is.

        Args:
            signal_id: What both have in common. Default: the rule and the alert.
            severity: How bad it is.
            more: Further params, in Kibana's spelling; they win over the pattern's own.
            recovers: Whether it sends when an alert has ended.
            groups: For which groups it sends. Default: those that somebody is woken for.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """
        event = {
            "alertActionGroupName": "{{alert.actionGroupName}}",
            "signalId": signal_id,
            "ruleName": "{{rule.name}}",
            "date": "{{date}}",
            "severity": severity,
            "spaceId": "{{rule.spaceId}}",
        }
        params = merged(event, more)

        def both(_: Firing) -> Mapping[str, Any]:
            return params

        return checked(
            Pattern(
                name="event",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=both,
                recovers=both if recovers else None,
                frequency=frequency,
                frequency_when_recovered=frequency,
                alerts_filter=alerts_filter,
            )
        )
