"""Connector types that Kibana has and nobody can create: what to use instead."""

from __future__ import annotations

_SYSTEM = (
    "is a system action, which Kibana itself provides in every space: use the id {id} where an id is "
    "asked for"
)

_BY_ID = {
    ".cases": ("Cases", _SYSTEM.format(id="system-connector-.cases")),
    ".http-system": (
        "HTTP",
        _SYSTEM.format(id="system-connector-.http-system") + ", or create an .http connector",
    ),
    ".observability-ai-assistant": (
        "Observability AI Assistant",
        _SYSTEM.format(id="system-connector-.observability-ai-assistant"),
    ),
}
_BY_NAME = {
    "Elastic Managed LLM": (
        "is preconfigured by Elastic and cannot be created: use the id that "
        "GET /api/actions/connectors lists for it where an id is asked for"
    ),
}


def why_uncreatable(asked: str) -> str | None:
    """Say why a type, given by its id or its name, cannot be created, and what to use instead.

    Args:
        asked: A type id, with or without its dot, or the name that Kibana shows.
    """
    for type_id, (name, why) in _BY_ID.items():
        same_name = (
            asked.casefold() == name.casefold() and name != "HTTP"
        )  # a type that can be created has it too
        if asked in (type_id, type_id[1:]) or same_name:
            return f"{type_id} ({name}) {why}"
    for name, why in _BY_NAME.items():
        if asked.casefold() == name.casefold():
            return f"{name} {why}"
    return None
