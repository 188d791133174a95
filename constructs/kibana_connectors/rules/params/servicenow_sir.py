"""ServiceNow SecOps: security incidents that rules create; none can be closed by a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, TypeAlias

from ...errors import Problem
from ...schema.fields import Text, field
from ..fields import ListOf
from ..params_base import Params, SubActionParams
from ..rule_actions import RuleActions
from ._comments import Comment
from ._servicenow import Incident, correlation_failures

Observables: TypeAlias = Text | ListOf[Text]


class ServiceNowSIRIncident(Incident):
    """A security incident; its fields have ServiceNow's names."""

    dest_ip: Observables | None = field(default=None)
    """Addresses that were called: a text or a list."""
    malware_hash: Observables | None = field(default=None)
    """Hashes of malware: a text or a list."""
    malware_url: Observables | None = field(default=None)
    """URLs of malware: a text or a list."""
    source_ip: Observables | None = field(default=None)
    """Addresses of the callers: a text or a list."""
    priority: Text | None = field(default=None)
    """The stored value, such as `1`."""


class ServiceNowSIRPushToService(SubActionParams):
    """Params of a security incident that is created."""

    SUB_ACTION: ClassVar[str | None] = "pushToService"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True

    incident: ServiceNowSIRIncident
    """The incident."""
    comments: ListOf[Comment] | None = field(default=None)
    """Comments that are added."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a correlation id that ServiceNow would cut."""
        where = f"{self.part}.incident.correlation_id"
        yield from correlation_failures(self.incident.correlation_id, where, closes=False)


class ServiceNowSIRActions(RuleActions[ServiceNowSIRPushToService]):
    """What rules do through a ServiceNow SecOps connector; nothing can be closed."""

    ACTION_TYPE: ClassVar[str] = ".servicenow-sir"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (ServiceNowSIRPushToService,)
    PushToService = ServiceNowSIRPushToService
    Incident = ServiceNowSIRIncident
    Comment = Comment
