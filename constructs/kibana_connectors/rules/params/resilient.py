"""IBM Resilient: incidents that rules create."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import Text, field
from ..fields import JsonObject, JsonObjectOrText, ListOf, RenderedNumber
from ..params_base import LooseSubActionParams, Params, ParamsObject
from ..rule_actions import RuleActions
from ._comments import Comment

_NAMED = frozenset({"name", "description", "externalId", "incidentTypes", "severityCode", "additionalFields"})


class ResilientIncident(ParamsObject):
    """An incident of IBM Resilient."""

    name: Text
    """Its name."""
    description: Text | None = field(default=None)
    """What happened, sent as HTML."""
    external_id: Text | None = field(default=None)
    """The id of an incident to change instead of creating one; a rule never knows it."""
    incident_types: ListOf[RenderedNumber] | None = field(default=None)
    """Ids of its types."""
    severity_code: RenderedNumber | None = field(default=None)
    """The id of its severity."""
    additional_fields: Annotated[JsonObjectOrText, JsonObject(50, _NAMED)] | None = field(default=None)
    """Further fields by Resilient's names, at most 50: an object, or JSON text of one."""


class ResilientPushToService(LooseSubActionParams):
    """Params of an incident that is created."""

    SUB_ACTION: ClassVar[str | None] = "pushToService"

    incident: ResilientIncident
    """The incident."""
    comments: ListOf[Comment] | None = field(default=None)
    """Comments that are added."""


class ResilientActions(RuleActions[ResilientPushToService]):
    """What rules do through an IBM Resilient connector; nothing can be closed."""

    ACTION_TYPE: ClassVar[str] = ".resilient"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (ResilientPushToService,)
    PushToService = ResilientPushToService
    Incident = ResilientIncident
    Comment = Comment
