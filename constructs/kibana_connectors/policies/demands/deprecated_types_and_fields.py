"""Nothing is built on what ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from ...stack_files.connectors import StackConnector
from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity


class DeprecatedTypesAndFields(Policy):
    """No type, and no field, that Kibana or a vendor calls outdated.

    Args:
        today: The day from which on a vendor's end is an error; by default today.
    """

    id: ClassVar[str] = "deprecated-types-and-fields"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = "It stops working on some day, or with some version of Kibana."
    remedy: ClassVar[str] = "Use its successor; `kibana-connectors radar` lists all by date"

    def __init__(self, today: date | None = None) -> None:
        self._today = today

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield types that end, and ServiceNow's old way."""
        kind = connector.connector_type
        if kind is not None and kind.TYPE.sunset is not None:
            sunset = kind.TYPE.sunset
            is_over = sunset.vendor_end is not None and (self._today or date.today()) >= sunset.vendor_end
            yield self.found(
                connector,
                f"{kind.TYPE.type_id}: {sunset.text}",
                place="connector_type_id",
                remedy=f"Use {sunset.successor}",
                severity="error" if is_over else None,
            )
        is_servicenow = connector.type_id in (".servicenow", ".servicenow-sir")
        config = connector.config if is_servicenow and isinstance(connector.config, dict) else {}
        if is_servicenow and config.get("usesTableApi", config is connector.config) is True:
            remedy = "Install Elastic's application in ServiceNow, and write usesTableApi false"
            message = "the Table API of ServiceNow is deprecated"
            yield self.found(connector, message, place="config.usesTableApi", remedy=remedy)

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield old rule types, consumers and fields."""
        if isinstance(rule.rule_type_id, str) and rule.rule_type_id.startswith("xpack.uptime."):
            remedy = "Use Synthetics: xpack.synthetics.alerts.monitorStatus and .tls"
            yield self.found(rule, "rules of Uptime are deprecated", place="rule_type_id", remedy=remedy)
        if rule.is_alerting_rule and rule.body.get("notify_when") is not None:
            remedy = "Write the frequency of each action"
            message = "notify_when of a rule is deprecated since 8.13"
            yield self.found(rule, message, place="notify_when", remedy=remedy)
        if rule.consumer == "observability":
            remedy = "Write the app's consumer, or alerts"
            yield self.found(
                rule, "the consumer observability is deprecated", place="consumer", remedy=remedy
            )
        for action in rule.actions:
            if action.type_id == ".slack_api":
                inner = action.literal_params.get("subActionParams")
                if isinstance(inner, dict) and inner.get("channels"):
                    place = f"{action.place}.params.subActionParams.channels"
                    yield self.found(rule, "channels is deprecated", place=place, remedy="Write channelIds")
