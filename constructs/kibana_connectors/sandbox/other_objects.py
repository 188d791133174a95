"""Saved objects that are no connectors, as far as spaces copy and share them."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .connectors import Connectors
from .judging import Judge
from .responses import ApiError, answer, no_content
from .schema import Reader
from .store import StoredConnector

CONNECTOR = "action"
_HIDDEN = frozenset({CONNECTOR, "alert", "space"})
_ALL_SPACES = "*"


@dataclass(frozen=True)
class SavedObject:
    """A saved object.

    Attributes:
        type: Its type, such as `dashboard`.
        id: Its id, unique among those of the type.
        spaces: The spaces that it is in.
        attributes: What it holds.
        references: The objects that it refers to.
        origin: Id of the object that it is a copy of.
    """

    type: str
    id: str
    spaces: tuple[str, ...]
    attributes: dict[str, Any]
    references: list[Any] = field(default_factory=list)
    origin: str | None = None

    def view(self) -> dict[str, Any]:
        """Return Kibana's JSON of it."""
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "type": self.type,
            "id": self.id,
            "attributes": self.attributes,
            "references": self.references,
            "namespaces": list(self.spaces),
            "managed": False,
            "created_at": now,
            "updated_at": now,
            "version": "WzEsMV0=",
        }


class SavedObjects:
    """Saved objects in memory. What is kept is never changed, only replaced."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saved: dict[tuple[str, str], SavedObject] = {}

    def find(self, space: str, kind: str, object_id: str) -> SavedObject | None:
        """Return an object of a space, or None.

        Args:
            space: Space of the request.
            kind: Type of the object.
            object_id: Id of the object.
        """
        with self._lock:
            found = self._saved.get((kind, object_id))
        return found if found is not None and {space, _ALL_SPACES} & set(found.spaces) else None

    def copy_in(self, space: str, kind: str, origin: str) -> SavedObject | None:
        """Return the object of a space that is a copy of another, or None.

        Args:
            space: Space id.
            kind: Type of the object.
            origin: Id of the other.
        """
        with self._lock:
            for saved in self._saved.values():
                if saved.type == kind and saved.origin == origin and space in saved.spaces:
                    return saved
        return None

    def put(self, saved: SavedObject, *, overwrite: bool) -> SavedObject:
        """Save an object.

        Args:
            saved: The object; the caller does not change it afterwards.
            overwrite: Whether it may exist.

        Raises:
            ApiError: It exists.
        """
        key = (saved.type, saved.id)
        with self._lock:
            if key in self._saved and not overwrite:
                raise ApiError(409, f"Saved object [{saved.type}/{saved.id}] conflict")
            self._saved[key] = saved
        return saved

    def remove(self, saved: SavedObject) -> None:
        """Delete an object.

        Args:
            saved: The object.
        """
        with self._lock:
            self._saved.pop((saved.type, saved.id), None)

    def remove_space(self, space: str) -> None:
        """Take a space from all objects, and delete those that are in no other.

        Args:
            space: Space id.
        """
        with self._lock:
            left = {}
            for key, saved in self._saved.items():
                spaces = tuple(one for one in saved.spaces if one != space)
                if spaces:
                    left[key] = replace(saved, spaces=spaces)
            self._saved = left

    def clear(self) -> None:
        """Delete all objects."""
        with self._lock:
            self._saved.clear()


@dataclass
class OtherObjectRoutes(Area):
    """The generic routes of saved objects, which serve no connectors, and those that copy and share.

    Attributes:
        objects: The objects.
        connectors: Connectors, which can be copied into another space.
        judge: Tells which types need secrets.
    """

    objects: SavedObjects
    connectors: Connectors
    judge: Judge

    def table(self) -> list[Route]:
        """Return the routes."""
        kind = "/api/saved_objects/{type}"
        one = f"{kind}/{{id}}"
        return [
            Route(kind, self.create, methods=["POST"]),
            Route(one, self.create, methods=["POST"]),
            Route(one, self.get, methods=["GET"]),
            Route(one, self.delete, methods=["DELETE"]),
            Route("/api/spaces/_copy_saved_objects", self.copy, methods=["POST"]),
            Route("/api/spaces/_resolve_copy_saved_objects_errors", self.resolve, methods=["POST"]),
            Route("/api/spaces/_get_shareable_references", self.shareable, methods=["POST"]),
            Route("/api/spaces/_update_objects_spaces", self.update_spaces, methods=["POST"]),
            Route("/api/spaces/_disable_legacy_url_aliases", self.disable_aliases, methods=["POST"]),
        ]

    async def create(self, request: Request) -> Response:
        """Serve POST of an object."""
        query = self.query(request)
        overwrite = query.flag("overwrite", False)
        query.refuse_other_keys()
        body = Reader(await body_of(request))
        attributes, references = body.mapping("attributes"), body.items("references", [])
        for key in ("initialNamespaces", "coreMigrationVersion", "typeMigrationVersion", "migrationVersion"):
            body.anything(key)
        body.refuse_other_keys()
        saved = SavedObject(
            self._visible_type(request),
            request.path_params.get("id") or str(uuid.uuid4()),
            (self.space_of(request),),
            attributes,
            references,
        )
        return answer(self.objects.put(saved, overwrite=overwrite).view())

    async def get(self, request: Request) -> Response:
        """Serve one object."""
        return answer(self._existing(request).view())

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of an object."""
        query = self.query(request)
        force = query.flag("force", False)
        query.refuse_other_keys()
        saved = self._existing(request)
        if len(saved.spaces) > 1 and not force:
            raise ApiError(
                400, "Unable to delete saved object that exists in multiple spaces, use the `force` option"
            )
        self.objects.remove(saved)
        return answer({})

    async def copy(self, request: Request) -> Response:
        """Serve a copy of objects into other spaces."""
        body = Reader(await body_of(request))
        spaces, objects = body.texts("spaces"), body.items("objects")
        copies, overwrite = body.flag("createNewCopies", True), body.flag("overwrite", False)
        for key in ("includeReferences", "compatibilityMode"):
            body.flag(key, False)
        body.refuse_other_keys()
        if copies and overwrite:
            raise ApiError(400, "[request body]: cannot use [overwrite] with [createNewCopies]")
        wanted = [self._named(item, f"body.objects.{index}") for index, item in enumerate(objects)]
        copied = {}
        for space in spaces:
            done = [self._copy(self.space_of(request), space, *one, copies, overwrite) for one in wanted]
            copied[space] = _summary(done)
        return answer(copied)

    async def resolve(self, request: Request) -> Response:
        """Serve another try of a copy that met conflicts: what says `overwrite` is written over."""
        body = Reader(await body_of(request))
        body.items("objects")
        retries, copies = body.mapping("retries"), body.flag("createNewCopies", True)
        for key in ("includeReferences", "compatibilityMode"):
            body.flag(key, False)
        body.refuse_other_keys()
        resolved = {}
        tries = Reader(retries, "body.retries")
        for space in retries:
            done = []
            for index, item in enumerate(tries.items(space)):
                reader = Reader(item, f"body.retries.{space}.{index}")
                overwrite = reader.flag("overwrite", False)
                one = (reader.text("type"), reader.text("id"))
                done.append(self._copy(self.space_of(request), space, *one, copies, overwrite))
            resolved[space] = _summary(done)
        return answer(resolved)

    async def shareable(self, request: Request) -> Response:
        """Serve the spaces of objects."""
        body = Reader(await body_of(request))
        objects = body.items("objects")
        body.refuse_other_keys()
        views = []
        for index, item in enumerate(objects):
            kind, object_id = self._named(item, f"body.objects.{index}")
            found = self.objects.find(self.space_of(request), kind, object_id)
            spaces = [] if found is None else list(found.spaces)
            view = {"type": kind, "id": object_id, "spaces": spaces, "inboundReferences": []}
            views.append(view | ({"isMissing": True} if found is None else {}))
        return answer({"objects": views})

    async def update_spaces(self, request: Request) -> Response:
        """Serve a change of the spaces that objects are in."""
        body = Reader(await body_of(request))
        objects = body.items("objects")
        added, removed = body.texts("spacesToAdd"), body.texts("spacesToRemove")
        body.refuse_other_keys()
        views = []
        for index, item in enumerate(objects):
            kind, object_id = self._named(item, f"body.objects.{index}")
            found = self.objects.find(self.space_of(request), kind, object_id)
            if found is None:
                error = {"statusCode": 404, "error": "Not Found", "message": _missing(kind, object_id)}
                views.append({"type": kind, "id": object_id, "spaces": [], "error": error})
                continue
            spaces = tuple(one for one in dict.fromkeys([*found.spaces, *added]) if one not in removed)
            changed = replace(found, spaces=spaces)
            if spaces:
                self.objects.put(changed, overwrite=True)
            else:
                self.objects.remove(found)
            views.append({"type": kind, "id": object_id, "spaces": list(spaces)})
        return answer({"objects": views})

    async def disable_aliases(self, request: Request) -> Response:
        """Serve the end of old ids of objects; there are none."""
        body = Reader(await body_of(request))
        body.items("aliases")
        body.refuse_other_keys()
        return no_content()

    def _visible_type(self, request: Request) -> str:
        kind = str(request.path_params["type"])
        if kind in _HIDDEN:
            raise ApiError(400, f"Unsupported saved object type: '{kind}': Bad Request")
        return kind

    def _existing(self, request: Request) -> SavedObject:
        kind, object_id = self._visible_type(request), str(request.path_params["id"])
        found = self.objects.find(self.space_of(request), kind, object_id)
        if found is None:
            raise ApiError(404, _missing(kind, object_id))
        return found

    def _named(self, item: object, where: str) -> tuple[str, str]:
        reader = Reader(item, where)
        named = (reader.text("type"), reader.text("id"))
        reader.refuse_other_keys()
        return named

    def _copy(
        self, source: str, space: str, kind: str, object_id: str, copies: bool, overwrite: bool
    ) -> dict[str, Any]:
        """Copy one object; return what Kibana says of it, with `error` where it was not copied."""
        if kind == CONNECTOR:
            return self._copy_connector(source, space, object_id)
        found = self.objects.find(source, kind, object_id)
        if found is None:
            return {"type": kind, "id": object_id, "error": {"type": "missing_references", "references": []}}
        title = str(found.attributes.get("title", object_id))
        said: dict[str, Any] = {"type": kind, "id": object_id, "meta": {"title": title}}
        here = self.objects.copy_in(space, kind, object_id)
        if here is not None and not copies and not overwrite:
            return said | {"error": {"type": "conflict", "destinationId": here.id}}
        destination = here.id if here is not None and not copies else str(uuid.uuid4())
        copied = SavedObject(kind, destination, (space,), found.attributes, found.references, object_id)
        self.objects.put(copied, overwrite=True)
        return said | {"destinationId": destination} | ({"overwrite": True} if overwrite else {})

    def _copy_connector(self, source: str, space: str, connector_id: str) -> dict[str, Any]:
        found = self.connectors.store.find(source, connector_id)
        if found is None:
            return {
                "type": CONNECTOR,
                "id": connector_id,
                "error": {"type": "missing_references", "references": []},
            }
        missing = self.judge.needs_secrets(found.type_id, found.config)
        new_id = str(uuid.uuid4())
        self.connectors.store.add(
            StoredConnector(space, new_id, found.type_id, found.name, found.config, missing)
        )
        meta = {"title": f"Connector: [{found.name}]"}
        return {"type": CONNECTOR, "id": connector_id, "meta": meta, "destinationId": new_id}


def _summary(done: list[dict[str, Any]]) -> dict[str, Any]:
    errors = [one for one in done if "error" in one]
    results = [one for one in done if "error" not in one]
    summary: dict[str, Any] = {"success": not errors, "successCount": len(results), "warnings": []}
    if results:
        summary["successResults"] = results
    if errors:
        summary["errors"] = errors
    return summary


def _missing(kind: str, object_id: str) -> str:
    return f"Saved object [{kind}/{object_id}] not found"
