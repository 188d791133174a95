"""Swimlane: records that rules create."""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Text, field
from ..fields import ListOf
from ..params_base import Params, ParamsObject, SubActionParams
from ..rule_actions import RuleActions
from ._comments import Comment


class SwimlaneRecord(ParamsObject):
    """A record; which fields are sent depends on the connector's mappings."""

    alert_id: Text | None = field(default=None)
    """The alert's id; rules need it mapped."""
    rule_name: Text | None = field(default=None)
    """The rule's name; rules need it mapped."""
    case_id: Text | None = field(default=None)
    """A case's id."""
    case_name: Text | None = field(default=None)
    """A case's name."""
    severity: Text | None = field(default=None)
    """How bad it is."""
    description: Text | None = field(default=None)
    """What happened."""
    external_id: Text | None = field(default=None)
    """The id of a record to change instead of creating one; a rule never knows it."""


class SwimlanePushToService(SubActionParams):
    """Params of a record that is created."""

    SUB_ACTION: ClassVar[str | None] = "pushToService"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True

    incident: SwimlaneRecord
    """The record."""
    comments: ListOf[Comment] | None = field(default=None)
    """Comments that are added."""


class SwimlaneActions(RuleActions[SwimlanePushToService]):
    """What rules do through a Swimlane connector; nothing can be closed."""

    ACTION_TYPE: ClassVar[str] = ".swimlane"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (SwimlanePushToService,)
    PushToService = SwimlanePushToService
    Record = SwimlaneRecord
    Comment = Comment
