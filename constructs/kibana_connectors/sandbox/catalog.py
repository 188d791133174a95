"""The connector types that the stand-in knows: the library's own, or those that a test passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ..errors import UnknownConnectorType
from ..schema.connector_type import AnyConnectorType
from ..schema.spec_type import SpecType
from ..schema.type_info import TypeInfo, Verdict
from ..types.catalog import TYPES, type_catalog
from .settings import Settings

Validator: TypeAlias = Callable[[str, object, object], Verdict]
"""Validates a payload; called with type id, config and secrets."""

NEEDS_ENDPOINT_SECURITY = frozenset({".crowdstrike", ".microsoft_defender_endpoint", ".sentinelone"})
"""Types of the sub-feature `endpointSecurity` of Kibana's feature "Actions and Connectors"."""


class Catalog:
    """The connector types of a sandbox, as far as its version has them.

    Args:
        settings: The simulated deployment.
        types: All types, of any version; None for the library's own, each loaded when it is asked for. A
            test's own type may be any object that says what `TypeInfo` says; all but id and name may be
            missing.
    """

    def __init__(self, settings: Settings, types: Sequence[TypeInfo] | None = None) -> None:
        self._settings = settings
        self._given = None if types is None else {entry.type_id: _completed(entry) for entry in types}

    def find(self, type_id: str) -> TypeInfo | None:
        """Return one type, or None.

        Args:
            type_id: Connector type.
        """
        if self._given is not None:
            entry = self._given.get(type_id)
        else:
            kind = library_type(type_id)
            entry = kind.TYPE if kind is not None else None
        return entry if entry is not None and self._has(entry) else None

    def all(self) -> list[TypeInfo]:
        """Return all types."""
        types = type_catalog() if self._given is None else self._given.values()
        return [entry for entry in types if self._has(entry)]

    def _has(self, entry: TypeInfo) -> bool:
        return not entry.since or self._settings.has(entry.since)


def _completed(entry: Any) -> TypeInfo:
    if isinstance(entry, TypeInfo):
        return entry
    return TypeInfo(
        type_id=entry.type_id,
        name=entry.name,
        license=getattr(entry, "license", "basic"),
        features=tuple(getattr(entry, "features", ("alerting",))),
        since=getattr(entry, "since", ""),
        is_deprecated=bool(getattr(entry, "is_deprecated", getattr(entry, "deprecated", False))),
    )


def library_type(type_id: str) -> AnyConnectorType | None:
    """Return the library's own class of a type, or None.

    Args:
        type_id: Connector type.
    """
    try:
        kind: AnyConnectorType = TYPES[type_id]
    except UnknownConnectorType:
        return None
    return kind


def is_spec_type(type_id: str) -> bool:
    """Whether Kibana defines a type as data.

    Args:
        type_id: Connector type.
    """
    kind = library_type(type_id)
    return kind is not None and issubclass(kind, SpecType)
