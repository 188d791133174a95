"""What the sandbox needs to know of connector types, and where it gets it: the library's registry.

The registry brings the CDK engine and its Node process along: it is imported only where it is used, and a
test may put a validator and types of its own in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import UnknownConnectorType


class TypeEntry(Protocol):
    """One connector type, as `kibana_connectors.registry.type_catalog` lists it."""

    @property
    def type_id(self) -> str:
        """Id, such as `.index`."""

    @property
    def name(self) -> str:
        """Kibana's display name."""

    @property
    def license(self) -> str:
        """Lowest licence that allows the type."""

    @property
    def features(self) -> Sequence[str]:
        """Kibana features that may use the type."""


class Verdict(Protocol):
    """What Kibana would say of a payload."""

    @property
    def ok(self) -> bool:
        """Whether the payload is accepted."""

    @property
    def errors(self) -> Sequence[str]:
        """Reasons for a refusal, each starting with `config`, `secrets` or `connector`; no input values."""

    @property
    def stored_config(self) -> dict[str, Any] | None:
        """Config as Kibana stores it, nulls included."""


#: Judges a payload: type id, config, secrets.
Validator = Callable[[str, object, object], Verdict]


@dataclass(frozen=True)
class Catalog:
    """The connector types there are.

    Attributes:
        find: Returns one type, or None; the registry then loads no other.
        all: Lists all types.
    """

    find: Callable[[str], TypeEntry | None]
    all: Callable[[], Sequence[TypeEntry]]


#: Types that exist in Kibana, but of which no one can create a connector.
SYSTEM_TYPES = frozenset({".cases", ".http-system", ".observability-ai-assistant", ".workflows"})

#: The id of a system connector is this and its type.
SYSTEM_ID_PREFIX = "system-connector-"


def is_system_id(connector_id: str | None) -> bool:
    """Tell whether an id belongs to one of Kibana's own system connectors.

    Args:
        connector_id: Id from the request's path.
    """
    if connector_id is None or not connector_id.startswith(SYSTEM_ID_PREFIX):
        return False
    return connector_id.removeprefix(SYSTEM_ID_PREFIX) in SYSTEM_TYPES


def registry_validate(type_id: str, config: object, secrets: object) -> Verdict:
    """Judge a payload with the library's own registry.

    Args:
        type_id: Connector type.
        config: Config in wire form.
        secrets: Secrets in wire form.
    """
    from ..types.registry import validate

    return validate(type_id, config, secrets)


def registry_catalog() -> Catalog:
    """Take the types of the library's own registry."""
    return Catalog(_registered, _all_registered)


def catalog_of(types: Sequence[TypeEntry]) -> Catalog:
    """Take the given types.

    Args:
        types: All types there are.
    """
    by_id = {entry.type_id: entry for entry in types}
    return Catalog(by_id.get, lambda: types)


def is_deprecated(entry: TypeEntry | None) -> bool:
    """Tell whether Kibana marks a type as deprecated; few types say anything about it.

    Args:
        entry: Connector type; None is one that Kibana no longer has.
    """
    return bool(getattr(entry, "deprecated", False))


def load_registry() -> None:
    """Import the registry now.

    The engine talks to one Node process without locks: loading it on the server's thread could meet a test
    that builds constructs at the same moment.
    """
    from ..types import registry  # noqa: F401


def _registered(type_id: str) -> TypeEntry | None:
    from ..types.registry import connector_types

    try:
        return connector_types()[type_id].TYPE
    except UnknownConnectorType:
        return None


def _all_registered() -> Sequence[TypeEntry]:
    from ..types.registry import type_catalog

    return type_catalog()
