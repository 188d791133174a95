"""What the next apply would not take out of rules as it looks, compared with the file written before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .elasticstack import RULE
from .rule_declaration import RuleDeclaration

_KEPT = {
    "flapping": "sends the old value again at each apply: give the rule another rule_id, or keep flapping",
    "alert_delay": "leaves the old value in Kibana: write alert_delay=1 for Kibana's default",
    "throttle": "sends the old value again at each apply: give the rule another rule_id",
}


def rule_losses(previous: Mapping[str, Any], rules: Sequence[RuleDeclaration]) -> Iterator[str]:
    """Yield a warning for each attribute that was taken out of a rule and cannot be taken back.

    Args:
        previous: The stack's JSON as it was written before.
        rules: The rules that are written now.
    """
    resources = previous.get("resource")
    before = resources.get(RULE) if isinstance(resources, Mapping) else None
    if not isinstance(before, Mapping):
        return
    for rule in rules:
        block = before.get(rule.logical_id)
        if not isinstance(block, Mapping):
            continue
        definition = rule.definition
        now = {"flapping": definition.flapping, "alert_delay": definition.alert_delay, "throttle": None}
        given = rule.identity.rule_id
        if given is not None and block.get("rule_id") != given:
            continue  # replaced, and so without it
        for name, consequence in _KEPT.items():
            if block.get(name) is not None and now[name] is None:
                yield f"{rule.path}: {name} was taken out, and the provider {consequence}"
