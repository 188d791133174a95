"""Every action of a rule names its connector by Kibana's id, in resources of anybody's."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.action_id_is_connector_id import ActionIdIsConnectorId
from ...rules.connector_references import id_problem
from .check import Check, CheckedStack, Wrong
from .written_rules import actions_of, written_rules


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    for rule in written_rules(checked):
        for index, action in enumerate(actions_of(rule.body)):
            for problem in id_problem(f"actions.{index}.id", action.get("id")):
                yield Wrong(rule.path, f"{rule.label}: {problem}")


RULE_CONNECTOR_IDS = Check(ActionIdIsConnectorId, _find, reads_file=True)
