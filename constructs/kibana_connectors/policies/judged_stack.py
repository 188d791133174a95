"""A stack as policies see it: its connectors and rules, and what is known of the Kibana it goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ..rules.rule_types import RuleType, rule_type
from ..schema.target import Target
from ..stack_files.connectors import StackConnector, connectors_in
from ..stack_files.reading import StackFile
from ..stack_files.rules import StackAction, StackRule, rules_in
from .groups import Role, role_of

COMMENT = "kibana_connectors"
"""The key, in the comment of a stack's JSON, under which this library says something of the stack."""


class ProviderCredential(NamedTuple):
    """What a provider's block says of its credential.

    Attributes:
        place: The argument's block: `kibana`, or `elasticsearch`, which the other falls back to.
        arguments: The arguments that it gives, as they are written.
    """

    place: str
    arguments: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<ProviderCredential {self.place}>"


class JudgedStack:
    """A stack that policies judge.

    Args:
        file: The stack's JSON.
        targets: The Kibana that each provider's alias goes to; the provider without one is `""`.
        earlier: The stacks of the same app that are judged before it.
    """

    def __init__(
        self,
        file: StackFile,
        *,
        targets: Mapping[str, Target] | None = None,
        earlier: Sequence[JudgedStack] = (),
    ) -> None:
        self.file = file
        self.earlier = tuple(earlier)
        self._targets = targets or {}
        self._types: dict[str, RuleType | None] = {}
        self.credentials: dict[str, ProviderCredential | None] = {}

    def __repr__(self) -> str:
        return f"<JudgedStack {self.name}>"

    @property
    def name(self) -> str:
        """The stack's name."""
        return self.file.name

    @cached_property
    def path(self) -> str:
        """Its path in its app; its name where the file does not tell."""
        about = self.file.document.raw.get("//")
        ours = about.get(COMMENT) if isinstance(about, Mapping) else None
        path = ours.get("path") if isinstance(ours, Mapping) else None
        return path if isinstance(path, str) else self.name

    @cached_property
    def connectors(self) -> tuple[StackConnector, ...]:
        """Its connectors, each instance of them; their secrets are not read."""
        return connectors_in([self.file], reads_secrets=False)

    @cached_property
    def rules(self) -> tuple[StackRule, ...]:
        """Its alerting rules and detection rules, each instance of them."""
        return rules_in([self.file], self.connectors)

    @cached_property
    def connectors_in_use(self) -> frozenset[str]:
        """The addresses of connectors that a rule of the stack goes through."""
        return frozenset(
            action.connector.address
            for rule in self.rules
            for action in rule.actions
            if action.connector is not None
        )

    def target_of(self, where: StackConnector | StackRule) -> Target:
        """Return what is known of the Kibana that something goes to; an empty one where nothing is."""
        return self._targets.get(alias_of(where)) or self._targets.get("") or _NO_TARGET

    def rule_type_of(self, rule: StackRule) -> RuleType | None:
        """Return what is known of a rule's type, or None."""
        given = rule.rule_type_id
        if not isinstance(given, str):
            return None
        if given not in self._types:
            self._types[given] = rule_type(given)
        return self._types[given]

    def role(self, rule: StackRule, action: StackAction) -> Role:
        """Return which of an alert's moments an action is for."""
        return role_of(action, self.rule_type_of(rule))


_NO_TARGET = Target()


def alias_of(where: StackConnector | StackRule) -> str:
    """Return the alias of the provider that serves something; empty for the one without."""
    provider = where.body.get("provider")
    return provider.strip("${} ").partition(".")[2] if isinstance(provider, str) else ""
