"""All connector classes by type id."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..cdk.connector import Connector
from ..types.catalog import ClassesById


@cache
def _loaded(module: str, class_name: str) -> type[Connector[Any, Any]]:
    name = module.rpartition(".")[2]
    found: type[Connector[Any, Any]] = getattr(importlib.import_module(f"{__package__}.{name}"), class_name)
    return found


def connector_types() -> Mapping[str, type[Connector[Any, Any]]]:
    """Return every connector class: type id to class.

    Classes are loaded as they are asked for.

    Raises:
        UnknownConnectorType: On asking for an id that no type has.
    """
    return ClassesById(_loaded)
