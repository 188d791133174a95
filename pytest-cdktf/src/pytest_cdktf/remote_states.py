"""Which outputs stacks read of each other's states, and which of them do not exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

PLACE = {
    *("path", "bucket", "key", "prefix", "address", "hostname", "organization", "workspaces"),
    *("container_name", "storage_account_name", "schema_name", "namespace", "secret_suffix"),
}
"""The settings of backends that say where a state is; others, such as a region, say how to get it."""
TYPE = "terraform_remote_state"


def dangling(stacks: Mapping[str, Json]) -> Iterator[str]:
    """Yield a message for each output that a stack reads from another stack that does not have it.

    Args:
        stacks: The JSON of each stack by name.
    """
    for reader, document in stacks.items():
        for name, state in document.get("data", {}).get(TYPE, {}).items():
            read = _outputs_read(document, name)
            for owner in _owners(state, reader, stacks):
                there = stacks[owner].get("output", {})
                for output in sorted(read - set(there)):
                    known = ", ".join(sorted(there)) or "none at all"
                    yield (
                        f"{reader} reads the output {output!r} of {owner} (data.{TYPE}.{name}), which has no "
                        f"such output; its outputs are: {known}"
                    )


def _owners(state: Json, reader: str, stacks: Mapping[str, Json]) -> Iterator[str]:
    for name, document in stacks.items():
        backend = document.get("terraform", {}).get("backend", {}).get(state.get("backend"))
        config = state.get("config")
        if name == reader or not isinstance(backend, Mapping) or not isinstance(config, Mapping):
            continue
        places = PLACE & (backend.keys() | config.keys())
        if places and all(backend.get(each) == config.get(each) for each in places):
            yield name


def _outputs_read(document: Json, name: str) -> set[str]:
    text = json.dumps({key: value for key, value in document.items() if key != "//"}).replace('\\"', '"')
    return {
        plain or quoted
        for plain, quoted in re.findall(
            rf'data\.{TYPE}\.{re.escape(name)}\.outputs(?:\.([\w-]+)|\["([^"\]]+)"\])', text
        )
    }
