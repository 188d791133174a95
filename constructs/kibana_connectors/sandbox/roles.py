"""Roles: `/api/security/role`, as far as Terraform keeps them. They grant nothing here."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .responses import ApiError, answer, no_content
from .schema import Reader

_ROLE = "/api/security/role"


class Roles:
    """Roles in memory, of the whole deployment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_name: dict[str, dict[str, Any]] = {}

    def all(self) -> list[dict[str, Any]]:
        """Return the roles, by name."""
        with self._lock:
            return [self._by_name[name] for name in sorted(self._by_name)]

    def get(self, name: str) -> dict[str, Any]:
        """Return one role.

        Args:
            name: Its name.

        Raises:
            ApiError: There is none.
        """
        with self._lock:
            if name not in self._by_name:
                raise ApiError(404, "Not Found")
            return self._by_name[name]

    def put(self, role: dict[str, Any], *, is_new: bool) -> None:
        """Save a role.

        Args:
            role: Kibana's JSON of it; the caller does not change it afterwards.
            is_new: Whether there must be none of the name.

        Raises:
            ApiError: There is one.
        """
        with self._lock:
            if is_new and role["name"] in self._by_name:
                raise ApiError(409, f"Role already exists and cannot be created: {role['name']}")
            self._by_name[role["name"]] = role

    def remove(self, name: str) -> None:
        """Delete a role.

        Args:
            name: Its name.

        Raises:
            ApiError: There is none.
        """
        self.get(name)
        with self._lock:
            self._by_name.pop(name, None)

    def clear(self) -> None:
        """Delete all roles."""
        with self._lock:
            self._by_name.clear()


@dataclass
class RoleRoutes(Area):
    """`/api/security/role`.

    Attributes:
        roles: The roles.
    """

    roles: Roles

    def table(self) -> list[Route]:
        """Return the routes."""
        one = f"{_ROLE}/{{name}}"
        return [
            Route(_ROLE, self.list, methods=["GET"]),
            Route(one, self.get, methods=["GET"]),
            Route(one, self.put, methods=["PUT"]),
            Route(one, self.delete, methods=["DELETE"]),
        ]

    async def list(self, _request: Request) -> Response:
        """Serve all roles."""
        return answer(self.roles.all())

    async def get(self, request: Request) -> Response:
        """Serve one role."""
        return answer(self.roles.get(request.path_params["name"]))

    async def put(self, request: Request) -> Response:
        """Serve PUT of a role, which makes it or replaces it."""
        query = self.query(request)
        is_new = query.flag("createOnly", False)
        query.refuse_other_keys()
        body = Reader(await body_of(request))
        elasticsearch = Reader(body.mapping("elasticsearch"), "body.elasticsearch")
        granted = [
            self._privileges(Reader(item, f"body.kibana.{index}"))
            for index, item in enumerate(body.items("kibana", []))
        ]
        description = body.text("description", None)
        metadata = body.mapping("metadata", {})
        body.refuse_other_keys()
        role: dict[str, Any] = {
            "name": request.path_params["name"],
            "metadata": metadata,
            "transient_metadata": {"enabled": True},
            "elasticsearch": {"cluster": [], "indices": [], "run_as": []} | elasticsearch.value,
            "kibana": granted,
            "_transform_error": [],
            "_unrecognized_applications": [],
            **({} if description is None else {"description": description}),
        }
        self.roles.put(role, is_new=is_new)
        return no_content()

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of a role."""
        self.roles.remove(request.path_params["name"])
        return no_content()

    def _privileges(self, body: Reader) -> dict[str, Any]:
        base, feature = body.texts("base", []), body.mapping("feature", {})
        spaces = body.texts("spaces", ["*"])
        body.refuse_other_keys()
        if base and feature:
            raise body.refusal(
                "base", "definition of [feature] isn't allowed when non-empty [base] is defined"
            )
        return {"base": base, "feature": feature, "spaces": spaces}
