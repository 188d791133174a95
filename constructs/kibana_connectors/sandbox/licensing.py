"""Which connector types the license and kibana.yml allow."""

from __future__ import annotations

from ..schema.licenses import allows
from ..schema.type_info import TypeInfo
from .settings import Settings


def enabled_in_config(settings: Settings, type_id: str) -> bool:
    """Whether `xpack.actions.enabledActionTypes` allows a type.

    Args:
        settings: The simulated deployment.
        type_id: Connector type.
    """
    return settings.enabled_types is None or type_id in settings.enabled_types


def license_refusal(settings: Settings, entry: TypeInfo) -> str | None:
    """Return Kibana's message if the license forbids a type, else None.

    Args:
        settings: The simulated deployment.
        entry: Connector type.
    """
    disabled = f"Action type {entry.type_id} is disabled because"
    if settings.license_status == "unavailable":
        return f"{disabled} license information is not available at this time."
    if settings.license_status == "expired":
        return f"{disabled} your {settings.license} license has expired."
    if not allows(settings.license, entry.license):
        return f"{disabled} your {settings.license} license does not support it. Please upgrade your license."
    return None
