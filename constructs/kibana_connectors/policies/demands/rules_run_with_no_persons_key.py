"""A rule does not stop when somebody leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..provider_credentials import credential_of


class RulesRunWithNoPersonsKey(AlertingRulePolicy):
    """The provider of a rule has an API key of its own, and no user's login."""

    id: ClassVar[str] = "rules-run-with-no-persons-key"
    severity: ClassVar[Severity] = "warning"
    reason: ClassVar[str] = (
        "Kibana makes an API key of the user who made the rule, with what that user may do then: when "
        "the user loses a privilege, or leaves, the rule fails."
    )
    remedy: ClassVar[str] = "Give the provider an API key that was made for deploying: kibana.api_key"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the rules that are made with a user's login, or with a user's token."""
        credential = credential_of(rule, stack)
        if credential is None or "api_key" in credential.arguments:
            return
        name = next(iter(credential.arguments))
        message = f"the provider logs in as a user ({credential.place}.{name}), and the rule runs as that one"
        yield self.found(rule, message, place="provider")
