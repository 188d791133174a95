"""The values in a connector's config that are known, with the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..schema.shown_keys import shown_key
from ..stack_files.connectors import StackConnector
from ..stack_files.values import EncodedJson, Unknown


def config_leaves(connector: StackConnector) -> Iterator[tuple[str, Any]]:
    """Yield every value of a config that is known, and its place."""
    yield from _leaves(connector.config, "config")


def config_texts(connector: StackConnector) -> Iterator[tuple[str, str]]:
    """Yield every text of a config that is known, and its place."""
    for path, value in _leaves(connector.config, "config"):
        if isinstance(value, str):
            yield path, value


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Unknown):
        return
    if isinstance(value, EncodedJson):
        value = value.value
    if isinstance(value, Mapping):
        for number, (key, item) in enumerate(value.items(), start=1):
            yield from _leaves(item, f"{path}.{shown_key(str(key), number, _KNOWN)}")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, value


_KNOWN = ("Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "Private-Token", "api_key", "access_key")
