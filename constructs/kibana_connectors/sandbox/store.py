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
    """

    space: str
    id: str
    type_id: str
    name: str
    config: dict[str, Any]
    is_missing_secrets: bool = False
    secret_paths: frozenset[SecretPath] = frozenset()
    secrets_revision: int = 0


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
    """Connectors in memory. A test's thread may read them while the server writes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saved: dict[str, StoredConnector] = {}
        self._preconfigured: dict[str, PreconfiguredConnector] = {}

    def all(self) -> list[StoredConnector]:
        """Return copies of the saved connectors, oldest first."""
        with self._lock:
            return [copy.deepcopy(connector) for connector in self._saved.values()]

    def in_space(self, space: str) -> list[StoredConnector]:
        """Return copies of the saved connectors of one space.

        Args:
            space: Space id.
        """
        return [connector for connector in self.all() if connector.space == space]

    def get(self, space: str, connector_id: str) -> StoredConnector:
        """Return a copy of one connector.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            return copy.deepcopy(self._find(space, connector_id))

    def add(self, connector: StoredConnector) -> StoredConnector:
        """Save a new connector.

        Args:
            connector: The connector.

        Raises:
            ApiError: The id is taken, in this space or another.
        """
        with self._lock:
            if connector.id in self._saved:
                raise ApiError(409, f"Saved object [action/{connector.id}] conflict")
            self._saved[connector.id] = copy.deepcopy(connector)
        return connector

    def replace(
        self, space: str, connector_id: str, name: str, config: dict[str, Any], paths: frozenset[SecretPath]
    ) -> StoredConnector:
        """Replace name, config and secrets, as a PUT does.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.
            name: New name.
            config: New config.
            paths: Where the new secrets have values.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            old = self._find(space, connector_id)
            new = replace(
                old,
                name=name,
                config=copy.deepcopy(config),
                is_missing_secrets=False,
                secret_paths=paths,
                secrets_revision=old.secrets_revision + bool(paths or old.secret_paths),
            )
            self._saved[connector_id] = new
            return copy.deepcopy(new)

    def remove(self, space: str, connector_id: str) -> None:
        """Delete a connector.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            del self._saved[self._find(space, connector_id).id]

    def clear(self) -> None:
        """Delete all saved and preconfigured connectors."""
        with self._lock:
            self._saved.clear()
            self._preconfigured.clear()

    def add_preconfigured(self, connector: PreconfiguredConnector) -> None:
        """Add a connector from kibana.yml.

        Args:
            connector: The connector.
        """
        with self._lock:
            self._preconfigured[connector.id] = copy.deepcopy(connector)

    def preconfigured(self) -> list[PreconfiguredConnector]:
        """Return copies of the preconfigured connectors."""
        with self._lock:
            return [copy.deepcopy(connector) for connector in self._preconfigured.values()]

    def find_preconfigured(self, connector_id: str) -> PreconfiguredConnector | None:
        """Return a preconfigured connector, or None.

        Args:
            connector_id: Id from the request's path.
        """
        return next((one for one in self.preconfigured() if one.id == connector_id), None)

    def _find(self, space: str, connector_id: str) -> StoredConnector:
        connector = self._saved.get(connector_id)
        if connector is None or connector.space != space:
            raise ApiError(404, f"Saved object [action/{connector_id}] not found")
        return connector
