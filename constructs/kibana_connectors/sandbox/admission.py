"""Middleware before every route: it reads the space prefix, and checks credentials and headers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from .auth import Credentials
from .control import CONTROL_PREFIX
from .responses import API_VERSION_HEADER, ApiError, error_response
from .settings import Settings

_SPACE = re.compile(r"/s/([a-z0-9_-]+)(?=/|$)")
_API_VERSION = API_VERSION_HEADER["elastic-api-version"]
_VERSIONED = ("/api/spaces/space",)
_SAFE_METHODS = frozenset({"GET", "OPTIONS"})


@dataclass
class Admission:
    """ASGI middleware: check credentials first (401), then headers (400), and only then look for a route.

    Attributes:
        app: The application behind it.
        credentials: The accepted credentials.
        settings: The simulated deployment.
    """

    app: ASGIApp
    credentials: Credentials
    settings: Settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        headers = Headers(scope=scope)
        space, path = _split(scope["path"])
        # Kibana's header checks protect browsers of its users; the sandbox's own path needs none.
        is_control = path.startswith(CONTROL_PREFIX)
        try:
            authenticated = self._authenticate(headers, path)
            if not is_control:
                self._check_headers(scope["method"], headers)
                self._check_internal(scope["method"], path, headers)
                self._check_api_version(scope["method"], path, headers)
        except ApiError as error:
            response = error_response(error.status, error.message, attributes=error.attributes)
            await response(scope, receive, send)
            return
        state = {**scope.get("state", {}), "space": space, "authenticated": authenticated}
        await self.app({**scope, "path": path, "state": state}, receive, send)

    def _authenticate(self, headers: Headers, path: str) -> bool:
        try:
            self.credentials.check(headers.get("authorization"))
        except ApiError:
            if path != "/api/status":
                raise
            return False
        return True

    def _check_headers(self, method: str, headers: Headers) -> None:
        version = headers.get("kbn-version")
        if version is None:
            if method not in _SAFE_METHODS and "kbn-xsrf" not in headers:
                raise ApiError(400, "Request must contain a kbn-xsrf header.")
        elif version != self.settings.version:
            raise ApiError(
                400,
                'Browser client is out of date, please refresh the page ("kbn-version" header was '
                f'"{version}" but should be "{self.settings.version}")',
                attributes={"expected": self.settings.version, "got": version},
            )

    def _check_internal(self, method: str, path: str, headers: Headers) -> None:
        """Refuse an internal route to callers that do not say that they belong to Kibana."""
        restricted = self.settings.restrict_internal
        if restricted is None:
            restricted = self.settings.is_serverless
        if restricted and path.startswith("/internal/") and "x-elastic-internal-origin" not in headers:
            raise ApiError(
                400,
                f"uri [{path}] with method [{method.lower()}] exists but is not available with the current "
                "configuration",
            )

    def _check_api_version(self, method: str, path: str, headers: Headers) -> None:
        """Refuse a version that a versioned route does not have."""
        version = headers.get("elastic-api-version")
        if version not in (None, _API_VERSION) and path.startswith(_VERSIONED):
            raise ApiError(
                400,
                f'No version "{version}" available for [{method.lower()}] [{path}]. '
                f"Available versions are: {_API_VERSION}",
            )


def _split(path: str) -> tuple[str, str]:
    match = _SPACE.match(path)
    if match is None:
        return "default", path
    return match[1], path[match.end() :] or "/"
