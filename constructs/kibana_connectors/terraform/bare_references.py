"""References that Terraform takes bare, without `${` and `}`: what a lifecycle is triggered by.

CDKTF writes them as templates, which Terraform refuses as an invalid character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .elasticstack import CONNECTOR

_OTHER_STACK = "data.terraform_remote_state."


def write_bare_references(document: Mapping[str, Any]) -> None:
    """Take the `${` and `}` off what the connectors of a stack's JSON are triggered by."""
    for _, _, lifecycle in _connectors(document):
        triggers = lifecycle.get("replace_triggered_by")
        if isinstance(triggers, list):
            lifecycle["replace_triggered_by"] = [_bare(each) for each in triggers]


def references_to_others(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where a connector waits for, or is triggered by, what stands in another stack: name and field."""
    for name, body, lifecycle in _connectors(document):
        for where, field, block in (
            ("depends_on", "depends_on", body),
            ("lifecycle.replace_triggered_by", "replace_triggered_by", lifecycle),
        ):
            if any(str(_bare(reference)).startswith(_OTHER_STACK) for reference in block.get(field) or ()):
                yield name, where


def _connectors(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield each connector's name, body and lifecycle; what an override gave another form is passed over."""
    for name, body in document.get("resource", {}).get(CONNECTOR, {}).items():
        if isinstance(body, dict):
            lifecycle = body.get("lifecycle")
            yield name, body, lifecycle if isinstance(lifecycle, dict) else {}


def _bare(reference: Any) -> Any:
    if isinstance(reference, str) and reference.startswith("${") and reference.endswith("}"):
        return reference[2:-1]
    return reference
