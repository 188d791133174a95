"""Webhook: what rules send, and the request that tells when an alert fires and when it has ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from ...frames import forgetful
from ...schema.fields import OrAbsent, Text, absent
from ..action import AlertsFilter, Frequency
from ..params_base import Params
from ..patterns import ON_CHANGE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked


class WebhookParams(Params):
    """Params of a request."""

    body: OrAbsent[Text] = absent()
    """The body as text, which is not sent with GET and DELETE. Kibana escapes values in it for JSON."""


class WebhookActions(RuleActions[WebhookParams]):
    """What rules do through a webhook connector."""

    ACTION_TYPE: ClassVar[str] = ".webhook"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (WebhookParams,)
    Params = WebhookParams

    @forgetful
    def request(
        self,
        *,
        body: str | Mapping[str, Any] | None = None,
        recovered_body: str | Mapping[str, Any] | None = None,
        more: Mapping[str, Any] | None = None,
        groups: Groups = "firing",
        recovers: bool = True,
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that send a request when an alert fires or changes its group, and when it has ended.

        Args:
            body: A text, or a dict that becomes JSON text. Default: state, rule, alert, group and reason.
            recovered_body: The same, when an alert has ended.
            more: Further fields of both default bodies; they win over the pattern's own.
            groups: For which groups it sends. Default: all that fire.
            recovers: Whether it sends when an alert has ended.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """

        def own(state: str, reason: str) -> Mapping[str, Any]:
            fields = {
                "state": state,
                "rule": "{{rule.name}}",
                "rule_id": "{{rule.id}}",
                "alert": "{{alert.id}}",
                "group": "{{alert.actionGroup}}",
                "reason": reason,
            }
            return merged(fields, more)

        def fires(firing: Firing) -> Mapping[str, Any]:
            return _body(own("active", firing.reason) if body is None else body)

        def ends(_: Firing) -> Mapping[str, Any]:
            return _body(own("recovered", "") if recovered_body is None else recovered_body)

        return checked(
            Pattern(
                name="request",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                recovers=ends if recovers else None,
                frequency=frequency,
                frequency_when_recovered=frequency,
                alerts_filter=alerts_filter,
            )
        )


def _body(body: str | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(body, Mapping):
        with suppress(TypeError, ValueError):  # what is no JSON is refused as it is
            return {"body": json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)}
    return {"body": body}
