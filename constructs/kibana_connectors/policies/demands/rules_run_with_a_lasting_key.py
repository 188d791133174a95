"""A rule does not stop when a key expires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...gate.document import bodies
from ...stack_files.rules import StackRule
from ..judged_stack import JudgedStack
from ..policy import AlertingRulePolicy, Finding, Severity
from ..provider_credentials import credential_of

_KEY = "elasticstack_elasticsearch_security_api_key"


class RulesRunWithALastingKey(AlertingRulePolicy):
    """The API key of a rule's provider lives as long as the rule."""

    id: ClassVar[str] = "rules-run-with-a-lasting-key"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "A rule that was made with an API key runs with that very key: when it expires, the rule fails."
    )
    remedy: ClassVar[str] = "Make rules with a provider whose API key does not expire"

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the rules whose provider has a key that is made for one run, or that expires."""
        credential = credential_of(rule, stack)
        if credential is None:
            return
        for name in ("api_key", "bearer_token"):
            given = credential.arguments.get(name)
            if not isinstance(given, str) or _KEY not in given:
                continue
            place = f"provider.{credential.place}.{name}"
            if "ephemeral." in given:
                yield self.found(rule, "the key is made for one run, and goes when it ends", place=place)
            elif _expires(given, stack):
                yield self.found(rule, "the key expires", place=place)


def _expires(reference: str, stack: JudgedStack) -> bool:
    """Whether the resource that a reference names sets an expiration."""
    name = reference.partition(f"{_KEY}.")[2].partition(".")[0].partition("[")[0]
    block = stack.file.document.block("resource", _KEY, name)
    return block is not None and any(body.get("expiration") for body in bodies(block.bodies))
