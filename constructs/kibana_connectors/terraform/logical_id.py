"""The logical id that the engine gives an element, computed without asking it.

The rule is CDKTF's, kept since 0.1 because every state depends on it; a test compares the two.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

_LONGEST = 255
_LONGEST_HUMAN = 240


def logical_id(below: Sequence[str]) -> str:
    """Return the logical id of an element from the construct ids below its stack."""
    parts = [part for part in below if part != "Default"]
    if len(parts) == 1 and len(name := _allowed(parts[0])) <= _LONGEST:
        return name
    digest = hashlib.md5("/".join(parts).encode(), usedforsecurity=False).hexdigest()[:8].upper()
    human: list[str] = []
    for part in parts:
        if not human or not human[-1].endswith(part):
            human.append(part)
    shown = "_".join(_allowed(part) for part in human if part != "Resource")
    return f"{shown[:_LONGEST_HUMAN]}_{digest}"


def is_resource_name(name: str) -> bool:
    """Whether Terraform takes a logical id as a resource's name."""
    return re.match(r"[A-Za-z_]", name) is not None


def _allowed(part: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", part)
