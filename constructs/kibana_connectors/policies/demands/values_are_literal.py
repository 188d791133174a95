"""What policies could not look at is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.values import Unknown, is_known
from ..judged_stack import JudgedStack
from ..policy import Finding, Policy, Severity


class ValuesAreLiteral(Policy):
    """Says once in a stack which values only Terraform knows."""

    id: ClassVar[str] = "values-are-literal"
    severity: ClassVar[Severity] = "info"
    reason: ClassVar[str] = (
        "Values of for_each, of dynamic blocks and of variables are known only when Terraform runs."
    )
    remedy: ClassVar[str] = "Nothing, or write them out"
    is_of_stacks: ClassVar[bool] = True

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield one line for all that was not checked."""
        connectors = sum(
            isinstance(each.config, Unknown) or not is_known(each.config) for each in stack.connectors
        )
        rules = sum(
            rule.has_unlisted_actions
            or not isinstance(rule.rule_type_id, str)
            or isinstance(rule.params, Unknown)
            or any(isinstance(each.params, Unknown) for each in rule.actions)
            for rule in stack.rules
        )
        if connectors or rules:
            counted = ((connectors, "connector"), (rules, "rule"))
            parts = [f"{number} {noun}{'s' * (number > 1)}" for number, noun in counted if number]
            message = f"values of {' and '.join(parts)} are known only to Terraform, and were not checked"
            yield self.found(stack, message, remedy="")
