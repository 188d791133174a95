"""What Kibana checks of a rule when it is saved, and what it adds, for the rule types that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..rules.durations import seconds_of
from ..rules.rule_types import rule_type

_ADDED: Mapping[str, Mapping[str, Any]] = {
    ".es-query": {
        "searchType": "esQuery",
        "aggType": "count",
        "groupBy": "all",
        "excludeHitsFromPreviousRun": True,
    },
    ".index-threshold": {"aggType": "count", "groupBy": "all"},
}
_BURN_RATE = "slo.rules.burnRate"


def consumer_refusal(rule_type_id: str, consumer: str) -> str | None:
    """Return why a consumer may not own a rule of a type, or None; of an unknown type nothing is told."""
    known = rule_type(rule_type_id)
    if known is None or not known.consumers or consumer in known.consumers:
        return None
    return f'Unauthorized by "{consumer}" to create "{rule_type_id}" rule'


def action_refusals(rule_type_id: str, interval: str, actions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what Kibana refuses in a rule's actions (alerting: validate_actions).

    Args:
        rule_type_id: The rule's type.
        interval: How often the rule runs.
        actions: Its actions, but for system actions.
    """
    known = rule_type(rule_type_id)
    if known is not None:
        wrong = [action["group"] for action in actions if action["group"] not in known.all_groups]
        if wrong:
            yield f"Invalid action groups: {', '.join(wrong)}"
    shortest = seconds_of(interval) or 0
    short = [
        f"{action['group']} ({throttle})"
        for action in actions
        if (throttle := action.get("frequency", {}).get("throttle"))
        and (seconds_of(throttle) or 0) < shortest
    ]
    if short:
        shown = ", ".join(short)
        yield f"Action frequency cannot be shorter than the schedule interval of {interval}: {shown}"
    if any(
        not action["alerts_filter"].get("query") and not action["alerts_filter"].get("timeframe")
        for action in actions
        if "alerts_filter" in action
    ):
        yield 'Action\'s alertsFilter  must have either "query" or "timeframe"'


def added_params(rule_type_id: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Kibana adds to a rule's params: defaults, and nulls of what was left out."""
    added = {key: value for key, value in _ADDED.get(rule_type_id, {}).items() if key not in params}
    windows = params.get("windows")
    if rule_type_id == _BURN_RATE and isinstance(windows, list):
        added["windows"] = [
            {"maxBurnRateThreshold": None, **window} if isinstance(window, dict) else window
            for window in windows
        ]
    return added
