"""Which names of blocks end in a hash that CDKTF adds, and how they read without it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import document as read
from .blocks import Block

_HASHED = re.compile(r"_[0-9A-F]{8}$")
_TOKEN = re.compile(r"[\w-]*_[0-9A-F]{8}[\w-]*")
_SHARED = re.compile(r"^(cross-stack-output-[\w-]*?)_[0-9A-F]{8}(?=[a-z])")
"""Outputs that CDKTF adds for other stacks: the names of a block and of its attribute are in theirs."""
_IN_ASSET = re.compile(r"(?<![\w-])(assets/[\w-]+)_[0-9A-F]{8}(?=/)")
_KINDS = (
    *(read.resources, read.data_sources, read.ephemerals, read.variables, read.outputs, read.modules),
    *(read.local_values, read.checks),
)

_seen: dict[str, str] = {}
"""For the names in the stacks of this process: how each reads in a snapshot of its stack."""


def remember(document: Mapping[str, Any]) -> None:
    """Note the names in a stack. Of a part of it, nothing else tells whose they are.

    Args:
        document: The stack's JSON.
    """
    _seen.update(_of_document(document))


def without_hashes(value: Any, document: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return how the names in a value read without the hashes. Names that only a hash keeps apart keep it.

    Args:
        value: A value of JSON.
        document: The stack's JSON, if the value is all of it.
    """
    named = _seen if document is None else _of_document(document)
    tokens = {token for text in _texts(value) for token in _TOKEN.findall(text)}
    found = {token: named[token] for token in tokens if named.get(token, token) != token}
    if document is None:
        found = _unless_ambiguous(found, _texts_in_names(value))
    shared = {token: _SHARED.sub(r"\1", token) for token in tokens if _SHARED.search(token)}
    return {**found, **_unless_ambiguous(shared, ())}


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Return a text with other names.

    Args:
        text: The text.
        names: The other names.
    """
    if "_" not in text:
        return text
    other = _TOKEN.sub(lambda match: names.get(match[0], match[0]), text)
    return _IN_ASSET.sub(r"\1", other)


def _of_document(document: Mapping[str, Any]) -> dict[str, str]:
    """Return for each name with a hash how it reads; itself if another one would read the same."""
    blocks = [block for kind in _KINDS for block in kind(document)]
    shortened = {block.name: _HASHED.sub("", block.name) for block in blocks if _is_hashed(block)}
    others = {block.name for block in blocks} - shortened.keys()
    unique = _unless_ambiguous(shortened, others)
    return {name: unique.get(name, name) for name in shortened}


def _unless_ambiguous(shortened: Mapping[str, str], others: Iterable[str]) -> dict[str, str]:
    taken = Counter([*shortened.values(), *others])
    return {name: short for name, short in shortened.items() if taken[short] == 1}


def _is_hashed(block: Block) -> bool:
    if not _HASHED.search(block.name):
        return False
    if block.path is None:  # a variable or a local value: its path is not in the JSON
        return True
    parts = [part for part in block.path.split("/") if part != "Default"]
    # The hash is of the path below the stack, which may be in another stack.
    return any(block.name.endswith(f"_{_hash('/'.join(parts[at:]))}") for at in range(len(parts)))


def _hash(path: str) -> str:
    return hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()[:8].upper()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key != "//":
                yield str(key)
                yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


def _texts_in_names(value: Any) -> set[str]:
    """Return what may be a name in a part of a stack: keys, and words in texts."""
    return {word for text in _texts(value) for word in re.findall(r"[\w-]+", text)}
