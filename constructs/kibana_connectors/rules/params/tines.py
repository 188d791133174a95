"""Tines: what Security rules send to a story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import ConfigDict

from ...errors import Problem
from ...schema.fields import Number, OrAbsent, Text, absent
from ..params_base import Params, ParamsObject, SubActionParams
from ..rule_actions import RuleActions


class TinesWebhook(ParamsObject):
    """The webhook of a story, by its ids."""

    model_config = ConfigDict(extra="ignore")

    id: Number
    """The webhook's id."""
    name: Text
    """Its name."""
    story_id: Number
    """The story's id."""
    path: OrAbsent[Text] = absent()
    """Its path; older versions of Kibana need it."""
    secret: OrAbsent[Text] = absent()
    """Its secret; older versions of Kibana need it. It stands in the rule for everybody to read."""


class TinesRun(SubActionParams):
    """Params of a call of a story; Kibana renders no Mustache in the webhook and its URL."""

    SUB_ACTION: ClassVar[str | None] = "run"
    UNRENDERED: ClassVar[tuple[str, ...]] = ("webhook", "webhookUrl")

    webhook: OrAbsent[TinesWebhook] = absent()
    """The webhook."""
    webhook_url: OrAbsent[Text] = absent()
    """The webhook's URL, which wins."""
    body: Text
    """Any text, such as `{}`: when a rule runs the action, Kibana sends all its variables instead."""

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find that no webhook is named."""
        yield from super().failures(config)
        if not self.webhook and not self.webhook_url:
            message = "required, or webhook: the action fails at each run otherwise"
            yield Problem(f"{self.part}.webhookUrl", message, "", "webhook_url")


class TinesActions(RuleActions[TinesRun]):
    """What rules do through a Tines connector."""

    ACTION_TYPE: ClassVar[str] = ".tines"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (TinesRun,)
    Run = TinesRun
    Webhook = TinesWebhook
