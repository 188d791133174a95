"""Which stacks read each other's states, which outputs of them, and which of those do not exist."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from . import document as read

Json = Mapping[str, Any]

PLACE = {
    *("path", "bucket", "key", "prefix", "address", "hostname", "organization", "workspaces"),
    *("container_name", "storage_account_name", "schema_name", "namespace", "secret_suffix"),
}
"""The settings of backends that say where a state is; others, such as a region, say how to get it."""
TYPE = "terraform_remote_state"
_MADE_BY_CDKTF = "cross-stack-reference-input-"
"""Before the stack's id in the names of the remote states that CDKTF makes."""


def dangling(stacks: Mapping[str, Json]) -> Iterator[str]:
    """Yield a message for each output that a stack reads from another stack that does not have it.

    Args:
        stacks: The JSON of each stack by name.
    """
    for reader, document in stacks.items():
        for name, state in remote_states(document):
            outputs = outputs_read(document, name)
            for owner in _owners(state, reader, stacks):
                there = {block.name for block in read.outputs(stacks[owner])}
                for output in sorted(outputs - there):
                    known = ", ".join(sorted(there)) or "none at all"
                    yield (
                        f"{reader} reads the output {output!r} of {owner} (data.{TYPE}.{name}), which has no "
                        f"such output; its outputs are: {known}"
                    )


def remote_states(document: Json) -> Iterator[tuple[str, Json]]:
    """Yield the remote states that a stack reads, with their names.

    Args:
        document: The stack's JSON.
    """
    for block in read.data_sources(document):
        if block.type == TYPE:
            yield block.name, block


def owner_of(name: str, state: Json, reader: str, stacks: Mapping[str, Json]) -> str | None:
    """Return the stack whose state a remote state is; None if it is of none of these stacks.

    Args:
        name: The remote state's name.
        state: Its attributes.
        reader: The stack that reads it.
        stacks: The JSON of each stack by its construct path.
    """
    made_by_cdktf = name.removeprefix(_MADE_BY_CDKTF) if name.startswith(_MADE_BY_CDKTF) else None
    named = [path for path in stacks if path != reader and path.rpartition("/")[2] == made_by_cdktf]
    found = [*_owners(state, reader, stacks)]
    return next((each for each in found if each in named), next(iter([*found, *named]), None))


def _owners(state: Json, reader: str, stacks: Mapping[str, Json]) -> Iterator[str]:
    type, config = str(state.get("backend")), state.get("config")
    if not isinstance(config, Mapping):
        return
    for name, document in stacks.items():
        backend = None if name == reader else _backend(document, type)
        if backend is None:
            continue
        places = PLACE & (backend.keys() | config.keys())
        if places and all(
            _place(type, each, backend.get(each), name) == _place(type, each, config.get(each), reader)
            for each in places
        ):
            yield name


def _backend(document: Json, type: str) -> Json | None:
    """Return the settings of a stack's backend of a type. `remote` also reads what `cloud` keeps."""
    types = {type, "cloud"} if type == "remote" else {type}
    return next((block for block in read.backends(document) if block.type in types), None)


def _place(type: str, setting: str, value: Any, stack: str) -> Any:
    """Return a setting; a relative path begins in the stack's own folder."""
    if type == "local" and setting == "path" and isinstance(value, str):
        return posixpath.normpath(posixpath.join("/stacks", stack.rpartition("/")[2], value))
    return value


def outputs_read(document: Json, name: str) -> set[str]:
    """Return the outputs that a stack reads from a remote state.

    Args:
        document: The stack's JSON.
        name: The remote state's name.
    """
    text = json.dumps({key: value for key, value in document.items() if key != "//"}).replace('\\"', '"')
    return {
        plain or quoted
        for plain, quoted in re.findall(
            rf'data\.{TYPE}\.{re.escape(name)}\.outputs(?:\.([\w-]+)|\["([^"\]]+)"\])', text
        )
    }
