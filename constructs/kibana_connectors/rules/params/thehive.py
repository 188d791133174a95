"""TheHive: cases and alerts that rules create."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from ...errors import Problem
from ...schema.fields import Flag, Text, field
from ..fields import ListOf, RenderedNumber
from ..params_base import Params, ParamsObject, SubActionParams
from ..rule_actions import RuleActions
from ._bodies import unreadable_body
from ._comments import Comment


class TheHiveCase(ParamsObject):
    """A case."""

    title: Text
    """One line."""
    description: Text
    """What happened."""
    external_id: Text | None = field(default=None)
    """The id of a case to change instead of creating one; a rule never knows it."""
    severity: RenderedNumber | None = field(default=None)
    """1 low, 2 medium, 3 high, 4 critical."""
    tlp: RenderedNumber | None = field(default=None)
    """0 clear, 1 green, 2 amber, 3 amber and strict, 4 red."""
    tags: ListOf[Text] | None = field(default=None)
    """Tags."""


class TheHivePushToService(SubActionParams):
    """Params of a case that is created at each run."""

    SUB_ACTION: ClassVar[str | None] = "pushToService"

    incident: TheHiveCase
    """The case."""
    comments: ListOf[Comment] | None = field(default=None)
    """Comments that are added."""


class TheHiveCreateAlert(SubActionParams):
    """Params of an alert; type, source and reference together name one alert."""

    SUB_ACTION: ClassVar[str | None] = "createAlert"

    title: Text
    """One line."""
    description: Text
    """What happened."""
    type: Text
    """The kind of alert."""
    source: Text
    """Where it comes from."""
    source_ref: Text
    """What belongs together, such as `{{alert.uuid}}`."""
    severity: RenderedNumber | None = field(default=None)
    """1 low, 2 medium, 3 high, 4 critical."""
    is_rule_severity: Flag | None = field(default=None)
    """Whether the severity of a Security rule replaces it."""
    tlp: RenderedNumber | None = field(default=None)
    """0 clear, 1 green, 2 amber, 3 amber and strict, 4 red."""
    tags: ListOf[Text] | None = field(default=None)
    """Tags."""
    body: Text | None = field(default=None)
    """JSON text whose fields win over the others."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a body that is no JSON."""
        yield from unreadable_body(self.body, f"{self.part}.body")


class TheHiveActions(RuleActions[TheHivePushToService | TheHiveCreateAlert]):
    """What rules do through a connector of TheHive; nothing can be closed."""

    ACTION_TYPE: ClassVar[str] = ".thehive"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (TheHivePushToService, TheHiveCreateAlert)
    PushToService = TheHivePushToService
    Case = TheHiveCase
    CreateAlert = TheHiveCreateAlert
    Comment = Comment
