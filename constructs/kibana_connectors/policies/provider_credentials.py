"""With whose credential a provider makes rules: a rule runs with an API key of whoever made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..gate.document import bodies
from ..stack_files.rules import StackRule
from ..terraform.elasticstack import PROVIDER, PROVIDER_SOURCE
from .judged_stack import JudgedStack, ProviderCredential, alias_of

_ARGUMENTS = ("api_key", "bearer_token", "username", "password")


def credential_of(rule: StackRule, stack: JudgedStack) -> ProviderCredential | None:
    """Return what is written of the credential that a rule is made with; None where nothing is."""
    if rule.body.get("kibana_connection") is not None:
        return _first(rule, stack)
    alias = alias_of(rule)
    if alias not in stack.credentials:
        stack.credentials[alias] = _first(rule, stack)
    return stack.credentials[alias]


def _first(rule: StackRule, stack: JudgedStack) -> ProviderCredential | None:
    for where, given in _blocks(rule, stack):
        found = {name: given[name] for name in _ARGUMENTS if given.get(name) not in (None, "")}
        if found:
            return ProviderCredential(where, found)
    return None


def _blocks(rule: StackRule, stack: JudgedStack) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for given in bodies(rule.body.get("kibana_connection")):
        yield "kibana_connection", given
    alias = alias_of(rule)
    for block in stack.file.document.providers_from(PROVIDER_SOURCE, PROVIDER):
        if block.name == alias:
            for kind in ("kibana", "elasticsearch"):
                for body in block.bodies:
                    for given in bodies(body.get(kind)):
                        yield kind, given
