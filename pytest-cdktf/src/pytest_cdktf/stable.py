"""A stack's JSON without what changes although the user's code does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from .blocks import Backend, Block
from .hashed_names import renamed, without_hashes
from .machine_paths import without_machine_paths

_STATE = re.compile(r"terraform\.(.+)\.tfstate")
"""The file of CDKTF's own local backend, which it puts into the working folder."""
_PROVIDER_SOURCE = re.compile(r"(?:[\w-]+\.[\w.-]*[\w-](?::\d+)?/)?[\w-]+/[\w-]+")
"""`namespace/type`, or `host/namespace/type`; a module's has one part more."""


def stable(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON without CDKTF's metadata, the hashes that it adds to names, versions and local paths.

    Args:
        document: A stack's JSON.
    """
    stack = document.get("//", {}).get("metadata", {}).get("stackName")
    cleaned: dict[str, Any] = _Cleaner(without_hashes(document, document), stack).clean(document, ())
    return cleaned


def stable_value(value: Any) -> Any:
    """Return a part of a stack's JSON in the same way, with sorted keys.

    Args:
        value: A block, or a value of JSON. Its names are looked up in the stacks that were synthesized.
    """
    if isinstance(value, Mapping) and "stackName" in _metadata(value):
        return stable(value)
    plain = dict(value) if isinstance(value, Block) else value
    keys = ("backend", value.type) if isinstance(value, Backend) else ()
    if not isinstance(value, Block):
        plain = _without_versions(plain)
    return _Cleaner(without_hashes(plain), None).clean(plain, keys)


class _Cleaner:
    """Cleans one value.

    Args:
        names: How names read.
        stack: The stack's name, if it is known.
    """

    def __init__(self, names: Mapping[str, str], stack: str | None) -> None:
        self._names = names
        self._stack = stack

    def clean(self, value: Any, keys: tuple[str, ...]) -> Any:
        """Return a value without what changes.

        Args:
            value: The value.
            keys: The keys that lead to it.
        """
        if isinstance(value, Mapping):
            required = keys[-1:] == ("required_providers",) and keys[:-1] in ((), ("terraform",))
            kept = {
                str(key): _without_version(item) if required else item
                for key, item in value.items()
                if key != "//" and not self._is_own_state(str(key), item, keys)
            }
            return {
                self._text(key): self._state_of_another(key, item) or self.clean(item, (*keys, key))
                for key, item in sorted(kept.items())
            }
        if isinstance(value, (list, tuple)):
            return [self.clean(item, keys) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        return without_machine_paths(renamed(text, self._names))

    def _is_own_state(self, key: str, value: Any, keys: tuple[str, ...]) -> bool:
        """Whether it is where the stack's own state lies, with the backend that CDKTF adds."""
        name = _name_in(value) if key == "path" and keys[-1:] == ("local",) else None
        return name is not None and name == (self._stack or name)

    def _state_of_another(self, key: str, value: Any) -> str | None:
        """Return the name of the file where another stack's state lies, without the folder."""
        return None if key != "path" or _name_in(value) is None else PurePath(value).name


def _name_in(path: Any) -> str | None:
    """Return the stack's name in the path of the file that CDKTF's own local backend has."""
    if not isinstance(path, str) or not PurePath(path).is_absolute():
        return None
    match = _STATE.fullmatch(PurePath(path).name)
    return match[1] if match else None


def _without_versions(value: Any) -> Any:
    """Return what a stack requires of providers without versions, if it is that; else the value."""
    if _is_required_provider(value):
        return _without_version(value)
    if isinstance(value, Mapping) and value and all(map(_is_required_provider, value.values())):
        return {name: _without_version(each) for name, each in value.items()}
    return value


def _is_required_provider(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and {"source"} <= value.keys() <= {"source", "version", "configuration_aliases"}
        and bool(_PROVIDER_SOURCE.fullmatch(str(value["source"])))
    )


def _without_version(required: Any) -> Any:
    if isinstance(required, Mapping):
        return {key: item for key, item in required.items() if key != "version"}
    return {} if isinstance(required, str) else required  # a text is a version alone


def _metadata(value: Mapping[str, Any]) -> Mapping[str, Any]:
    comment = value.get("//")
    metadata = comment.get("metadata") if isinstance(comment, Mapping) else None
    return metadata if isinstance(metadata, Mapping) else {}
