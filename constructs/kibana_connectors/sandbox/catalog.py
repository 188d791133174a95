"""The connector types that the stand-in knows: the library's own, or those that a test passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..errors import UnknownConnectorType
from ..schema.type_info import TypeInfo, Verdict
from ..types.catalog import TYPES, type_catalog

Validator: TypeAlias = Callable[[str, object, object], Verdict]
"""Validates a payload; called with type id, config and secrets."""


@dataclass(frozen=True)
class Catalog:
    """The connector types of a sandbox.

    Attributes:
        find: Returns one type, or None, without loading the others.
        all: Returns all types.
    """

    find: Callable[[str], TypeInfo | None]
    all: Callable[[], Sequence[TypeInfo]]


def library_catalog() -> Catalog:
    """Return the library's own types."""
    return Catalog(_find, type_catalog)


def catalog_of(types: Sequence[TypeInfo]) -> Catalog:
    """Return a catalog of the given types.

    Args:
        types: All types of the catalog.
    """
    by_id = {entry.type_id: entry for entry in types}
    return Catalog(by_id.get, lambda: types)


def _find(type_id: str) -> TypeInfo | None:
    try:
        info: TypeInfo = TYPES[type_id].TYPE
    except UnknownConnectorType:
        return None
    return info
