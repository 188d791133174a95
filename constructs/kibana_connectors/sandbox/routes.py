"""The HTTP routes. Each checks the body's schema, then the privileges, and runs an operation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import SandboxError
from .connectors import Connectors
from .faults import Fault, Faults
from .responses import API_VERSION_HEADER, ApiError, json_response
from .schema import parse_json, read_create_body, read_update_body
from .store import PreconfiguredConnector, StoredConnector
from .views import connector_view, list_order, space_view, status_view, type_view

#: Other processes control faults here. Kibana has no such path.
CONTROL_PREFIX = "/_sandbox/"

_MAX_FEATURE_ID = 100
_MAX_STRICT_ID = 36


@dataclass
class Routes:
    """The routes and their handlers.

    Attributes:
        connectors: The operations on connectors.
        faults: The pending faults.
    """

    connectors: Connectors
    faults: Faults

    def table(self) -> list[Route]:
        """Return the routing table. `Admission` has removed the space prefix from paths."""
        connector = "/api/actions/connector"
        return [
            # Since 8.8, Kibana reads a trailing slash as a POST without an id.
            Route(connector, self.create, methods=["POST"]),
            Route(f"{connector}/", self.create, methods=["POST"]),
            Route(f"{connector}/{{id}}", self.create, methods=["POST"]),
            Route(f"{connector}/{{id}}", self.update, methods=["PUT"]),
            Route(f"{connector}/{{id}}", self.get, methods=["GET"]),
            Route(f"{connector}/{{id}}", self.delete, methods=["DELETE"]),
            Route("/api/actions/connectors", self.list_connectors, methods=["GET"]),
            Route("/api/actions/connector_types", self.list_types, methods=["GET"]),
            Route("/api/status", self.status, methods=["GET"]),
            Route("/api/spaces/space", self.list_spaces, methods=["GET"]),
            Route(f"{CONTROL_PREFIX}faults", self.list_faults, methods=["GET"]),
            Route(f"{CONTROL_PREFIX}faults", self.add_fault, methods=["POST"]),
            Route(f"{CONTROL_PREFIX}faults", self.clear_faults, methods=["DELETE"]),
        ]

    async def create(self, request: Request) -> Response:
        """Serve POST of a connector, with or without an id in the path."""
        connector_id: str | None = request.path_params.get("id")
        if connector_id is not None:
            self._check_id(connector_id)
        body = read_create_body(await _json(request))
        self._require("all", f'create a "{body.type_id}" action')
        return self._show(self.connectors.create(request.state.space, connector_id, body))

    async def update(self, request: Request) -> Response:
        """Serve PUT of a connector."""
        body = read_update_body(await _json(request))
        self._require("all", "update actions")
        return self._show(self.connectors.update(request.state.space, request.path_params["id"], body))

    async def get(self, request: Request) -> Response:
        """Serve GET of a connector."""
        self._require("read", "get actions")
        connector = self.connectors.get(request.state.space, request.path_params["id"])
        return self._show(connector, auth_mode="shared")

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of a connector."""
        self._require("all", "delete actions")
        self.connectors.delete(request.state.space, request.path_params["id"])
        return Response(status_code=204, headers=API_VERSION_HEADER)

    async def list_connectors(self, request: Request) -> Response:
        """Serve the list of a space's connectors and the preconfigured ones."""
        self._require("read", "get actions")
        store = self.connectors.store
        listed: list[StoredConnector | PreconfiguredConnector] = []
        listed += store.in_space(request.state.space)
        listed += store.preconfigured()
        views = []
        for connector in listed:
            view = connector_view(connector, type_deprecated=self._type_deprecated(connector.type_id))
            if isinstance(connector, PreconfiguredConnector):
                # Unlike GET of one connector, the list ignores exposeConfig.
                view.pop("config", None)
            else:
                view["auth_mode"] = "shared"
            views.append(view | {"referenced_by_count": 0})
        return json_response(sorted(views, key=list_order), headers=API_VERSION_HEADER)

    async def list_types(self, request: Request) -> Response:
        """Serve the list of connector types, disabled ones included."""
        for key in request.query_params:
            if key != "feature_id":
                raise ApiError(400, f"[request query.{key}]: definition for this key is missing")
        feature = request.query_params.get("feature_id")
        if feature is not None and len(feature) > _MAX_FEATURE_ID:
            raise ApiError(
                400,
                f"[request query.feature_id]: value has length [{len(feature)}] "
                f"but it must have a maximum length of [{_MAX_FEATURE_ID}].",
            )
        settings = self.connectors.settings
        views = [
            type_view(entry, settings)
            for entry in self.connectors.catalog.all()
            if feature is None or feature in entry.features
        ]
        return json_response(views, headers=API_VERSION_HEADER)

    async def status(self, request: Request) -> Response:
        """Serve Kibana's version and health."""
        view = status_view(self.connectors.settings, authenticated=request.state.authenticated)
        return json_response(view, headers=API_VERSION_HEADER)

    async def list_spaces(self, _request: Request) -> Response:
        """Serve the list of spaces."""
        spaces = self.connectors.settings.spaces
        return json_response([space_view(space) for space in spaces], headers=API_VERSION_HEADER)

    async def list_faults(self, _request: Request) -> Response:
        """Serve the list of pending faults."""
        return json_response([fault.to_json() for fault in self.faults.pending])

    async def add_fault(self, request: Request) -> Response:
        """Serve POST of a fault."""
        try:
            fault = self.faults.append(Fault.from_json(await _json(request)))
        except SandboxError as error:
            raise ApiError(400, str(error)) from None
        return json_response(fault.to_json())

    async def clear_faults(self, _request: Request) -> Response:
        """Serve DELETE of all pending faults."""
        self.faults.clear()
        return Response(status_code=204)

    def _require(self, privilege: str, action: str) -> None:
        # "all" includes "read".
        if self.connectors.settings.privileges not in ("all", privilege):
            raise ApiError(403, f"Unauthorized to {action}")

    def _check_id(self, connector_id: str) -> None:
        if not self.connectors.settings.strict_ids:
            return
        if len(connector_id) > _MAX_STRICT_ID:
            raise ApiError(400, "[request params.id]: Connector ID must be 36 characters or less.")
        if not re.fullmatch(r"[a-z0-9-]+", connector_id):
            rule = "Connector ID must contain only lowercase letters, numbers, and hyphens."
            raise ApiError(400, f"[request params.id]: {rule}")

    def _show(self, connector: StoredConnector | PreconfiguredConnector, **more: str) -> Response:
        view = connector_view(connector, type_deprecated=self._type_deprecated(connector.type_id))
        return json_response(view | more, headers=API_VERSION_HEADER)

    def _type_deprecated(self, type_id: str) -> bool:
        entry = self.connectors.catalog.find(type_id)
        return entry is not None and entry.is_deprecated


async def _json(request: Request) -> object:
    return parse_json(await request.body(), request.headers.get("content-type"))
