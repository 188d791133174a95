"""ServiceNow ITOM: events that rules send, and the event that clears them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import ConfigDict

from ...frames import forgetful
from ...schema.fields import Text, field
from ..action import AlertsFilter, Frequency
from ..fields import written
from ..params_base import Params, SubActionParams
from ..patterns import KEY, ON_CHANGE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked


class ServiceNowITOMAddEvent(SubActionParams):
    """Params of an event; its fields have ServiceNow's names."""

    model_config = ConfigDict(alias_generator=None)
    SUB_ACTION: ClassVar[str | None] = "addEvent"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True

    source: Text | None = field(default=None)
    """The software that tells of it."""
    event_class: Text | None = field(default=None)
    """The instance of the source."""
    resource: Text | None = field(default=None)
    """The part of the node that it happened to."""
    node: Text | None = field(default=None)
    """The node that it happened to."""
    metric_name: Text | None = field(default=None)
    """The metric."""
    type: Text | None = field(default=None)
    """The kind of metric."""
    severity: Text | None = field(default=None)
    """The stored value: `1` is critical, `5` is info, `0` clears."""
    description: Text | None = field(default=None)
    """What happened."""
    additional_info: Text | None = field(default=None)
    """Anything else, as JSON text."""
    message_key: Text | None = written(KEY)
    """What belongs together. Left out, the rule and the alert are written: Kibana's own default would be sent
    as it stands, with its braces. None: nothing belongs together."""
    time_of_event: Text | None = field(default=None)
    """When it happened."""


class ServiceNowITOMActions(RuleActions[ServiceNowITOMAddEvent]):
    """What rules do through a ServiceNow ITOM connector."""

    ACTION_TYPE: ClassVar[str] = ".servicenow-itom"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (ServiceNowITOMAddEvent,)
    AddEvent = ServiceNowITOMAddEvent

    @forgetful
    def event(
        self,
        *,
        message_key: str = KEY,
        severity: str = "1",
        source: str = "kibana",
        description: str | None = None,
        more: Mapping[str, Any] | None = None,
        clears: bool = True,
        groups: Groups = "paging",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that send an event, and one that clears it when the alert has ended.

        Args:
            message_key: What both have in common. Default: the rule and the alert.
            severity: The stored value. Default: `1`, critical.
            source: What ServiceNow shows as the source.
            description: Default: the rule's name, and what happened.
            more: Further fields of the event, in ServiceNow's names; they win over the pattern's own.
            clears: Whether it clears, with an event of severity `0`.
            groups: For which groups it sends. Default: those that somebody is woken for.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """

        def event(own: dict[str, Any]) -> Mapping[str, Any]:
            return {"subAction": "addEvent", "subActionParams": {"message_key": message_key, **own}}

        def fires(firing: Firing) -> Mapping[str, Any]:
            text = f"{{{{rule.name}}}}: {firing.reason}" if description is None else description
            own = {"source": source, "severity": severity, "description": text}
            return event(merged(own, more))

        def recovers(_: Firing) -> Mapping[str, Any]:
            return event({"source": source, "severity": "0"})

        return checked(
            Pattern(
                name="event",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                recovers=recovers if clears else None,
                frequency=frequency,
                frequency_when_recovered=frequency,
                alerts_filter=alerts_filter,
            )
        )
