"""No two stacks of an app give the same id to connectors or rules of the same Kibana."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from ...stack_files.connectors import StackConnector
from ...stack_files.rules import StackRule
from ...terraform.elasticstack import CONNECTOR, RULE
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity

_DERIVED = 5
"""The version of the UUIDs that are derived from an id namespace, a space and a path."""


class UniqueIdsAcrossStacks(Policy):
    """No two stacks of the app give the same id to connectors or rules of the same Kibana.

    Only derived ids are compared: that two stacks give the same one themselves may be meant, for two Kibanas.
    """

    id: ClassVar[str] = "unique-ids-across-stacks"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "The stacks have the same id_namespace: each takes the other's connectors for its own."
    )
    remedy: ClassVar[str] = "Give the stacks different namespaces, or name different Kibanas by endpoints"
    check: ClassVar[str] = id

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what has an id that an earlier stack has given already."""
        earlier = {
            key: f"{other.name}/{where.label}"
            for other in stack.earlier
            for key, where in _by_id(other).items()
        }
        if earlier:
            for key, where in _by_id(stack).items():
                if key in earlier:
                    yield self.found(where, f"{earlier[key]} has the same id in the same Kibana")


def _by_id(stack: JudgedStack) -> dict[tuple[object, ...], StackConnector | StackRule]:
    """Return what has a derived id, by the Kibana and that id."""
    found: dict[tuple[object, ...], StackConnector | StackRule] = {}
    for connector in stack.connectors:
        if isinstance(connector.id, str) and _is_derived(connector.id):
            found.setdefault((CONNECTOR, connector.endpoints, connector.id), connector)
    for rule in stack.rules:
        if isinstance(rule.rule_id, str) and _is_derived(rule.rule_id):
            found.setdefault((RULE, rule.endpoints, rule.rule_id), rule)
    return found


def _is_derived(id: str) -> bool:
    try:
        return UUID(id).version == _DERIVED
    except ValueError:
        return False
