"""A rule does not stop when a key expires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..ending_keys import why_it_ends
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..provider_credentials import credential_of


class RulesRunWithALastingKey(AlertingRulePolicy):
    """The API key of a rule's provider lives as long as the rule."""

    id: ClassVar[str] = "rules-run-with-a-lasting-key"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "A rule that was made with an API key runs with that very key: when it expires, the rule fails."
    )
    remedy: ClassVar[str] = "Make rules with a provider whose API key does not expire"
    check: ClassVar[str] = "rule-credentials"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the rules whose provider has a key that is made for one run, or that expires."""
        credential = credential_of(rule, stack)
        if credential is None:
            return
        for name in ("api_key", "bearer_token"):
            reason = why_it_ends(stack.file.document.raw, credential.arguments.get(name))
            if reason:
                yield self.found(rule, f"the key {reason}", place=f"provider.{credential.place}.{name}")
