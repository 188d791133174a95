"""Connector types that Kibana has and nobody can create, and what to use instead."""

from __future__ import annotations

SYSTEM_ID_PREFIX = "system-connector-"
"""The id of a system connector is this and its type's id."""

SYSTEM_TYPES: dict[str, str] = {
    ".cases": "Cases",
    ".http-system": "HTTP",
    ".observability-ai-assistant": "Observability AI Assistant",
    ".workflows": "Workflows",
}
"""Id and name of each system action; Kibana itself provides one connector of each type, in every space."""

_CREATABLE_NAMES = frozenset({"HTTP"})
"""Names that a type which can be created has too."""
_ALTERNATIVES = {".http-system": ", or create an .http connector"}
_PRECONFIGURED = {
    "Elastic Managed LLM": (
        "is preconfigured by Elastic and cannot be created: use the id that "
        "GET /api/actions/connectors lists for it where an id is asked for"
    ),
}


def is_system_id(connector_id: str) -> bool:
    """Whether a connector id belongs to one of Kibana's own system connectors."""
    return connector_id.startswith(SYSTEM_ID_PREFIX) and (
        connector_id.removeprefix(SYSTEM_ID_PREFIX) in SYSTEM_TYPES
    )


def why_uncreatable(asked: str) -> str | None:
    """Return why a type cannot be created and what to use instead; None for any other type.

    Args:
        asked: A type id, with or without its dot, or the name that Kibana shows.
    """
    for type_id, name in SYSTEM_TYPES.items():
        is_name = asked.casefold() == name.casefold() and name not in _CREATABLE_NAMES
        if is_name or asked in (type_id, type_id[1:]):
            return (
                f"{type_id} ({name}) is a system action, which Kibana itself provides in every space: use "
                f"the id {SYSTEM_ID_PREFIX}{type_id} where an id is asked for{_ALTERNATIVES.get(type_id, '')}"
            )
    for name, why in _PRECONFIGURED.items():
        if asked.casefold() == name.casefold():
            return f"{name} {why}"
    return None
