"""The ASGI application: gate, admission, routes."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .admission import Admission
from .auth import Credentials
from .gate import Gate
from .responses import API_VERSION_HEADER, ApiError, error_response, usual_message
from .routes import Held


def build_app(routes: Sequence[Route], held: Held, credentials: Credentials) -> Gate:
    """Build the application.

    Args:
        routes: The routing table.
        held: Everything that the stand-in holds.
        credentials: The accepted credentials.
    """
    app = Starlette(
        routes=list(routes),
        exception_handlers={ApiError: _refused, HTTPException: _no_route, Exception: _crashed},
    )
    # Kibana does not redirect API paths.
    app.router.redirect_slashes = False
    return Gate(Admission(app, credentials, held.settings), held.faults)


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, ApiError):
        raise error
    return error_response(error.status, error.message, API_VERSION_HEADER, error.attributes)


async def _no_route(_request: Request, _error: Exception) -> Response:
    # Kibana never answers 405: a known path with an unknown method is a 404.
    return error_response(404, "Not Found")


async def _crashed(_request: Request, _error: Exception) -> Response:
    return error_response(500, usual_message(500))
