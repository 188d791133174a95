"""The sandbox's own routes: other processes control faults, outcomes and settings here. Kibana has none."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import SandboxError
from .area import Area, body_of
from .faults import Fault, Faults
from .outcomes import Outcome, Outcomes
from .responses import ApiError, json_response

CONTROL_PREFIX = "/_sandbox/"


@dataclass
class ControlRoutes(Area):
    """`/_sandbox/…`.

    Attributes:
        faults: The pending faults.
        outcomes: How runs of connectors end.
    """

    faults: Faults
    outcomes: Outcomes

    def table(self) -> list[Route]:
        """Return the routes."""
        faults, outcomes, settings = (
            f"{CONTROL_PREFIX}{name}" for name in ("faults", "outcomes", "settings")
        )
        return [
            Route(faults, self.list_faults, methods=["GET"]),
            Route(faults, self.add_fault, methods=["POST"]),
            Route(faults, self.clear_faults, methods=["DELETE"]),
            Route(outcomes, self.list_outcomes, methods=["GET"]),
            Route(outcomes, self.add_outcome, methods=["POST"]),
            Route(outcomes, self.clear_outcomes, methods=["DELETE"]),
            Route(settings, self.get_settings, methods=["GET"]),
            Route(settings, self.change_settings, methods=["PATCH"]),
        ]

    async def list_faults(self, _request: Request) -> Response:
        """Serve the list of pending faults."""
        return json_response([fault.to_json() for fault in self.faults.pending])

    async def add_fault(self, request: Request) -> Response:
        """Serve POST of a fault."""
        try:
            fault = self.faults.append(Fault.from_json(await body_of(request)))
        except SandboxError as error:
            raise ApiError(400, str(error)) from None
        return json_response(fault.to_json())

    async def clear_faults(self, _request: Request) -> Response:
        """Serve DELETE of all pending faults."""
        self.faults.clear()
        return Response(status_code=204)

    async def list_outcomes(self, _request: Request) -> Response:
        """Serve the list of pending outcomes."""
        return json_response([outcome.to_json() for outcome in self.outcomes.pending])

    async def add_outcome(self, request: Request) -> Response:
        """Serve POST of an outcome."""
        try:
            outcome = self.outcomes.append(Outcome.from_json(await body_of(request)))
        except SandboxError as error:
            raise ApiError(400, str(error)) from None
        return json_response(outcome.to_json())

    async def clear_outcomes(self, _request: Request) -> Response:
        """Serve DELETE of all pending outcomes."""
        self.outcomes.clear()
        return Response(status_code=204)

    async def get_settings(self, _request: Request) -> Response:
        """Serve the settings."""
        return json_response(self._settings())

    async def change_settings(self, request: Request) -> Response:
        """Serve PATCH of settings; all of them or none are changed."""
        body = await body_of(request)
        names = [field.name for field in fields(self.settings)]
        if not isinstance(body, dict):
            raise ApiError(400, "settings must be a JSON object")
        unknown = [name for name in body if name not in names]
        if unknown:
            raise ApiError(400, f"there is no setting {unknown[0]}; the settings are {', '.join(names)}")
        old = {name: getattr(self.settings, name) for name in body}
        try:
            for name, value in body.items():
                setattr(self.settings, name, value)
        except SandboxError as error:
            for name, value in old.items():
                setattr(self.settings, name, value)
            raise ApiError(400, str(error)) from None
        return json_response(self._settings())

    def _settings(self) -> dict[str, Any]:
        shown = {field.name: getattr(self.settings, field.name) for field in fields(self.settings)}
        lists = (tuple, set, frozenset)
        return {name: list(value) if isinstance(value, lists) else value for name, value in shown.items()}
