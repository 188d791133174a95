"""What a user sets over the attributes that this library writes, by CDKTF's `add_override`."""

from __future__ import annotations

import copy
from typing import Any


class Overrides:
    """Values by path, merged into a resource's attributes as CDKTF merges them.

    The engine merges its own copy of them into its own part of the resource. They are merged here too, so
    that they win wherever in the tree the connector stands, and so that None can remove an attribute.
    Lists are left to the engine, which joins them to what is there.
    """

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def add(self, path: str, value: Any) -> None:
        """Remember a value for a path of keys, joined by dots."""
        *branches, last = path.split(".")
        branch = self._tree
        for key in branches:
            if not isinstance(branch.get(key), dict):
                branch[key] = {}
            branch = branch[key]
        branch[last] = copy.deepcopy(value)

    def applied_to(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """Return the attributes with every override merged in; what was given stays as it is."""
        if not self._tree:
            return attributes
        result = copy.deepcopy(attributes)
        _merge(result, self._tree)
        return result


def _merge(target: dict[str, Any], source: dict[str, Any]) -> None:
    for key, value in source.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict):
            if not isinstance(target.get(key), dict):
                target[key] = {}
            _merge(target[key], value)
        elif not isinstance(value, (list, tuple)):
            target[key] = value
