"""D3 Security: what Security rules send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from ...errors import Problem
from ...schema.fields import OrAbsent, Text, absent
from ..params_base import Params, SubActionParams
from ..rule_actions import RuleActions
from ._bodies import unreadable_body


class D3SecurityRun(SubActionParams):
    """Params of an event; Kibana renders Mustache in the body alone."""

    SUB_ACTION: ClassVar[str | None] = "run"
    UNRENDERED: ClassVar[tuple[str, ...]] = ("severity", "eventType")

    body: OrAbsent[Text] = absent()
    """JSON text; Kibana escapes values in it for JSON."""
    severity: OrAbsent[Text] = absent()
    """`high`, `medium` or `low`; Kibana takes any text."""
    event_type: OrAbsent[Text] = absent()
    """The kind of event."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a body that is no JSON."""
        yield from super().failures(config)
        yield from unreadable_body(self.body, f"{self.part}.body")


class D3SecurityActions(RuleActions[D3SecurityRun]):
    """What rules do through a D3 Security connector."""

    ACTION_TYPE: ClassVar[str] = ".d3security"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (D3SecurityRun,)
    Run = D3SecurityRun
