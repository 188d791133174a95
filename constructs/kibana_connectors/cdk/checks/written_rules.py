"""The rules in a stack's JSON as it is written: ours, and those of anybody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...terraform.elasticstack import RULE
from .check import CheckedStack


def rule_bodies(checked: CheckedStack) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each rule: the path of its construct, or its address, and its attributes."""
    paths = {rule.logical_id: rule.path.full for rule in checked.record.rules}
    rules = checked.document.get("resource", {}).get(RULE, {})
    for name, given in rules.items() if isinstance(rules, Mapping) else ():
        for body in given if isinstance(given, list) else [given]:
            if isinstance(body, Mapping):
                yield paths.get(name) or _path_in(body) or f"{RULE}.{name}", body


def actions_of(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the actions of a rule, as far as they are literal."""
    given = body.get("actions", [])
    listed = given if isinstance(given, list) else [given]
    return [each for each in listed if isinstance(each, Mapping)]


def _path_in(body: Mapping[str, Any]) -> str | None:
    metadata = body.get("//")
    metadata = metadata.get("metadata") if isinstance(metadata, Mapping) else None
    path = metadata.get("path") if isinstance(metadata, Mapping) else None
    return path if isinstance(path, str) else None
