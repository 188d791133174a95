"""The backends and encryption blocks that a stack's JSON declares, in each form that Terraform takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any


def bodies(value: Any) -> Sequence[Mapping[str, Any]]:
    """Return what blocks hold that are written as one object, or as a list of them."""
    if isinstance(value, (dict, Mapping)):  # asking for a Mapping alone takes longer
        return (value,)
    if isinstance(value, (list, tuple)):
        return [item for item in value if isinstance(item, Mapping)]
    return ()


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


def is_cdktfs_own(given: Any, stack_name: str | None) -> bool:
    """Whether this is the local backend that CDKTF gives a stack without one."""
    settings = only(given)
    if settings is None or set(settings) != {"path"} or not isinstance(settings["path"], str):
        return False
    file = re.split(r"[/\\]", settings["path"])[-1]
    if stack_name is None:
        return file.startswith("terraform.") and file.endswith(".tfstate")
    return file == f"terraform.{stack_name}.tfstate"
