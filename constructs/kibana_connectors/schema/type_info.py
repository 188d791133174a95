"""What Kibana says of a connector type, and of a payload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .sunset import Sunset


@dataclass(frozen=True)
class TypeInfo:
    """What Kibana says of a connector type.

    Attributes:
        type_id: Kibana's id of the type, with its dot: `.pagerduty`.
        name: The name that Kibana shows.
        license: The lowest license: basic, standard, gold, platinum or enterprise.
        features: What can use it: alerting, cases, siem, uptime, workflows, …
        since: The first Kibana version that has it.
        is_deprecated: Whether Kibana marks the type as deprecated.
        sunset: What is known of its end; None where nothing says that it ends.
    """

    type_id: str
    name: str
    license: str
    features: tuple[str, ...]
    since: str
    is_deprecated: bool = False
    sunset: Sunset | None = None


@dataclass(frozen=True)
class Verdict:
    """What Kibana would say of a payload on the wire.

    Attributes:
        ok: Whether Kibana would take it.
        errors: Why not; in Kibana's field names, never with a value.
        stored_config: The config as Kibana would store it, nulls included; None when refused.
    """

    ok: bool
    errors: tuple[str, ...]
    stored_config: dict[str, Any] | None

    @property
    def settled_config(self) -> dict[str, Any] | None:
        """The stored config without its nulls."""
        if self.stored_config is None:
            return None
        return {key: value for key, value in self.stored_config.items() if value is not None}
