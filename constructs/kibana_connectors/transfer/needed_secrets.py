"""Which secrets a connector needs, by its type and its config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..schema.payload import Refused
from ..types.catalog import TYPES

_AUTH_TYPE = "authType"


@dataclass(frozen=True)
class SecretWay:
    """One way for a connector to have the secrets that it needs.

    Attributes:
        auth_type: Which auth type it is, for types that offer several; empty for the others.
        needed: The secrets that it cannot do without, in Kibana's names; empty where it needs none.
        optional: The others that it may have.
    """

    auth_type: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


def secret_ways(type_id: str, config: Mapping[str, Any] | None) -> tuple[SecretWay, ...]:
    """Return the ways for a connector to have its secrets; none for a type that this library does not know.

    Args:
        type_id: Its type.
        config: Its config in Kibana's spelling; None or one that Kibana would refuse tells nothing.
    """
    if type_id not in TYPES:
        return ()
    kind = TYPES[type_id]
    if hasattr(kind, "AUTH_TYPES"):
        return tuple(
            _way(auth_type, choice.specs(), {spec.name for spec in choice.specs() if spec.is_required})
            for auth_type, choice in kind.auth_types().items()
        )
    specs = kind.Secrets.specs()
    read = kind.Config.from_wire(dict(config or {}))
    if isinstance(read, Refused):
        needed = {spec.name for spec in specs if spec.is_required}
    else:
        needed = set(kind.needed_secrets(read))
    return (_way("", specs, needed),)


def _way(auth_type: str, specs: Any, needed: set[str]) -> SecretWay:
    fields = [(spec.kibana_name, spec.name in needed) for spec in specs if spec.kibana_name != _AUTH_TYPE]
    return SecretWay(
        auth_type,
        tuple(name for name, is_needed in fields if is_needed),
        tuple(name for name, is_needed in fields if not is_needed),
    )
