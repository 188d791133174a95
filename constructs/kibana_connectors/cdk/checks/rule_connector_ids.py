"""Every action of a rule names its connector by Kibana's id, in resources of anybody's."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.connector_references import id_problem
from .check import Check, CheckedStack
from .written_rules import actions_of, rule_bodies


def _find(checked: CheckedStack) -> Iterator[str]:
    for path, body in rule_bodies(checked):
        for index, action in enumerate(actions_of(body)):
            for problem in id_problem(f"actions.{index}.id", action.get("id")):
                yield f"{path}: {problem}"


RULE_CONNECTOR_IDS = Check("rule-connector-ids", _find, reads_file=True)
