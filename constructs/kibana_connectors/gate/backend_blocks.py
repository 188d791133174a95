"""The backends that a stack's JSON declares, and what their blocks hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .document import bodies


def declared_backends(terraform: Any) -> dict[str, Any]:
    """Return the backends that are declared, by kind; `cloud` is one of them.

    Args:
        terraform: The `terraform` block of a stack's JSON.
    """
    found: dict[str, Any] = {}
    for body in bodies(terraform):
        for block in bodies(body.get("backend")):
            found.update({kind: given for kind, given in block.items() if kind != "//" and is_there(given)})
        if is_there(body.get("cloud")):
            found["cloud"] = body["cloud"]
    return found


def encryption_blocks(terraform: Any) -> list[Any]:
    """Return what the `encryption` blocks of a stack hold, which only OpenTofu knows."""
    return [body["encryption"] for body in bodies(terraform) if body.get("encryption") is not None]


def address_of(kind: str) -> str:
    """Return how messages call a backend."""
    return "terraform.cloud" if kind == "cloud" else f"terraform.backend.{kind}"


def is_there(given: Any) -> bool:
    """Whether a block is there at all."""
    return given is not None and given != []


def is_text(value: Any) -> bool:
    """Whether a value is a text that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def only(given: Any) -> Mapping[str, Any] | None:
    """Return what a block holds that may be written as a list of one; None where it is not one block."""
    found = list(bodies(given))
    is_one = len(found) == 1 and (isinstance(given, Mapping) or len(given) == 1)
    return found[0] if is_one else None


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


def is_cdktfs_own(given: Any, stack_name: str | None) -> bool:
    """Whether this is the local backend that CDKTF gives a stack without one."""
    settings = only(given)
    if settings is None or set(settings) != {"path"} or not isinstance(settings["path"], str):
        return False
    file = re.split(r"[/\\]", settings["path"])[-1]
    if stack_name is None:
        return file.startswith("terraform.") and file.endswith(".tfstate")
    return file == f"terraform.{stack_name}.tfstate"


def _stack_name(document: Mapping[str, Any]) -> str | None:
    for comment in bodies(document.get("//")):
        for metadata in bodies(comment.get("metadata")):
            name = metadata.get("stackName")
            if isinstance(name, str):
                return name
    return None
