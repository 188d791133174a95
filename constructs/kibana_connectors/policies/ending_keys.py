"""API keys that end: made for one run of Terraform, or with an expiration, in the same stack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..gate.document import bodies
from ..terraform.elasticstack import API_KEY

_REFERENCE = re.compile(rf"(?:\b(ephemeral)\.)?\b{API_KEY}\.([\w-]+)")
_LOCAL = re.compile(r"\blocal\.([\w-]+)")
_DEEPEST = 10
"""How often a local value may refer to another."""


def why_it_ends(document: Mapping[str, Any], key: Any, depth: int = 0) -> str:
    """Return why a key ends soon; empty where it does not, or nothing tells.

    Args:
        document: The stack's JSON.
        key: What the provider's block says of the key.
        depth: How many local values have been followed.
    """
    if not isinstance(key, str) or depth > _DEEPEST:
        return ""
    for found in _REFERENCE.finditer(key):
        if found[1]:
            return f"is made for one run of Terraform (ephemeral {API_KEY}.{found[2]})"
        body = document.get("resource", {}).get(API_KEY, {}).get(found[2])
        if any(each.get("expiration") for each in bodies(body)):
            return f"expires ({API_KEY}.{found[2]})"
    for found in _LOCAL.finditer(key):
        reason = why_it_ends(document, document.get("locals", {}).get(found[1]), depth + 1)
        if reason:
            return reason
    return ""
