"""No two rules of one Kibana have the same id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...terraform.repeated_ids import repeated_ids
from ..judged_stack import JudgedStack, alias_of
from ..policy import Finding, Policy, Severity


class UniqueRuleIds(Policy):
    """No two rules of one Kibana have the same id."""

    id: ClassVar[str] = "unique-rule-ids"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "Kibana's ids are unique across all spaces: the second one is refused at apply."
    remedy: ClassVar[str] = "Give one of them another rule_id, or leave it out"
    check: ClassVar[str] = id
    can_be_suppressed: ClassVar[bool] = False

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the rules whose id an earlier one has."""
        known = (
            ((alias_of(each), each.endpoints, each.rule_id), each.address)
            for each in stack.rules
            if isinstance(each.rule_id, str)
        )
        by_address = {each.address: each for each in stack.rules}
        for address, other in dict.fromkeys(repeated_ids(known)):
            message = f"{by_address[other].label} has the same rule_id in the same Kibana"
            yield self.found(by_address[address], message, place="rule_id")
