"""The operations on connectors. Checks run in Kibana's order."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from ..schema.system_types import SYSTEM_ID_PREFIX, SYSTEM_TYPES, is_system_id
from .judging import Judge
from .responses import ApiError
from .schema import ConnectorBody
from .settings import Settings
from .store import ALERT_HISTORY, PreconfiguredConnector, Store, StoredConnector, secret_paths

#: Called with space, connector id and secrets, after a write with secrets was saved.
SecretsListener = Callable[[str, str, dict[str, Any]], object]


@dataclass
class Connectors:
    """The operations behind the routes, which check privileges first.

    Attributes:
        store: Where connectors are kept.
        settings: The simulated deployment.
        judge: Judges payloads.
        listener: Called with the secrets that were saved.
        last_used: When each type was last created, updated or run.
    """

    store: Store
    settings: Settings
    judge: Judge
    listener: SecretsListener
    last_used: dict[str, str] = field(default_factory=dict)

    def create(self, space: str, connector_id: str | None, body: ConnectorBody) -> StoredConnector:
        """Create a connector.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path; None makes one, as Kibana does.
            body: Body that passed the route's schema.

        Raises:
            ApiError: Kibana would refuse it.
        """
        if body.type_id in SYSTEM_TYPES or (connector_id is not None and is_system_id(connector_id)):
            raise ApiError(400, f"System action creation is forbidden. Action type: {body.type_id}.")
        if connector_id is not None and self.find_preconfigured(connector_id):
            raise ApiError(400, f"This {connector_id} already exists in a preconfigured action.")
        config = self.judge.stored_config(body.type_id, body.config, body.secrets)
        paths = secret_paths(body.secrets)
        connector = StoredConnector(
            space=space,
            id=connector_id or str(uuid.uuid4()),
            type_id=body.type_id,
            name=body.name,
            # The validator may have returned what the request holds.
            config=copy.deepcopy(config),
            secret_paths=paths,
            secrets_revision=int(bool(paths)),
            auth_mode=body.auth_mode or "shared",
        )
        self.store.add(connector)
        self.note_use(body.type_id)
        self._notify_listener(connector, body)
        return connector

    def update(self, space: str, connector_id: str, body: ConnectorBody) -> StoredConnector:
        """Replace name, config and secrets of a connector.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.
            body: Body that passed the route's schema.

        Raises:
            ApiError: Kibana would refuse it.
        """
        if is_system_id(connector_id):
            raise ApiError(400, f"System action {connector_id} can not be updated.")
        if self.find_preconfigured(connector_id):
            raise ApiError(400, f"Preconfigured action {connector_id} can not be updated.")
        type_id = self.store.get(space, connector_id).type_id
        config = self.judge.stored_config(type_id, body.config, body.secrets)
        paths = secret_paths(body.secrets)
        self.note_use(type_id)
        connector = self.store.replace(space, connector_id, body.name, copy.deepcopy(config), paths)
        self._notify_listener(connector, body)
        return connector

    def get(self, space: str, connector_id: str) -> StoredConnector | PreconfiguredConnector:
        """Return a connector. Preconfigured ones come first, and exist in every space.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.

        Raises:
            ApiError: There is no such connector.
        """
        if is_system_id(connector_id):
            raise ApiError(404, f"Connector {connector_id} not found")
        return self.find_preconfigured(connector_id) or self.store.get(space, connector_id)

    def delete(self, space: str, connector_id: str) -> None:
        """Delete a connector, whatever its type and the license.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.

        Raises:
            ApiError: There is no such connector, or it may not be deleted.
        """
        if is_system_id(connector_id):
            raise ApiError(400, f"System action {connector_id} is not allowed to delete.")
        if self.find_preconfigured(connector_id):
            raise ApiError(400, f"Preconfigured action {connector_id} is not allowed to delete.")
        self.store.remove(space, connector_id)

    def preconfigured(self) -> tuple[PreconfiguredConnector, ...]:
        """Return the preconfigured connectors, those of settings included."""
        added = self.store.preconfigured()
        return (*added, ALERT_HISTORY) if self.settings.alert_history else added

    def find_preconfigured(self, connector_id: str) -> PreconfiguredConnector | None:
        """Return a preconfigured connector, or None.

        Args:
            connector_id: Id from the request's path.
        """
        if self.settings.alert_history and connector_id == ALERT_HISTORY.id:
            return ALERT_HISTORY
        return self.store.find_preconfigured(connector_id)

    def type_of(self, space: str, connector_id: str) -> str | None:
        """Return the type of a connector of any kind, or None if there is none with this id in the space.

        Args:
            space: Space of the request.
            connector_id: Connector id.
        """
        if is_system_id(connector_id):
            return connector_id.removeprefix(SYSTEM_ID_PREFIX)
        found = self.find_preconfigured(connector_id) or self.store.find(space, connector_id)
        return None if found is None else found.type_id

    def note_use(self, type_id: str) -> None:
        """Note that a type was used now, for the license's feature usage.

        Args:
            type_id: Connector type.
        """
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        self.last_used[type_id] = now.replace("+00:00", "Z")

    def _notify_listener(self, connector: StoredConnector, body: ConnectorBody) -> None:
        if body.secrets:
            self.listener(connector.space, connector.id, body.secrets)
