"""Actions as the `actions` of Terraform's resources, for rules that are written without `AlertingRule`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..errors import InvalidAction, Problem
from ..frames import forgetful
from ..hcl import template
from ..rules.action import Action, ActionSource
from ..rules.action_problems import actions_problems
from ..rules.rule_types import RuleType, rule_type
from ..terraform.expressions import json_text
from ..tokens import escape_template

_ONE_SPACE = "default"
_UNREAD_THROTTLE = "1h"


@forgetful
def alerting_rule_actions(
    actions: ActionSource | Iterable[ActionSource],
    rule_type: str | RuleType,
    *,
    interval: str | None = None,
    space: str = _ONE_SPACE,
) -> list[dict[str, Any]]:
    """Return what the `actions` blocks of an `elasticstack_kibana_alerting_rule` take.

    Args:
        actions: What `connector.action(…)` or a pattern made, or several of them.
        rule_type: The id of the rule's type; for one that this library does not know, a `RuleType`.
        interval: How often the rule runs, such as `5m`; given, intervals of actions are compared with it.
        space: The rule's space.

    Raises:
        InvalidAction: Kibana would refuse the actions for this rule type, or they would be empty or fail.
        InvalidConnector: A connector is not in the rule's space.
    """
    return [_block(each, space) for each in _actions(actions, rule_type, interval)]


@forgetful
def detection_rule_actions(
    actions: ActionSource | Iterable[ActionSource],
    rule_type: str | RuleType = "siem.queryRule",
    *,
    interval: str | None = None,
    space: str = _ONE_SPACE,
) -> list[dict[str, Any]]:
    """Return what `actions` of an `elasticstack_kibana_security_detection_rule` takes.

    Unlike the alerting rule's it names the connector's type and wants a complete frequency.

    Args:
        actions: What `connector.action(…)` or a pattern made, or several of them.
        rule_type: The id of the rule's type.
        interval: How often the rule runs, such as `5m`; given, intervals of actions are compared with it.
        space: The rule's space.

    Raises:
        InvalidAction: Kibana would refuse the actions for this rule type, or they would be empty or fail.
        InvalidConnector: A connector is not in the rule's space.
    """
    return [_detection(each, space) for each in _actions(actions, rule_type, interval)]


def _actions(
    given: ActionSource | Iterable[ActionSource], kind: str | RuleType, interval: str | None
) -> list[Action]:
    known = rule_type(kind) if isinstance(kind, str) else kind
    if known is None:
        hint = "Make a RuleType of its id and its groups"
        raise InvalidAction("actions", [Problem("rule_type", "no rule type that is known", hint)])
    sources = list(given) if isinstance(given, Iterable) else [given]
    problems: list[Problem] = []
    actions: list[Action] = []
    for index, source in enumerate(sources):
        found = list(source.problems_for(known, interval))
        problems += [each._replace(where=f"actions.{index}.{each.where}") for each in found]
        if not found:
            actions += source.actions_for(known)
    problems += actions_problems(actions, None)
    if problems:
        raise InvalidAction(f"actions of {known.rule_type_id}", problems)
    return actions


def _block(action: Action, space: str) -> dict[str, Any]:
    written: dict[str, Any] = {"id": action.target.id_in(space), "params": json_text(dict(action.params))}
    if action.is_system:
        return written
    written["group"] = template(str(action.group))
    if action.frequency is not None:
        written["frequency"] = action.frequency.block()
    if action.alerts_filter is not None:
        written["alerts_filter"] = _escaped(action.alerts_filter.block())
    return written


def _detection(action: Action, space: str) -> dict[str, Any]:
    written: dict[str, Any] = {
        "action_type_id": action.target.type_id,
        "id": action.target.id_in(space),
        "params": json_text(dict(action.params)),
    }
    if action.uuid is not None:
        written["uuid"] = action.uuid
    if action.is_system:
        return written
    written["group"] = template(str(action.group))
    if (often := action.frequency) is not None:
        # The provider requires all three. Kibana reads the last with onThrottleInterval alone.
        written["frequency"] = {"throttle": _UNREAD_THROTTLE, **often.block()}
    if action.alerts_filter is not None:
        block = _escaped(action.alerts_filter.block())
        if "kql" in block:
            block["query"] = {"kql": block.pop("kql"), "filters_json": "[]"}
        written["alerts_filter"] = block
    return written


def _escaped(block: dict[str, Any]) -> dict[str, Any]:
    if isinstance(block.get("kql"), str):
        block["kql"] = escape_template(block["kql"])
    return block
