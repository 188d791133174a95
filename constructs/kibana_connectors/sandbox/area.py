"""What the routes of every area share: how they read requests and check privileges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import Request

from .responses import ApiError
from .schema import Reader, parse_json
from .settings import Settings


@dataclass
class Area:
    """The routes of one area of Kibana.

    Attributes:
        settings: The simulated deployment.
    """

    settings: Settings

    @staticmethod
    def space_of(request: Request) -> str:
        """Return the space that a request acts in.

        Args:
            request: The request.
        """
        return str(request.state.space)

    def require(self, request: Request, privilege: Literal["all", "read"], action: str) -> None:
        """Refuse a caller without a privilege in the request's space.

        Args:
            request: The request.
            privilege: The privilege.
            action: What Kibana says the caller is not authorized to do.
        """
        if not self.settings.may(privilege, self.space_of(request)):
            raise ApiError(403, f"Unauthorized to {action}")

    def query(self, request: Request) -> Reader:
        """Return a reader of the query; a key that is repeated has a list.

        Args:
            request: The request.
        """
        return Reader(query_of(request), "query")

    def require_version(self, since: str) -> None:
        """Answer as for a path that does not exist, unless the version has it.

        Args:
            since: The version that the route came with.
        """
        if not self.settings.has(since):
            raise ApiError(404, "Not Found")


def query_of(request: Request) -> dict[str, Any]:
    """Return the query; a key that is repeated has a list.

    Args:
        request: The request.
    """
    found: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if key not in found:
            found[key] = value
        elif isinstance(found[key], list):
            found[key].append(value)
        else:
            found[key] = [found[key], value]
    return found


async def body_of(request: Request) -> object:
    """Return a request's JSON.

    Args:
        request: The request.
    """
    return parse_json(await request.body(), request.headers.get("content-type"))
