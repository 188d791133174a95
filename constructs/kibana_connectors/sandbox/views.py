"""Connectors and connector types as Kibana shows them."""

from __future__ import annotations

import unicodedata
from typing import Any

from ..schema.type_info import TypeInfo
from .licensing import enabled_in_config, license_refusal
from .settings import Settings
from .store import PreconfiguredConnector, StoredConnector

_WITH_TABLE_API = frozenset({".servicenow", ".servicenow-sir"})


def connector_view(
    connector: StoredConnector | PreconfiguredConnector, *, type_deprecated: bool
) -> dict[str, Any]:
    """Return Kibana's JSON of one connector.

    Args:
        connector: The connector.
        type_deprecated: Whether its type is deprecated.
    """
    view: dict[str, Any] = {
        "id": connector.id,
        "name": connector.name,
        "connector_type_id": connector.type_id,
        "is_preconfigured": isinstance(connector, PreconfiguredConnector),
        "is_deprecated": False,
        "is_system_action": False,
        "is_connector_type_deprecated": type_deprecated,
    }
    if isinstance(connector, StoredConnector):
        view["config"] = connector.config
        view["is_missing_secrets"] = connector.is_missing_secrets
        # An absent key or true means the old API; null does not.
        uses_table_api = connector.config.get("usesTableApi", True) is True
        view["is_deprecated"] = connector.type_id in _WITH_TABLE_API and uses_table_api
    elif connector.config is not None:
        view["config"] = connector.config
    return view


def list_order(view: dict[str, Any]) -> tuple[str, str]:
    """Return a sort key close to localeCompare: accents and case decide only between equal letters.

    Args:
        view: JSON of a connector.
    """
    name = str(view["name"])
    letters = (one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return "".join(letters).casefold(), name.swapcase()


def type_view(entry: TypeInfo, settings: Settings) -> dict[str, Any]:
    """Return Kibana's JSON of one connector type.

    Args:
        entry: Connector type.
        settings: The simulated deployment, which decides what is enabled.
    """
    in_config = enabled_in_config(settings, entry.type_id)
    in_license = license_refusal(settings, entry) is None
    return {
        "id": entry.type_id,
        "name": entry.name,
        "enabled": in_config and in_license,
        "enabled_in_config": in_config,
        "enabled_in_license": in_license,
        "minimum_license_required": entry.license,
        "supported_feature_ids": list(entry.features),
        "is_system_action_type": False,
        "is_deprecated": entry.is_deprecated,
    }


def status_view(settings: Settings, *, authenticated: bool) -> dict[str, Any]:
    """Return Kibana's status. Callers without valid credentials see no version.

    Args:
        settings: The simulated deployment.
        authenticated: Whether the caller has valid credentials.
    """
    if not authenticated:
        return {"status": {"overall": {"level": "available"}}}
    level = {"level": "available", "summary": "All services and plugins are available"}
    return {
        "name": "kibana-connectors-sandbox",
        "version": {
            "number": settings.version,
            "build_hash": "0" * 40,
            "build_number": 0,
            "build_snapshot": False,
            "build_flavor": settings.build_flavor,
        },
        "status": {"overall": level, "core": {}, "plugins": {}},
    }


def space_view(space: str) -> dict[str, Any]:
    """Return Kibana's JSON of one space.

    Args:
        space: Space id.
    """
    view: dict[str, Any] = {"id": space, "name": space, "disabledFeatures": []}
    if space == "default":
        view |= {"name": "Default", "description": "This is your default space!", "_reserved": True}
    return view
