"""Index: what rules write into Elasticsearch, and the log of every alert and check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from ...frames import forgetful
from ...schema.fields import Matching, OpenMap, Text, field
from ...tokens import is_token
from ..action import AlertsFilter, Frequency
from ..fields import ListOf, holds_template
from ..params_base import Params
from ..patterns import EVERY_CHECK, ON_CHANGE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked

_PREFIX = "kibana-alert-history-"


def _is_history(name: str) -> bool:
    return is_token(name) or holds_template(name) or name.startswith(_PREFIX)


class IndexParams(Params):
    """Params of documents that are written."""

    documents: ListOf[OpenMap]
    """The documents. What Mustache yields is always text."""
    index_override: Annotated[Text, Matching(_is_history, f"a name that starts with {_PREFIX}")] | None = (
        field(default=None)
    )
    """For the preconfigured alert history connector; rules set it back to null for every other."""


class IndexActions(RuleActions[IndexParams]):
    """What rules do through an index connector."""

    ACTION_TYPE: ClassVar[str] = ".index"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (IndexParams,)
    Params = IndexParams

    @forgetful
    def audit_log(
        self,
        *,
        document: Mapping[str, Any] | None = None,
        recovered_document: Mapping[str, Any] | None = None,
        more: Mapping[str, Any] | None = None,
        groups: Groups = "firing",
        recovers: bool = True,
        frequency: Frequency = EVERY_CHECK,
        frequency_when_recovered: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that write a document for every active alert at each check, and when it has ended.

        Args:
            document: Default: event, rule, alert, reason and time.
            recovered_document: The same, when an alert has ended.
            more: Further fields of both default documents; they win over the pattern's own.
            groups: For which groups it writes. Default: all that fire.
            recovers: Whether it writes when an alert has ended.
            frequency: How often it writes for active alerts. Default: at each check.
            frequency_when_recovered: How often it writes for alerts that have ended. Default: once.
            alerts_filter: For which alerts it writes.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """

        def own(event: str, reason: str) -> Mapping[str, Any]:
            fields = {
                "event": event,
                "rule": {
                    "id": "{{rule.id}}",
                    "name": "{{rule.name}}",
                    "type": "{{rule.type}}",
                    "tags": "{{rule.tags}}",
                    "space": "{{rule.spaceId}}",
                },
                "alert": {"id": "{{alert.id}}", "uuid": "{{alert.uuid}}", "group": "{{alert.actionGroup}}"},
                "reason": reason,
                "at": "{{date}}",
            }
            return merged(fields, more)

        def fires(firing: Firing) -> Mapping[str, Any]:
            return {"documents": [own("active", firing.reason) if document is None else document]}

        def ends(_: Firing) -> Mapping[str, Any]:
            last = own("recovered", "recovered") if recovered_document is None else recovered_document
            return {"documents": [last]}

        return checked(
            Pattern(
                name="audit_log",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                recovers=ends if recovers else None,
                frequency=frequency,
                frequency_when_recovered=frequency_when_recovered,
                alerts_filter=alerts_filter,
            )
        )
