"""Tells which condition of a stack failed, from Terraform's diagnostics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..view import View
from .diagnostics import Diagnostic, place

_CONDITIONS: Mapping[str, str] = {
    "Resource precondition failed": "precondition",
    "Resource postcondition failed": "postcondition",
    "Module output value precondition failed": "precondition",
    "Check block assertion failed": "check",
    "Invalid value for variable": "validation",
}
_RULE = re.compile(r"\s*This was checked by the validation rule at \S+\.$")
_KEY = re.compile(r"\[[^]]*\]")


@dataclass(frozen=True)
class Failure:
    """A condition that failed.

    Attributes:
        address: The address of the block that has it, without a key.
        text: Construct path, address, kind of condition and its error message, in one line.
        is_check: Whether it is a check, which stops nothing.
    """

    address: str
    text: str
    is_check: bool


def failure(diagnostic: Diagnostic, stack: View, text: str) -> Failure | None:
    """Return the condition that a diagnostic is about; None if it is about something else.

    Args:
        diagnostic: One of Terraform's diagnostics.
        stack: The stack.
        text: The JSON that Terraform read, indented.
    """
    kind = _CONDITIONS.get(str(diagnostic.get("summary")))
    if kind is None or diagnostic.get("range", {}).get("filename") != "cdk.tf.json":
        return None
    section, *inside = place(diagnostic, text) or ("",)
    address = {
        "variable": f"var.{'.'.join(inside[:1])}",
        "resource": ".".join(inside[:2]),
        "data": f"data.{'.'.join(inside[:2])}",
    }.get(section, f"{section}.{'.'.join(inside[:1])}")
    label = next((block.label for block in stack.blocks if block.address == address), address)
    detail = " ".join(_RULE.sub("", str(diagnostic.get("detail", ""))).split())
    values = (diagnostic.get("snippet") or {}).get("values") or []
    where = ", ".join(f"{each['traversal']} {each['statement']}" for each in values)
    shown = f"{label}: {kind}: {detail}" + (f" ({where})" if where else "")
    return Failure(address, shown, kind == "check")
