"""No rule is made with an API key that ends: Kibana runs a rule with the API key that it was made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...terraform.elasticstack import API_KEY, PROVIDER
from .check import Check, CheckedStack
from .written_rules import rule_bodies

_REFERENCE = re.compile(rf"(?:\b(ephemeral)\.)?\b{API_KEY}\.([\w-]+)")
_LOCAL = re.compile(r"\blocal\.([\w-]+)")
_DEEPEST = 10
"""How often a local value may refer to another."""


def _find(checked: CheckedStack) -> Iterator[str]:
    document = checked.document
    reasons: dict[str | None, str] = {}
    for block in _blocks(document):
        reason = _reason(document, _api_key(block))
        if reason:
            reasons[block.get("alias")] = reason
    if not reasons:
        return
    for path, body in rule_bodies(checked):
        reason = reasons.get(_alias(body.get("provider")), "")
        if reason:
            yield (
                f"{path}: provider: its API key {reason}. Kibana runs a rule with the API key that it was "
                "made with: the rule would stop when the key ends. Give the rule another provider, whose key "
                "does not end, or that has user and password: Kibana then makes a key of the rule's own"
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


def _reason(document: Mapping[str, Any], key: Any, depth: int = 0) -> str:
    """Return why a key ends soon; empty where it does not, or nothing tells."""
    if not isinstance(key, str) or depth > _DEEPEST:
        return ""
    for found in _REFERENCE.finditer(key):
        if found[1]:
            return f"is made for one run of Terraform (ephemeral {API_KEY}.{found[2]})"
        body = document.get("resource", {}).get(API_KEY, {}).get(found[2], {})
        if isinstance(body, Mapping) and body.get("expiration"):
            return f"expires ({API_KEY}.{found[2]})"
    for found in _LOCAL.finditer(key):
        reason = _reason(document, document.get("locals", {}).get(found[1]), depth + 1)
        if reason:
            return reason
    return ""


def _alias(provider: Any) -> str | None:
    """Return the alias in a resource's `provider`; None for the default one."""
    text = provider.strip("${} ") if isinstance(provider, str) else ""
    return text.partition(".")[2] or None


RULE_CREDENTIALS = Check("rule-credentials", _find, reads_file=True)
