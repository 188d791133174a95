"""The rules in a stack's JSON as it is written: ours, and those of anybody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...terraform.elasticstack import RULE
from .check import CheckedStack


class WrittenRule(NamedTuple):
    """A rule in a stack's JSON.

    Attributes:
        label: The path of its construct, or its address.
        path: The path of its construct, or its address below the stack.
        body: Its attributes.
    """

    label: str
    path: str
    body: Mapping[str, Any]


def written_rules(checked: CheckedStack) -> Iterator[WrittenRule]:
    """Yield each rule."""
    paths = {rule.logical_id: rule.path.full for rule in checked.record.rules}
    rules = checked.document.get("resource", {}).get(RULE, {})
    for name, given in rules.items() if isinstance(rules, Mapping) else ():
        for body in given if isinstance(given, list) else [given]:
            if isinstance(body, Mapping):
                path = paths.get(name) or _path_in(body)
                address = f"{RULE}.{name}"
                yield WrittenRule(path or address, path or f"{checked.record.path}/{address}", body)


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
