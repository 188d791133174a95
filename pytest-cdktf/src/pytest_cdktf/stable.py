"""A stack's JSON without what changes although the user's code does not."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from . import document as read
from .blocks import Block

_HASHED = re.compile(r"_[0-9A-F]{8}$")


def stable(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON without CDKTF's metadata, the hashes that it adds to names, versions and local paths.

    Args:
        document: A stack's JSON.
    """
    named = _without_hashes(document)
    cleaned: dict[str, Any] = _clean(document, named)
    terraform = cleaned.get("terraform", {})
    for provider in terraform.get("required_providers", {}).values():
        if isinstance(provider, dict):
            provider.pop("version", None)
    local = terraform.get("backend", {}).get("local", {})
    stack = document.get("//", {}).get("metadata", {}).get("stackName")
    path = PurePath(local.get("path", ""))
    if path.is_absolute() and path.name == f"terraform.{stack}.tfstate":  # CDKTF's default
        del local["path"]
    return cleaned


def stable_value(value: Any) -> Any:
    """Return a part of a stack's JSON without CDKTF's metadata, with sorted keys.

    Args:
        value: A block, or a value of JSON.
    """
    return _clean(dict(value) if isinstance(value, Block) else value, {})


def _without_hashes(document: Mapping[str, Any]) -> dict[str, str]:
    """Return the new name of each block whose name ends in a hash of its path."""
    stack = document.get("//", {}).get("metadata", {}).get("stackName", "")
    kinds = (read.resources, read.data_sources, read.variables, read.outputs, read.modules)
    blocks = [block for kind in kinds for block in kind(document)]
    shortened = {block.name: _HASHED.sub("", block.name) for block in blocks if _is_hashed(block, stack)}
    # Two names that differ only in the hash keep it.
    taken = Counter([*shortened.values(), *(block.name for block in blocks if block.name not in shortened)])
    return {name: short for name, short in shortened.items() if taken[short] == 1}


def _is_hashed(block: Block, stack: str) -> bool:
    if not _HASHED.search(block.name):
        return False
    if block.path is None:  # a variable: its path is not in the JSON
        return True
    below = [part for part in block.path.removeprefix(f"{stack}/").split("/") if part != "Default"]
    hashed = hashlib.md5("/".join(below).encode(), usedforsecurity=False).hexdigest()[:8].upper()
    return block.name.endswith(f"_{hashed}")


def _clean(value: Any, named: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {
            _renamed(str(key), named): _clean(item, named)
            for key, item in sorted(value.items(), key=lambda item: str(item[0]))
            if key != "//"
        }
    if isinstance(value, (list, tuple)):
        return [_clean(item, named) for item in value]
    return _renamed(value, named) if isinstance(value, str) else value


def _renamed(text: str, named: Mapping[str, str]) -> str:
    return re.sub(r"[\w-]+_[0-9A-F]{8}(?![\w-])", lambda match: named.get(match[0], match[0]), text)
