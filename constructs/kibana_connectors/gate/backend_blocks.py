"""Changes to what a stack's JSON declares as backends, and how messages call them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .state_judge.blocks import bodies, declared_backends, is_cdktfs_own


def address_of(kind: str) -> str:
    """Return how messages call a backend."""
    return "terraform.cloud" if kind == "cloud" else f"terraform.backend.{kind}"


def with_one_backend(document: Mapping[str, Any], stack_name: str | None) -> Mapping[str, Any]:
    """Return a stack's JSON without the `local` backend that CDKTF adds beside another.

    CDKTF does not see a backend that was given by an override of the stack, and Terraform refuses two.

    Args:
        document: The stack's JSON; it stays as it is.
        stack_name: The stack's name, which the path of the state is made of; None to take it from the file.
    """
    terraform = document.get("terraform")
    backends = declared_backends(terraform)
    if len(backends) < 2 or "local" not in backends or not isinstance(terraform, Mapping):
        return document
    name = stack_name if stack_name is not None else _stack_name(document)
    block = terraform.get("backend")
    if not isinstance(block, Mapping) or not is_cdktfs_own(block.get("local"), name):
        return document
    rest = {kind: given for kind, given in block.items() if kind != "local"}
    kept = {key: value for key, value in terraform.items() if key != "backend"}
    if rest:
        kept["backend"] = rest
    return {**document, "terraform": kept}


def _stack_name(document: Mapping[str, Any]) -> str | None:
    for comment in bodies(document.get("//")):
        for metadata in bodies(comment.get("metadata")):
            name = metadata.get("stackName")
            if isinstance(name, str):
                return name
    return None
