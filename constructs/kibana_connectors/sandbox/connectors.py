"""The operations on connectors. Checks run in Kibana's order."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import UnknownConnectorType
from ..schema.system_types import SYSTEM_TYPES, is_system_id
from .catalog import Catalog, Validator
from .licensing import enabled_in_config, license_refusal
from .responses import ApiError
from .schema import ConnectorBody
from .settings import Settings
from .store import PreconfiguredConnector, Store, StoredConnector, secret_paths

#: Called with space, connector id and secrets, after a write with secrets was saved.
SecretsListener = Callable[[str, str, dict[str, Any]], object]

#: The sections of a payload that have validation errors, in Kibana's order, and Kibana's prefix for each.
_PREFIXES = (
    ("config", "error validating connector type config: "),
    ("secrets", "error validating connector type secrets: "),
    ("connector", "error validating action type connector: "),
)

#: The most errors that Kibana lists.
_MOST_ERRORS = 5


def refusal_message(errors: Iterable[str]) -> str:
    """Return the text of Kibana's 400: the errors of the first section that has any, at most five.

    Args:
        errors: Texts that start with `config`, `secrets` or `connector`.
    """
    texts = list(errors)
    for section, prefix in _PREFIXES:
        found = [text for text in texts if re.match(rf"{section}\b", text)]
        if found:
            return prefix + _listed(found)
    return _PREFIXES[-1][1] + _listed(texts)


def _listed(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    shown = [f" [{number}]: {text}" for number, text in enumerate(texts[:_MOST_ERRORS], start=1)]
    hidden = len(texts) - len(shown)
    return f"{len(texts)} errors:\n" + ";\n".join(shown) + (f";\n and {hidden} more" if hidden else "")


@dataclass
class Connectors:
    """The operations behind the routes, which check privileges first.

    Attributes:
        store: Where connectors are kept.
        settings: The simulated deployment.
        catalog: The connector types.
        validator: Validates payloads.
        listener: Called with the secrets that were saved.
    """

    store: Store
    settings: Settings
    catalog: Catalog
    validator: Validator
    listener: SecretsListener

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
        if connector_id is not None and self.store.find_preconfigured(connector_id):
            raise ApiError(400, f"This {connector_id} already exists in a preconfigured action.")
        config = self._validate(body.type_id, body.config, body.secrets)
        paths = secret_paths(body.secrets)
        connector = StoredConnector(
            space=space,
            id=connector_id or str(uuid.uuid4()),
            type_id=body.type_id,
            name=body.name,
            config=config,
            secret_paths=paths,
            secrets_revision=int(bool(paths)),
        )
        self.store.add(connector)
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
        if self.store.find_preconfigured(connector_id):
            raise ApiError(400, f"Preconfigured action {connector_id} can not be updated.")
        type_id = self.store.get(space, connector_id).type_id
        config = self._validate(type_id, body.config, body.secrets)
        paths = secret_paths(body.secrets)
        connector = self.store.replace(space, connector_id, body.name, config, paths)
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
        return self.store.find_preconfigured(connector_id) or self.store.get(space, connector_id)

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
        if self.store.find_preconfigured(connector_id):
            raise ApiError(400, f"Preconfigured action {connector_id} is not allowed to delete.")
        self.store.remove(space, connector_id)

    def _validate(self, type_id: str, config: dict[str, Any], secrets: dict[str, Any]) -> dict[str, Any]:
        """Return the config to store. An invalid payload is reported before a disabled type."""
        entry = self.catalog.find(type_id)
        if entry is None:
            raise ApiError(400, f'Action type "{type_id}" is not registered.')
        try:
            verdict = self.validator(type_id, config, secrets)
        except UnknownConnectorType:
            raise ApiError(400, f'Action type "{type_id}" is not registered.') from None
        if not verdict.ok:
            raise ApiError(400, refusal_message(verdict.errors))
        if not enabled_in_config(self.settings, type_id):
            raise ApiError(
                403,
                f'action type "{type_id}" is not enabled in the Kibana config '
                "xpack.actions.enabledActionTypes",
            )
        refusal = license_refusal(self.settings, entry)
        if refusal is not None:
            raise ApiError(403, refusal)
        return verdict.stored_config or {}

    def _notify_listener(self, connector: StoredConnector, body: ConnectorBody) -> None:
        if body.secrets:
            self.listener(connector.space, connector.id, body.secrets)
