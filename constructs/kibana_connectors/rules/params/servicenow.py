"""ServiceNow ITSM: incidents that rules create and close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import ConfigDict

from ...errors import Problem
from ...frames import forgetful
from ...schema.fields import Text, field, kibana_name
from ..action import AlertsFilter, Frequency
from ..fields import ListOf, written
from ..params_base import Params, ParamsObject, SubActionParams
from ..patterns import ON_CHANGE, TITLE, UUID, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked
from ._comments import Comment
from ._servicenow import Incident, correlation_failures


class ServiceNowIncident(Incident):
    """An incident of ServiceNow ITSM; its fields have ServiceNow's names."""

    severity: Text | None = field(default=None)
    """The stored value, such as `2`."""
    urgency: Text | None = field(default=None)
    """The stored value, such as `2`."""
    impact: Text | None = field(default=None)
    """The stored value, such as `2`."""


class ServiceNowPushToService(SubActionParams):
    """Params of an incident that is created, or changed where one has its correlation id."""

    SUB_ACTION: ClassVar[str | None] = "pushToService"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True

    incident: ServiceNowIncident
    """The incident."""
    comments: ListOf[Comment] | None = field(default=None)
    """Comments that are added."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a correlation id that ServiceNow would cut."""
        where = f"{self.part}.incident.correlation_id"
        yield from correlation_failures(self.incident.correlation_id, where, closes=False)


class ServiceNowClosedIncident(ParamsObject):
    """Which incident is closed."""

    model_config = ConfigDict(alias_generator=None)

    external_id: Text | None = kibana_name("externalId", None)
    """ServiceNow's own id."""
    correlation_id: Text | None = written(UUID)
    """The correlation id that it was created with."""


class ServiceNowCloseIncident(SubActionParams):
    """Params of closing the newest open incident with a correlation id; from Kibana 8.12 on."""

    SUB_ACTION: ClassVar[str | None] = "closeIncident"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True

    incident: ServiceNowClosedIncident
    """Which incident."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a correlation id that would close something else."""
        where = f"{self.part}.incident.correlation_id"
        yield from correlation_failures(self.incident.correlation_id, where, closes=True)


class ServiceNowActions(RuleActions[ServiceNowPushToService | ServiceNowCloseIncident]):
    """What rules do through a ServiceNow ITSM connector."""

    ACTION_TYPE: ClassVar[str] = ".servicenow"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (ServiceNowPushToService, ServiceNowCloseIncident)
    PushToService = ServiceNowPushToService
    CloseIncident = ServiceNowCloseIncident
    Incident = ServiceNowIncident
    ClosedIncident = ServiceNowClosedIncident
    Comment = Comment

    @forgetful
    def incident(
        self,
        *,
        correlation_id: str = UUID,
        short_description: str = TITLE,
        description: str | None = None,
        more: Mapping[str, Any] | None = None,
        closes: bool = True,
        groups: Groups = "paging",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that create an incident, and close it when the alert has ended (Kibana 8.12 on).

        Args:
            correlation_id: What both have in common. Default: `{{alert.uuid}}`, which fits ServiceNow's 100
                characters and is another one at the alert's next outage. With a key that stays the same, such
                as `{{rule.id}}:{{alert.id}}`, the next outage changes the closed incident and opens none.
            short_description: One line. Default: the rule's name and the alert.
            description: Default: what happened.
            more: Further fields of the incident, in ServiceNow's names; they win over the pattern's own.
            closes: Whether it closes.
            groups: For which groups it creates. Default: those that somebody is woken for.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """

        def fires(firing: Firing) -> Mapping[str, Any]:
            incident = {
                "short_description": short_description,
                "description": firing.reason if description is None else description,
                "correlation_id": correlation_id,
                "correlation_display": "{{rule.name}}",
            }
            inside = {"incident": merged(incident, more), "comments": []}
            return {"subAction": "pushToService", "subActionParams": inside}

        def recovers(_: Firing) -> Mapping[str, Any]:
            inside = {"incident": {"correlation_id": correlation_id}}
            return {"subAction": "closeIncident", "subActionParams": inside}

        return checked(
            Pattern(
                name="incident",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                recovers=recovers if closes else None,
                frequency=frequency,
                frequency_when_recovered=frequency,
                alerts_filter=alerts_filter,
            )
        )
