"""Connectors and connector types as Kibana shows them."""

from __future__ import annotations

import unicodedata
from typing import Any

from ..schema.system_types import SYSTEM_ID_PREFIX, SYSTEM_TYPES
from ..schema.type_info import TypeInfo
from .catalog import NEEDS_ENDPOINT_SECURITY, is_spec_type
from .licensing import enabled_in_config, license_refusal
from .params import TESTABLE
from .settings import Settings
from .store import PreconfiguredConnector, StoredConnector

_WITH_TABLE_API = frozenset({".servicenow", ".servicenow-sir"})
_DEPRECATED_WHERE_PRECONFIGURED = frozenset({".slack"})
"""Kibana's newest tests call this type deprecated in a preconfigured connector, and not in a saved one."""

SINCE = {
    "is_system_action": "8.11",
    "is_connector_type_deprecated": "9.1",
    "auth_mode": "9.4",
    "is_system_action_type": "8.11",
    "is_deprecated": "9.1",
    "source": "9.3",
    "sub_feature": "8.18",
    "is_experimental": "9.5",
    "is_testable": "9.6",
}
"""The version that each field of an answer came with, as far as that is known (docs/sandbox.md)."""

_SYSTEM: dict[str, tuple[str, str, tuple[str, ...]]] = {
    ".cases": ("8.11", "platinum", ("alerting", "siem", "uptime")),
    ".observability-ai-assistant": ("8.12", "enterprise", ("generativeAIForObservability",)),
    ".workflows": ("9.3", "gold", ("alerting", "siem")),
    ".http-system": ("9.4", "gold", ("workflows",)),
}
"""Each system type: since when, from which license on, and for what."""


def connector_view(
    connector: StoredConnector | PreconfiguredConnector, settings: Settings, *, type_deprecated: bool
) -> dict[str, Any]:
    """Return Kibana's JSON of one connector.

    Args:
        connector: The connector.
        settings: The simulated deployment, whose version decides which fields there are.
        type_deprecated: Whether its type is deprecated.
    """
    preconfigured = isinstance(connector, PreconfiguredConnector)
    config = connector.config or {}
    # An absent key or true means the old API; null does not.
    old_api = connector.type_id in _WITH_TABLE_API and config.get("usesTableApi", True) is True
    view: dict[str, Any] = {
        "id": connector.id,
        "name": connector.name,
        "connector_type_id": connector.type_id,
        "is_preconfigured": preconfigured,
        "is_deprecated": old_api,
    }
    if settings.has(SINCE["is_system_action"]):
        view["is_system_action"] = False
    if settings.has(SINCE["is_connector_type_deprecated"]):
        old_here = preconfigured and connector.type_id in _DEPRECATED_WHERE_PRECONFIGURED
        view["is_connector_type_deprecated"] = type_deprecated or old_here
    if isinstance(connector, StoredConnector):
        view["config"] = connector.config
        view["is_missing_secrets"] = connector.is_missing_secrets
    elif connector.config is not None:
        view["config"] = connector.config
    return view


def auth_mode_view(connector: StoredConnector | PreconfiguredConnector, settings: Settings) -> dict[str, str]:
    """Return what GET and the list say of who authenticates; earlier versions say nothing.

    Args:
        connector: The connector.
        settings: The simulated deployment.
    """
    if not settings.has(SINCE["auth_mode"]):
        return {}
    return {"auth_mode": connector.auth_mode if isinstance(connector, StoredConnector) else "shared"}


def list_order(view: dict[str, Any]) -> tuple[list[tuple[int, str]], str]:
    """Return a sort key close to localeCompare: accents and case decide only between equal letters.

    Args:
        view: JSON of a connector.
    """
    name = str(view["name"])
    letters = (one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    plain = "".join(_LETTERS.get(one, one) for one in "".join(letters).casefold())
    return [_weight(one) for one in plain], name.swapcase()


_PUNCTUATION = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}


def _weight(letter: str) -> tuple[int, str]:
    """Return the place of a character among all: marks, symbols and emoji, digits, letters."""
    if letter in _PUNCTUATION:
        return 0, chr(_PUNCTUATION.index(letter))
    if letter.isdigit():
        return 2, letter
    return (3, letter) if letter.isalpha() else (1, letter)


def type_view(entry: TypeInfo, settings: Settings) -> dict[str, Any]:
    """Return Kibana's JSON of one connector type.

    Args:
        entry: Connector type.
        settings: The simulated deployment, which decides what is enabled and which fields there are.
    """
    in_config = enabled_in_config(settings, entry.type_id)
    in_license = license_refusal(settings, entry) is None
    view: dict[str, Any] = {
        "id": entry.type_id,
        "name": entry.name,
        "enabled": in_config and in_license,
        "enabled_in_config": in_config,
        "enabled_in_license": in_license,
        "minimum_license_required": entry.license,
        "supported_feature_ids": list(entry.features),
        "is_system_action_type": False,
        "is_deprecated": entry.is_deprecated,
        "source": "spec" if is_spec_type(entry.type_id) else "stack",
    }
    if entry.type_id in NEEDS_ENDPOINT_SECURITY:
        view["sub_feature"] = "endpointSecurity"
    if view["source"] == "spec":
        view |= {"is_experimental": True, "is_testable": entry.type_id in TESTABLE}
    return {key: value for key, value in view.items() if key not in SINCE or settings.has(SINCE[key])}


def system_connector_views(settings: Settings) -> list[dict[str, Any]]:
    """Return Kibana's JSON of its own connectors, which only an internal route lists.

    Args:
        settings: The simulated deployment.
    """
    return [
        {
            "id": f"{SYSTEM_ID_PREFIX}{type_id}",
            "name": SYSTEM_TYPES[type_id],
            "connector_type_id": type_id,
            "is_preconfigured": False,
            "is_deprecated": False,
            "is_system_action": True,
            "is_connector_type_deprecated": False,
            "referenced_by_count": 0,
        }
        for type_id, (since, _, _) in _SYSTEM.items()
        if settings.has(since)
    ]


def system_type_views(settings: Settings) -> list[dict[str, Any]]:
    """Return Kibana's JSON of the types of its own connectors.

    Args:
        settings: The simulated deployment.
    """
    views = []
    for type_id, (since, license, features) in _SYSTEM.items():
        if settings.has(since):
            info = TypeInfo(type_id, SYSTEM_TYPES[type_id], license, features, since)
            views.append(type_view(info, settings) | {"is_system_action_type": True})
    return views
