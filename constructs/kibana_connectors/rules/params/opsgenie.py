"""Opsgenie: alerts that rules create and close."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import model_validator

from ...schema.fields import OrAbsent, Text, absent, refuse
from ...tokens import is_token
from ..fields import ONE_OF, ListOf, Template, at_most, holds_template
from ..params_base import Params, ParamsObject
from ._alerts import AlertActions, CloseAlert, CreateAlert

ResponderType: TypeAlias = Annotated[Literal["team", "user", "escalation", "schedule"] | Template, ONE_OF]
ViewerType: TypeAlias = Annotated[Literal["team", "user"] | Template, ONE_OF]


class OpsgenieResponder(ParamsObject):
    """Who is told of an alert: by its name, its id, or a user by the user name."""

    type: ResponderType
    """`team`, `user`, `escalation` or `schedule`."""
    name: OrAbsent[Text] = absent()
    """Its name."""
    id: OrAbsent[Text] = absent()
    """Its id."""
    username: OrAbsent[Text] = absent()
    """A user's name, with type `user` alone."""

    @model_validator(mode="after")
    def _one_of_three(self) -> OpsgenieResponder:
        _require_one(self.username, self.name, self.id, self.type)
        return self


class OpsgenieViewer(ParamsObject):
    """Who may see an alert: a team by its name or id, a user by the user name or id."""

    type: ViewerType
    """`team` or `user`."""
    name: OrAbsent[Text] = absent()
    """A team's name."""
    id: OrAbsent[Text] = absent()
    """Its id."""
    username: OrAbsent[Text] = absent()
    """A user's name."""

    @model_validator(mode="after")
    def _one_of_three(self) -> OpsgenieViewer:
        _require_one(self.username, self.name, self.id, self.type)
        if self.type == "user" and self.name is not None:
            raise refuse("username or id for a user")
        return self


def _require_one(username: str | None, name: str | None, id: str | None, kind: str) -> None:
    if sum(each is not None for each in (username, name, id)) != 1:
        raise refuse("exactly one of name, id and username")
    if username is not None and not (kind == "user" or is_token(kind) or holds_template(kind)):
        raise refuse("username only with the type user")


class OpsgenieCreateAlert(CreateAlert):
    """Params of an alert that is created, or counted again where one with its alias is open."""

    responders: OrAbsent[Annotated[ListOf[OpsgenieResponder], at_most(50)]] = absent()
    """Who is told."""
    visible_to: OrAbsent[Annotated[ListOf[OpsgenieViewer], at_most(50)]] = absent()
    """Who may see it."""


class OpsgenieCloseAlert(CloseAlert):
    """Params of closing an alert; an alias that is not known is no error."""


class OpsgenieActions(AlertActions[OpsgenieCreateAlert | OpsgenieCloseAlert]):
    """What rules do through an Opsgenie connector."""

    ACTION_TYPE: ClassVar[str] = ".opsgenie"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (OpsgenieCreateAlert, OpsgenieCloseAlert)
    CreateAlert = OpsgenieCreateAlert
    CloseAlert = OpsgenieCloseAlert
    Responder = OpsgenieResponder
    Viewer = OpsgenieViewer
