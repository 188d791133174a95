"""The connectors that the sandbox holds. It keeps where secret values were present, and no values."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .responses import ApiError

#: The keys that lead to one secret value; a list index counts as a key.
SecretPath = tuple[str, ...]


@dataclass(frozen=True)
class StoredConnector:
    """A connector in the store.

    Attributes:
        space: Its space.
        id: Unique across all spaces.
        type_id: Connector type.
        name: Display name.
        config: Config as Kibana stores it, nulls included.
        is_missing_secrets: True after an import without secrets, until a PUT.
        secret_paths: Where the last write had secrets; never a value.
        secrets_revision: Increases with every write that sets or removes secrets.
        auth_mode: `shared` or `personal`.
    """

    space: str
    id: str
    type_id: str
    name: str
    config: dict[str, Any]
    is_missing_secrets: bool = False
    secret_paths: frozenset[SecretPath] = frozenset()
    secrets_revision: int = 0
    auth_mode: str = "shared"


@dataclass(frozen=True)
class PreconfiguredConnector:
    """A connector from kibana.yml: present in every space, and read-only.

    Attributes:
        id: Connector id.
        type_id: Connector type.
        name: Display name.
        config: Config that GET shows, as with `exposeConfig: true` in kibana.yml; else None.
    """

    id: str
    type_id: str
    name: str
    config: dict[str, Any] | None = None


ALERT_HISTORY = PreconfiguredConnector(
    "preconfigured-alert-history-es-index",
    ".index",
    "Alert history Elasticsearch index",
    {"index": "kibana-alert-history-default"},
)
"""What `xpack.actions.preconfiguredAlertHistoryEsIndex` adds."""


def secret_paths(secrets: object) -> frozenset[SecretPath]:
    """Return the paths at which a secrets object has a value.

    Args:
        secrets: Secrets in wire form.
    """
    return frozenset(_paths(secrets, ()))


def _paths(value: object, path: SecretPath) -> Iterator[SecretPath]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, (*path, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _paths(item, (*path, str(index)))
    elif value is not None:
        yield path


class Store:
    """Connectors in memory, by space. A test's thread may read them while the server writes.

    What is kept is never changed, only replaced: so the server reads it without copying, and only what leaves
    the sandbox is copied.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_space: dict[str, dict[str, StoredConnector]] = {}
        self._spaces: dict[str, str] = {}  # each id and its space, in the order of creation
        self._preconfigured: dict[str, PreconfiguredConnector] = {}

    def copies(self) -> list[StoredConnector]:
        """Return copies of the saved connectors of all spaces, oldest first."""
        with self._lock:
            return [copy.deepcopy(self._by_space[space][one]) for one, space in self._spaces.items()]

    def in_space(self, space: str) -> tuple[StoredConnector, ...]:
        """Return the saved connectors of one space; those of others are not looked at.

        Args:
            space: Space id.
        """
        with self._lock:
            return tuple(self._by_space.get(space, {}).values())

    def find(self, space: str, connector_id: str) -> StoredConnector | None:
        """Return one connector of a space, or None.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.
        """
        with self._lock:
            return self._by_space.get(space, {}).get(connector_id)

    def get(self, space: str, connector_id: str) -> StoredConnector:
        """Return one connector of a space.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            return self._get(space, connector_id)

    def space_of(self, connector_id: str) -> str | None:
        """Return the space that has an id, or None.

        Args:
            connector_id: Connector id.
        """
        with self._lock:
            return self._spaces.get(connector_id)

    def add(self, connector: StoredConnector, *, overwrite: bool = False) -> StoredConnector:
        """Save a new connector.

        Args:
            connector: The connector; the caller does not change it afterwards.
            overwrite: Replace a connector of the same space and id.

        Raises:
            ApiError: The id is taken, in this space or another.
        """
        with self._lock:
            owner = self._spaces.get(connector.id)
            if owner is not None and not (overwrite and owner == connector.space):
                raise ApiError(409, f"Saved object [action/{connector.id}] conflict")
            self._spaces[connector.id] = connector.space
            self._by_space.setdefault(connector.space, {})[connector.id] = connector
        return connector

    def replace(
        self, space: str, connector_id: str, name: str, config: dict[str, Any], paths: frozenset[SecretPath]
    ) -> StoredConnector:
        """Replace name, config and secrets, as a PUT does.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.
            name: New name.
            config: New config; the caller does not change it afterwards.
            paths: Where the new secrets have values.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            old = self._get(space, connector_id)
            new = replace(
                old,
                name=name,
                config=config,
                is_missing_secrets=False,
                secret_paths=paths,
                secrets_revision=old.secrets_revision + bool(paths or old.secret_paths),
            )
            self._by_space[space][connector_id] = new
            return new

    def remove(self, space: str, connector_id: str) -> None:
        """Delete a connector.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            self._get(space, connector_id)
            del self._by_space[space][connector_id]
            del self._spaces[connector_id]

    def remove_space(self, space: str) -> None:
        """Delete all connectors of a space.

        Args:
            space: Space id.
        """
        with self._lock:
            for connector_id in self._by_space.pop(space, {}):
                del self._spaces[connector_id]

    def clear(self) -> None:
        """Delete all saved and preconfigured connectors."""
        with self._lock:
            self._by_space.clear()
            self._spaces.clear()
            self._preconfigured.clear()

    def add_preconfigured(self, connector: PreconfiguredConnector) -> None:
        """Add a connector from kibana.yml.

        Args:
            connector: The connector; the caller does not change it afterwards.
        """
        with self._lock:
            self._preconfigured[connector.id] = connector

    def preconfigured(self) -> tuple[PreconfiguredConnector, ...]:
        """Return the preconfigured connectors."""
        with self._lock:
            return tuple(self._preconfigured.values())

    def find_preconfigured(self, connector_id: str) -> PreconfiguredConnector | None:
        """Return a preconfigured connector, or None.

        Args:
            connector_id: Id from the request's path.
        """
        with self._lock:
            return self._preconfigured.get(connector_id)

    def _get(self, space: str, connector_id: str) -> StoredConnector:
        connector = self._by_space.get(space, {}).get(connector_id)
        if connector is None:
            raise ApiError(404, f"Saved object [action/{connector_id}] not found")
        return connector
