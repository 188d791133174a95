"""Torq: what rules send to a workflow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from ...errors import Problem
from ...schema.fields import Text
from ..params_base import Params
from ..rule_actions import RuleActions
from ._bodies import unreadable_body


class TorqParams(Params):
    """Params of a call of a Torq workflow."""

    body: Text
    """JSON text; Kibana escapes nothing in it, so write `{{{x.asJSON}}}` for what may hold quotes."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find a body that is no JSON."""
        yield from unreadable_body(self.body, f"{self.part}.body")


class TorqActions(RuleActions[TorqParams]):
    """What rules do through a Torq connector."""

    ACTION_TYPE: ClassVar[str] = ".torq"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (TorqParams,)
    Params = TorqParams
