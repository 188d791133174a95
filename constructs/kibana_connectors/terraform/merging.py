"""Merging two parts of a stack's JSON as the engine does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merged(ours: Mapping[str, Any], engines: Mapping[str, Any]) -> dict[str, Any]:
    """Return both parts as one: what the engine has, overrides too, wins over ours; lists are joined."""
    whole: dict[str, Any] = {**ours, **engines}
    for key in ours.keys() & engines.keys():
        our, engine = ours[key], engines[key]
        if isinstance(our, Mapping) and isinstance(engine, Mapping):
            whole[key] = merged(our, engine)
        elif isinstance(our, list) and isinstance(engine, list):
            whole[key] = [*our, *engine]
    return whole
