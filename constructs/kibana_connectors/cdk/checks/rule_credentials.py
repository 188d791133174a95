"""No rule is made with an API key that ends: Kibana runs a rule with the API key that it was made with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...policies.demands.rules_run_with_a_lasting_key import RulesRunWithALastingKey
from ...policies.ending_keys import why_it_ends
from ...terraform.elasticstack import PROVIDER
from .check import Check, CheckedStack, Wrong
from .written_rules import written_rules


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    document = checked.document
    reasons: dict[str | None, str] = {}
    for block in _blocks(document):
        reason = why_it_ends(document, _api_key(block))
        if reason:
            reasons[block.get("alias")] = reason
    if not reasons:
        return
    for rule in written_rules(checked):
        reason = reasons.get(_alias(rule.body.get("provider")), "")
        if reason:
            yield Wrong(
                rule.path,
                f"{rule.label}: provider: its API key {reason}. Kibana runs a rule with the API key that it "
                "was made with: the rule would stop when the key ends. Give the rule another provider, whose "
                "key does not end, or that has user and password: Kibana then makes a key of the rule's own",
            )


def _blocks(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = document.get("provider", {}).get(PROVIDER, [])
    listed = given if isinstance(given, list) else [given]
    return [each for each in listed if isinstance(each, Mapping)]


def _api_key(block: Mapping[str, Any]) -> Any:
    """Return the key with which a provider reaches Kibana: Kibana's own settings come first."""
    for name in ("kibana", "elasticsearch"):
        part = block.get(name)
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, Mapping) and (key := each.get("api_key")) is not None:
                return key
            if isinstance(each, Mapping) and {"username", "password", "bearer_token"} & set(each):
                return None
    return None


def _alias(provider: Any) -> str | None:
    """Return the alias in a resource's `provider`; None for the default one."""
    text = provider.strip("${} ") if isinstance(provider, str) else ""
    return text.partition(".")[2] or None


RULE_CREDENTIALS = Check(RulesRunWithALastingKey, _find, reads_file=True)
