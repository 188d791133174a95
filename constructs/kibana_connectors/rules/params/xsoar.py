"""XSOAR: incidents that Security rules create."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from ...errors import Problem
from ...schema.fields import Flag, Text, field
from ..fields import RenderedNumber
from ..params_base import Params, SubActionParams
from ..rule_actions import RuleActions
from ._bodies import unreadable_body


class XSOARRun(SubActionParams):
    """Params of an incident that is created."""

    SUB_ACTION: ClassVar[str | None] = "run"

    name: Text
    """Its name."""
    playbook_id: Text | None = field(default=None)
    """The id of a playbook that runs for it."""
    create_investigation: Flag
    """Whether an investigation is opened."""
    severity: RenderedNumber
    """0 unknown, 0.5 informational, 1 low, 2 medium, 3 high, 4 critical."""
    is_rule_severity: Flag | None = field(default=None)
    """Whether the severity of a Security rule replaces it."""
    body: Text | None = field(default=None)
    """JSON text of further fields; the named ones win."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a body that is no JSON."""
        yield from unreadable_body(self.body, f"{self.part}.body")


class XSOARActions(RuleActions[XSOARRun]):
    """What rules do through an XSOAR connector; nothing can be closed."""

    ACTION_TYPE: ClassVar[str] = ".xsoar"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (XSOARRun,)
    Run = XSOARRun
