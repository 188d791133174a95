"""The rule types of Kibana: groups, consumers, params and variables, as plain data.

`data/rule_types.json` holds the facts, read in Kibana's sources and in the provider's generated types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_PACKAGE = __name__.rpartition(".")[0]

VARIABLES_OF_EVERY_RULE = (
    *("date", "kibanaBaseUrl", "rule.id", "rule.name", "rule.type", "rule.spaceId"),
    *("rule.tags", "rule.params", "rule.url"),
)
"""Mustache variables that every action has."""

VARIABLES_OF_AN_ALERT = (
    *("alert.id", "alert.uuid", "alert.actionGroup", "alert.actionGroupName", "alert.actionSubgroup"),
    *("alert.flapping", "alert.consecutiveMatches"),
)
"""Further variables of an action that runs for each alert, beside `context.*` and `state.*`."""

OLD_VARIABLES: Mapping[str, str] = {
    "alertId": "rule.id",
    "alertName": "rule.name",
    "alertInstanceId": "alert.id",
    "alertActionGroup": "alert.actionGroup",
    "alertActionGroupName": "alert.actionGroupName",
    "alertActionSubgroup": "alert.actionSubgroup",
    "spaceId": "rule.spaceId",
    "tags": "rule.tags",
    "params": "rule.params",
}
"""Deprecated names, which Kibana still fills, and what to write."""


@dataclass(frozen=True)
class RuleType:
    """What Kibana says of a rule type.

    For a type that this library does not know, make one: its id and its groups are enough.

    Attributes:
        rule_type_id: Kibana's id, such as `.es-query`.
        groups: Ids of the groups that fire, the default one first.
        recovery_group: The group of alerts that have ended; None where the type never recovers.
        name: What Kibana shows.
        consumers: Who may own such a rule; nothing is known where it is empty.
        minimum_license: The lowest license.
        context: Names of `context.*`; nothing is known where it is empty.
        reason: Mustache that says what happened, for a firing group.
        has_more_context: Whether `context` lacks names.
        recovered_context: The names that are filled for alerts that have ended; None where all of them are.
        recovered_context_since: The Kibana versions from which `late_in_recovery` is filled for alerts that
            have ended, one for each release line.
        late_in_recovery: Names of `context.*` that older versions leave empty for alerts that have ended.
        alerts_as_data: Whether alerts are kept as documents. Summaries and filters need that.
        params: The params and their types; a star marks a required one. What JSON says of it, as in the file.
        required_params: The params that must be given.
        provider_checks_params: Whether the provider refuses unknown and missing params.
        is_known: Whether the facts are Kibana's, and not of a type that somebody made.
    """

    rule_type_id: str
    groups: tuple[str, ...]
    recovery_group: str | None = "recovered"
    name: str = ""
    consumers: tuple[str, ...] = ()
    minimum_license: str = "basic"
    context: tuple[str, ...] = ()
    reason: str = "{{alert.actionGroupName}}"
    has_more_context: bool = True
    recovered_context: tuple[str, ...] | None = None
    recovered_context_since: tuple[str, ...] = ()
    late_in_recovery: tuple[str, ...] = ()
    alerts_as_data: bool = True
    params: Mapping[str, Any] | str = field(default="anything", hash=False)
    required_params: tuple[str, ...] = ()
    provider_checks_params: bool = False
    is_known: bool = False

    def fills_when_recovered(self, name: str) -> bool:
        """Whether `context.<name>` has a value in an action for alerts that have ended."""
        return self.recovered_context is None or name in self.recovered_context

    @property
    def default_group(self) -> str:
        """The group that stands for all where one has to be named."""
        return self.groups[0]

    @property
    def all_groups(self) -> tuple[str, ...]:
        """The groups that fire, and the recovery group where there is one."""
        return self.groups if self.recovery_group is None else (*self.groups, self.recovery_group)

    @property
    def firing_groups(self) -> tuple[str, ...]:
        """The groups that somebody is told of: all but the one of suppressed alerts."""
        return tuple(each for each in self.groups if not each.endswith(".suppressed"))

    @property
    def paging_groups(self) -> tuple[str, ...]:
        """The groups that somebody is woken for: no warnings, and no medium or low burn rates."""
        return tuple(
            each for each in self.firing_groups if not each.endswith((".warning", ".medium", ".low"))
        )


def rule_type(rule_type_id: str) -> RuleType | None:
    """Return what is known of a rule type, or None."""
    return _known().get(rule_type_id)


def rule_types() -> tuple[RuleType, ...]:
    """Return every rule type that is known."""
    return tuple(_known().values())


@cache
def _known() -> dict[str, RuleType]:
    text = (files(_PACKAGE) / "data" / "rule_types.json").read_text(encoding="utf-8")
    found: dict[str, RuleType] = {}
    for each in json.loads(text)["rule_types"]:
        facts: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in each.items()
        }
        found[each["rule_type_id"]] = RuleType(**facts, is_known=True)
    return found
