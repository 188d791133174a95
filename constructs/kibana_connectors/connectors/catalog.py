"""All connector classes by type id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..cdk.connector import Connector
from ..types.catalog import ClassesById
from ..types.registry import KnownType


@cache
def _loaded(known: KnownType) -> type[Connector[Any, Any]]:
    found: type[Connector[Any, Any]] = known.load_construct()
    return found


def connector_types() -> Mapping[str, type[Connector[Any, Any]]]:
    """Return every connector class: type id to class.

    Classes are loaded as they are asked for. Types of the project's own are among them once the package that
    `kibana-connectors generate` wrote is imported.

    Raises:
        UnknownConnectorType: On asking for an id that no type has.
    """
    return ClassesById(_loaded)
