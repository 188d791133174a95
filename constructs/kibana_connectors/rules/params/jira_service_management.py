"""Jira Service Management: alerts that rules create and close."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from ...schema.fields import OrAbsent, Text, absent
from ..fields import ONE_OF, ListOf, Template, at_most
from ..params_base import Params, ParamsObject
from ._alerts import AlertActions, CloseAlert, CreateAlert

ResponderType: TypeAlias = Annotated[Literal["team", "user", "escalation", "schedule"] | Template, ONE_OF]
ViewerType: TypeAlias = Annotated[Literal["team", "user"] | Template, ONE_OF]


class JiraServiceManagementResponder(ParamsObject):
    """Who is told of an alert."""

    id: Text
    """Its id."""
    type: ResponderType
    """`team`, `user`, `escalation` or `schedule`."""


class JiraServiceManagementViewer(ParamsObject):
    """Who may see an alert."""

    id: Text
    """Its id."""
    type: ViewerType
    """`team` or `user`."""


class JiraServiceManagementCreateAlert(CreateAlert):
    """Params of an alert that is created, or counted again where one with its alias is open."""

    responders: OrAbsent[Annotated[ListOf[JiraServiceManagementResponder], at_most(50)]] = absent()
    """Who is told."""
    visible_to: OrAbsent[Annotated[ListOf[JiraServiceManagementViewer], at_most(50)]] = absent()
    """Who may see it."""


class JiraServiceManagementCloseAlert(CloseAlert):
    """Params of closing an alert; an alias that is not known is no error."""


class JiraServiceManagementActions(
    AlertActions[JiraServiceManagementCreateAlert | JiraServiceManagementCloseAlert]
):
    """What rules do through a Jira Service Management connector."""

    ACTION_TYPE: ClassVar[str] = ".jira-service-management"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (
        JiraServiceManagementCreateAlert,
        JiraServiceManagementCloseAlert,
    )
    CreateAlert = JiraServiceManagementCreateAlert
    CloseAlert = JiraServiceManagementCloseAlert
    Responder = JiraServiceManagementResponder
    Viewer = JiraServiceManagementViewer
