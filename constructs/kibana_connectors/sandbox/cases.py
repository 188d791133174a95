"""Cases, as far as connectors have to do with them: what is stored, and the routes."""

from __future__ import annotations

import json
import threading
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .responses import ApiError, answer, no_content
from .schema import Reader

_OWNERS = ("cases", "observability", "securitySolution")
_STATUSES = ("open", "in-progress", "closed")
_MOST_PER_PAGE = 100
_MOST = 10_000
_NO_CONNECTOR = {"id": "none", "name": "none", "type": ".none", "fields": None}
_USER = {"username": "elastic", "full_name": None, "email": None}


class Cases:
    """Cases and their settings in memory, by space, as Kibana shows them; and which connectors they use.

    What is kept is never changed, only replaced.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cases: dict[str, dict[str, dict[str, Any]]] = {}
        self._settings: dict[str, dict[str, dict[str, Any]]] = {}

    def in_space(self, space: str) -> list[dict[str, Any]]:
        """Return the cases of a space, newest first, as Kibana sorts them.

        Args:
            space: Space id.
        """
        with self._lock:
            return list(reversed(self._cases.get(space, {}).values()))

    def settings_in_space(self, space: str) -> list[dict[str, Any]]:
        """Return the settings of a space, one for each owner.

        Args:
            space: Space id.
        """
        with self._lock:
            return list(self._settings.get(space, {}).values())

    def put(self, space: str, case: dict[str, Any]) -> None:
        """Save a case.

        Args:
            space: Its space.
            case: Kibana's JSON of it; the caller does not change it afterwards.
        """
        with self._lock:
            self._cases.setdefault(space, {})[case["id"]] = case

    def put_settings(self, space: str, settings: dict[str, Any]) -> None:
        """Save the settings of one owner.

        Args:
            space: Their space.
            settings: Kibana's JSON of them; the caller does not change it afterwards.
        """
        with self._lock:
            self._settings.setdefault(space, {})[settings["owner"]] = settings

    def get(self, space: str, case_id: str) -> dict[str, Any]:
        """Return one case.

        Args:
            space: Space of the request.
            case_id: Id of the case.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            found = self._cases.get(space, {}).get(case_id)
        if found is None:
            raise ApiError(404, f"Saved object [cases/{case_id}] not found")
        return found

    def remove(self, space: str, case_id: str) -> None:
        """Delete a case.

        Args:
            space: Space of the request.
            case_id: Id of the case.

        Raises:
            ApiError: It is not in this space.
        """
        self.get(space, case_id)
        with self._lock:
            self._cases[space].pop(case_id, None)

    def remove_space(self, space: str) -> None:
        """Delete everything of a space.

        Args:
            space: Space id.
        """
        with self._lock:
            self._cases.pop(space, None)
            self._settings.pop(space, None)

    def clear(self) -> None:
        """Delete everything."""
        with self._lock:
            self._cases.clear()
            self._settings.clear()

    def references(self) -> Counter[str]:
        """Return how many cases and settings, of all spaces, use each connector."""
        with self._lock:
            kept = [
                each
                for by_key in (self._cases, self._settings)
                for one in by_key.values()
                for each in one.values()
            ]
        return Counter(each["connector"]["id"] for each in kept)


@dataclass
class CaseRoutes(Area):
    """`/api/cases`. Nothing is ever pushed to another system here.

    Attributes:
        cases: The cases.
    """

    cases: Cases

    def table(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/api/cases/_find", self.find, methods=["GET"]),
            Route("/api/cases/configure", self.get_settings, methods=["GET"]),
            Route("/api/cases/configure", self.create_settings, methods=["POST"]),
            Route("/api/cases", self.create, methods=["POST"]),
            Route("/api/cases", self.delete, methods=["DELETE"]),
            Route("/api/cases/{id}", self.get, methods=["GET"]),
        ]

    async def create(self, request: Request) -> Response:
        """Serve POST of a case."""
        body = Reader(await body_of(request))
        title, description = body.text("title", least=1, most=160), body.text("description", least=1)
        owner, tags = body.choice("owner", _OWNERS), body.texts("tags")
        settings = body.mapping("settings")
        connector = _connector(body)
        severity = body.choice("severity", ("low", "medium", "high", "critical"), "low")
        for key in ("assignees", "category", "customFields"):
            body.anything(key)
        body.refuse_other_keys()
        self._authorize(request, "all", "create case")
        case = {
            "id": str(uuid.uuid4()),
            "version": "WzEsMV0=",
            "title": title,
            "description": description,
            "owner": owner,
            "tags": tags,
            "settings": settings,
            "severity": severity,
            "status": _STATUSES[0],
            "connector": connector,
            "external_service": None,
            "assignees": [],
            "category": None,
            "customFields": [],
            "comments": [],
            "totalComment": 0,
            "totalAlerts": 0,
            "duration": None,
            "closed_at": None,
            "closed_by": None,
            "created_at": _now(),
            "created_by": _USER,
            "updated_at": None,
            "updated_by": None,
        }
        self.cases.put(self.space_of(request), case)
        return answer(case)

    async def get(self, request: Request) -> Response:
        """Serve one case."""
        self._authorize(request, "read", "access case")
        return answer(self.cases.get(self.space_of(request), request.path_params["id"]))

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of several cases; their ids are a JSON text in the query."""
        query = self.query(request)
        given = query.anything("ids")
        query.refuse_other_keys()
        try:
            ids = json.loads(given) if isinstance(given, str) else given
        except ValueError:
            ids = None
        if not isinstance(ids, list) or not ids or not all(isinstance(each, str) for each in ids):
            raise query.refusal("ids", "expected value of type [array]")
        self._authorize(request, "all", "delete case")
        for each in ids:
            self.cases.remove(self.space_of(request), each)
        return no_content()

    async def find(self, request: Request) -> Response:
        """Serve a page of the cases of a space, newest first."""
        query = self.query(request)
        page, per_page = query.number("page", 1, least=1), query.number("perPage", 20, least=0)
        owners, statuses = query.texts("owner", None), query.texts("status", None)
        for key in ("sortField", "sortOrder", "search", "searchFields", "tags", "severity", "reporters"):
            query.anything(key)
        query.refuse_other_keys()
        self._authorize(request, "read", "access cases")
        if per_page > _MOST_PER_PAGE:
            raise ApiError(
                400,
                "The provided perPage value is too high. The maximum allowed perPage value is "
                f"{_MOST_PER_PAGE}.",
            )
        if page * per_page > _MOST:
            raise ApiError(
                400,
                "The number of documents is too high. Paginating through more than "
                f"{_MOST} documents is not possible.",
            )
        found = [
            one
            for one in self.cases.in_space(self.space_of(request))
            if (owners is None or one["owner"] in owners) and (statuses is None or one["status"] in statuses)
        ]
        counts = Counter(one["status"] for one in found)
        return answer(
            {
                "page": page,
                "per_page": per_page,
                "total": len(found),
                "cases": found[(page - 1) * per_page : page * per_page],
                **{f"count_{status.replace('-', '_')}_cases": counts[status] for status in _STATUSES},
            }
        )

    async def get_settings(self, request: Request) -> Response:
        """Serve the settings of all owners, or of those that the query names."""
        query = self.query(request)
        owners = query.texts("owner", None)
        query.refuse_other_keys()
        self._authorize(request, "read", "access configurations")
        found = self.cases.settings_in_space(self.space_of(request))
        return answer([one for one in found if owners is None or one["owner"] in owners])

    async def create_settings(self, request: Request) -> Response:
        """Serve POST of the settings of one owner; they replace earlier ones."""
        body = Reader(await body_of(request))
        owner, closure = body.choice("owner", _OWNERS), body.text("closure_type")
        connector = _connector(body)
        for key in ("customFields", "templates", "observableTypes"):
            body.anything(key)
        body.refuse_other_keys()
        self._authorize(request, "all", "create configuration")
        settings = {
            "id": str(uuid.uuid4()),
            "version": "WzEsMV0=",
            "owner": owner,
            "closure_type": closure,
            "connector": connector,
            "mappings": [],
            "customFields": [],
            "templates": [],
            "error": None,
            "created_at": _now(),
            "created_by": _USER,
            "updated_at": None,
            "updated_by": None,
        }
        self.cases.put_settings(self.space_of(request), settings)
        return answer(settings)

    def _authorize(self, request: Request, privilege: Any, what: str) -> None:
        if not self.settings.may(privilege, self.space_of(request)):
            raise ApiError(403, f'Unauthorized to {what} with owners: "{", ".join(_OWNERS)}"')


def _connector(body: Reader) -> dict[str, Any]:
    given = body.mapping("connector", None)
    if given is None:
        return dict(_NO_CONNECTOR)
    connector = Reader(given, "body.connector")
    read = {key: connector.text(key) for key in ("id", "name", "type")}
    read["fields"] = connector.anything("fields")
    connector.refuse_other_keys()
    return read


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
