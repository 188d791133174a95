"""The routes of connectors and their types. Each checks the body, then the privileges, then acts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ..schema.system_types import is_system_id
from .area import Area, body_of
from .cases import Cases
from .connectors import Connectors
from .execution import Execution
from .responses import ApiError, answer, json_response, no_content
from .rules import Rules
from .schema import Reader, read_create_body, read_update_body
from .store import PreconfiguredConnector, StoredConnector
from .views import (
    auth_mode_view,
    connector_view,
    list_order,
    system_connector_views,
    system_type_views,
    type_view,
)

_OWN_IDS_SINCE = "8.8"
_AUTH_MODE_SINCE = "9.4"
_CHECK_SINCE = "9.4"
_OAUTH_SINCE = "9.4"
_ALLOWED_SUB_ACTIONS_SINCE = "9.6"
_MAX_FEATURE_ID = 100
_MAX_STRICT_ID = 36
_WITH_SECRET_HEADERS = (".webhook", ".cases-webhook", ".http", ".mcp")
_OAUTH_SCRIPT = 'window.opener && window.opener.postMessage({ type: "oauth_flow_completed" }, "*");'
_OAUTH_PAGE = "<!DOCTYPE html><html><body><h1>Authorization completed</h1></body></html>"


@dataclass
class ConnectorRoutes(Area):
    """`/api/actions` and `/internal/actions`.

    Attributes:
        connectors: The operations on connectors.
        execution: Runs connectors.
        rules: Tells how many rules use a connector.
        cases: Tells how many cases, and settings of cases, do.
    """

    connectors: Connectors
    execution: Execution
    rules: Rules
    cases: Cases

    def table(self) -> list[Route]:
        """Return the routes. `Admission` has removed the space prefix from paths."""
        connector = "/api/actions/connector"
        one = f"{connector}/{{id}}"
        return [
            Route(f"{connector}/_oauth_callback", self.oauth_callback, methods=["GET"]),
            Route(f"{connector}/_oauth_callback_script", self.oauth_script, methods=["GET"]),
            # Since 8.8, Kibana reads a trailing slash as a POST without an id.
            Route(connector, self.create, methods=["POST"]),
            Route(f"{connector}/", self.create_with_slash, methods=["POST"]),
            Route(one, self.create, methods=["POST"]),
            Route(one, self.update, methods=["PUT"]),
            Route(one, self.get, methods=["GET"]),
            Route(one, self.delete, methods=["DELETE"]),
            Route(f"{one}/_execute", self.execute, methods=["POST"]),
            Route(f"{one}/_check_availability", self.check_availability, methods=["GET"]),
            Route("/api/actions/connectors", self.list_connectors, methods=["GET"]),
            Route("/api/actions/connector_types", self.list_types, methods=["GET"]),
            Route("/internal/actions/connectors", self.list_all_connectors, methods=["GET"]),
            Route("/internal/actions/connector_types", self.list_all_types, methods=["GET"]),
            Route("/internal/stack_connectors/{id}/secret_headers", self.secret_headers, methods=["GET"]),
        ]

    async def create_with_slash(self, request: Request) -> Response:
        """Serve POST with a slash at the end."""
        self.require_version(_OWN_IDS_SINCE)
        return await self.create(request)

    async def create(self, request: Request) -> Response:
        """Serve POST of a connector, with or without an id in the path."""
        connector_id: str | None = request.path_params.get("id")
        if connector_id is not None:
            self.require_version(_OWN_IDS_SINCE)
            self._check_id(connector_id)
        body = read_create_body(await body_of(request), auth_mode=self.settings.has(_AUTH_MODE_SINCE))
        self.require(request, "all", f'create a "{body.type_id}" action')
        return self._show(self.connectors.create(self.space_of(request), connector_id, body))

    async def update(self, request: Request) -> Response:
        """Serve PUT of a connector."""
        newest = self.settings.has(_ALLOWED_SUB_ACTIONS_SINCE)
        body = read_update_body(await body_of(request), allowed_sub_actions=newest)
        self.require(request, "all", "update actions")
        return self._show(self.connectors.update(self.space_of(request), request.path_params["id"], body))

    async def get(self, request: Request) -> Response:
        """Serve GET of a connector."""
        self.require(request, "read", "get actions")
        connector = self.connectors.get(self.space_of(request), request.path_params["id"])
        return self._show(connector, **auth_mode_view(connector, self.settings))

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of a connector."""
        self.require(request, "all", "delete actions")
        self.connectors.delete(self.space_of(request), request.path_params["id"])
        return no_content()

    async def execute(self, request: Request) -> Response:
        """Serve a run of a connector. One that fails is answered with 200."""
        body = Reader(await body_of(request))
        params = body.mapping("params")
        body.refuse_other_keys()
        space, connector_id = self.space_of(request), request.path_params["id"]
        if not self.settings.may("read", space):
            type_id = self.connectors.type_of(space, connector_id)
            what = "actions" if type_id is None else f'a "{type_id}" action'
            raise ApiError(403, f"Unauthorized to execute {what}")
        return answer(self.execution.run(space, connector_id, params))

    async def check_availability(self, request: Request) -> Response:
        """Serve whether a new connector could have an id."""
        self.require_version(_CHECK_SINCE)
        self.require(request, "read", "get actions")
        space, connector_id = self.space_of(request), request.path_params["id"]
        return answer({"connectorIdAvailable": self.connectors.type_of(space, connector_id) is None})

    async def list_connectors(self, request: Request) -> Response:
        """Serve the list of a space's connectors and the preconfigured ones."""
        self.require(request, "read", "get actions")
        return answer(sorted(self._listed(request), key=list_order))

    async def list_all_connectors(self, request: Request) -> Response:
        """Serve the same list with Kibana's own connectors."""
        self.require(request, "read", "get actions")
        views = [*self._listed(request), *system_connector_views(self.settings)]
        return json_response(sorted(views, key=list_order))

    async def list_types(self, request: Request) -> Response:
        """Serve the list of connector types, disabled ones included. It takes no privilege."""
        return answer(self._types(request))

    async def list_all_types(self, request: Request) -> Response:
        """Serve the same list with the types of Kibana's own connectors."""
        return json_response([*self._types(request), *system_type_views(self.settings)])

    async def secret_headers(self, request: Request) -> Response:
        """Serve the names of the headers whose values are secrets."""
        self.require(request, "read", "get actions")
        connector = self.connectors.get(self.space_of(request), request.path_params["id"])
        if connector.type_id not in _WITH_SECRET_HEADERS or isinstance(connector, PreconfiguredConnector):
            types = ", ".join(_WITH_SECRET_HEADERS)
            raise ApiError(400, f"Connector must be one of the following types: {types}")
        return json_response(
            sorted(path[1] for path in connector.secret_paths if path[0] == "secretHeaders" and len(path) > 1)
        )

    async def oauth_callback(self, _request: Request) -> Response:
        """Serve the page that ends a person's consent."""
        self.require_version(_OAUTH_SINCE)
        return HTMLResponse(_OAUTH_PAGE)

    async def oauth_script(self, _request: Request) -> Response:
        """Serve the script of that page."""
        self.require_version(_OAUTH_SINCE)
        return Response(_OAUTH_SCRIPT, media_type="application/javascript")

    def _listed(self, request: Request) -> list[dict[str, Any]]:
        listed: list[StoredConnector | PreconfiguredConnector] = []
        listed += self.connectors.store.in_space(self.space_of(request))
        listed += self.connectors.preconfigured()
        in_cases = self.cases.references()
        views = []
        for connector in listed:
            view = self._view(connector) | auth_mode_view(connector, self.settings)
            if isinstance(connector, PreconfiguredConnector):
                # Unlike GET of one connector, the list ignores exposeConfig; and no rule refers to it.
                view.pop("config", None)
                count = 0
            else:
                count = self.rules.references_to(connector.id) + in_cases[connector.id]
            views.append(view | {"referenced_by_count": count})
        return views

    def _types(self, request: Request) -> list[dict[str, Any]]:
        query = self.query(request)
        feature = query.text("feature_id", None, most=_MAX_FEATURE_ID)
        query.refuse_other_keys()
        return [
            type_view(entry, self.settings)
            for entry in self.connectors.judge.catalog.all()
            if feature is None or feature in entry.features
        ]

    def _check_id(self, connector_id: str) -> None:
        if not self.settings.strict_ids or is_system_id(connector_id):
            return
        if len(connector_id) > _MAX_STRICT_ID:
            raise ApiError(400, "[request params.id]: Connector ID must be 36 characters or less.")
        if not re.fullmatch(r"[a-z0-9-]+", connector_id):
            rule = "Connector ID must contain only lowercase letters, numbers, and hyphens."
            raise ApiError(400, f"[request params.id]: {rule}")

    def _show(self, connector: StoredConnector | PreconfiguredConnector, **more: str) -> Response:
        return answer(self._view(connector) | more)

    def _view(self, connector: StoredConnector | PreconfiguredConnector) -> dict[str, Any]:
        entry = self.connectors.judge.catalog.find(connector.type_id)
        deprecated = entry is not None and entry.is_deprecated
        return connector_view(connector, self.settings, type_deprecated=deprecated)
