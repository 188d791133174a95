"""Workflows: their YAML by space, and the routes that read and write it. They never run here."""

from __future__ import annotations

import re
import threading
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .responses import ApiError, answer
from .schema import Reader

_SINCE = "9.3"
_ID = re.compile(r"(?!system|internal)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LONGEST_TEXT = 1_048_576
_MOST_IDS = 500
_TOP = re.compile(r"^(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>[^\n#]*?)[ \t]*(?:#[^\n]*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Workflow:
    """A workflow in the store.

    Attributes:
        space: Its space.
        id: Unique across all spaces, and not given again after a soft delete.
        yaml: Its text, as it was sent.
        changes: What a PUT said beside the text: name, description, enabled, tags.
        created_at: When it was made.
        last_updated_at: When it was last written.
        deleted: Whether only its tombstone is left.
    """

    space: str
    id: str
    yaml: str
    changes: dict[str, Any] = field(default_factory=dict)
    created_at: str = ""
    last_updated_at: str = ""
    deleted: bool = False

    @property
    def valid(self) -> bool:
        """Whether it has what every workflow needs; Kibana's whole schema is not checked."""
        return {"name", "triggers", "steps"} <= self._top().keys()

    @property
    def name(self) -> str:
        """Its name, from a PUT or from the text."""
        return str(self.changes.get("name") or _scalar(self._top().get("name", "")) or "Untitled workflow")

    @property
    def description(self) -> str:
        """Its description, from a PUT or from the text."""
        return str(self.changes.get("description") or _scalar(self._top().get("description", "")))

    @property
    def enabled(self) -> bool:
        """Whether it is on; an invalid workflow never is."""
        said = self.changes.get("enabled", _scalar(self._top().get("enabled", "true")) != "false")
        return self.valid and bool(said)

    @property
    def tags(self) -> list[str]:
        """Its tags, from a PUT or from the text."""
        if "tags" in self.changes:
            return list(self.changes["tags"])
        return _list(self.yaml, self._top().get("tags"))

    def view(self, *, with_text: bool) -> dict[str, Any]:
        """Return Kibana's JSON of it.

        Args:
            with_text: Whether to show the text; Kibana's search does not.
        """
        view: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "description": self.description,
            "enabled": self.enabled,
            "valid": self.valid,
            "tags": self.tags,
            # The text is not read further than its first level.
            "definition": {"name": self.name, "enabled": self.enabled} if self.valid else None,
            "createdAt": self.created_at,
            "createdBy": "elastic",
            "lastUpdatedAt": self.last_updated_at,
            "lastUpdatedBy": "elastic",
        }
        return view | {"yaml": self.yaml} if with_text else view | {"history": []}

    def _top(self) -> dict[str, str]:
        return {found["key"]: found["value"] for found in _TOP.finditer(self.yaml)}


class Workflows:
    """Workflows in memory. What is kept is never changed, only replaced."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saved: dict[str, Workflow] = {}

    def in_space(self, space: str) -> list[Workflow]:
        """Return the workflows of a space, oldest first.

        Args:
            space: Space id.
        """
        with self._lock:
            return [one for one in self._saved.values() if one.space == space and not one.deleted]

    def find(self, space: str, workflow_id: str) -> Workflow | None:
        """Return a workflow, or None.

        Args:
            space: Space of the request.
            workflow_id: Id of the workflow.
        """
        with self._lock:
            found = self._saved.get(workflow_id)
        return found if found is not None and found.space == space and not found.deleted else None

    def put(self, workflow: Workflow, *, new: bool) -> Workflow:
        """Save a workflow.

        Args:
            workflow: The workflow.
            new: Whether its id must be free.

        Raises:
            ApiError: The id is taken, by a deleted workflow too.
        """
        with self._lock:
            if new and workflow.id in self._saved:
                raise ApiError(409, f"Workflow with id '{workflow.id}' already exists")
            self._saved[workflow.id] = workflow
        return workflow

    def is_taken(self, workflow_id: str) -> bool:
        """Whether an id is taken, by a deleted workflow too.

        Args:
            workflow_id: Id of a workflow.
        """
        with self._lock:
            return workflow_id in self._saved

    def forget(self, workflow_id: str) -> None:
        """Remove a workflow without a trace.

        Args:
            workflow_id: Id of the workflow.
        """
        with self._lock:
            self._saved.pop(workflow_id, None)

    def remove_space(self, space: str) -> None:
        """Remove all workflows of a space.

        Args:
            space: Space id.
        """
        with self._lock:
            self._saved = {key: one for key, one in self._saved.items() if one.space != space}

    def clear(self) -> None:
        """Remove all workflows."""
        with self._lock:
            self._saved.clear()


@dataclass
class WorkflowRoutes(Area):
    """`/api/workflows`, since 9.3.

    Attributes:
        workflows: The workflows.
    """

    workflows: Workflows

    def table(self) -> list[Route]:
        """Return the routes."""
        one = "/api/workflows/workflow/{id}"
        return [
            Route("/api/workflows", self.search, methods=["GET"]),
            Route("/api/workflows", self.create_many, methods=["POST"]),
            Route("/api/workflows", self.delete_many, methods=["DELETE"]),
            Route("/api/workflows/mget", self.get_many, methods=["POST"]),
            Route("/api/workflows/export", self.export, methods=["POST"]),
            Route("/api/workflows/stats", self.stats, methods=["GET"]),
            Route("/api/workflows/workflow", self.create, methods=["POST"]),
            Route(one, self.get, methods=["GET"]),
            Route(one, self.update, methods=["PUT"]),
            Route(one, self.delete, methods=["DELETE"]),
        ]

    async def search(self, request: Request) -> Response:
        """Serve a page of the workflows of a space, without their texts."""
        query = self.query(request)
        text = query.text("query", "")
        size, page = query.number("size", 100, least=1), query.number("page", 1, least=1)
        enabled, tags = query.texts("enabled", None), query.texts("tags", None)
        for key in ("createdBy", "managed"):
            query.anything(key)
        query.refuse_other_keys()
        self._authorize(request, "read")
        found = [
            one
            for one in self.workflows.in_space(self.space_of(request))
            if text.casefold() in f"{one.id} {one.name} {one.description}".casefold()
            and (enabled is None or str(one.enabled).lower() in enabled)
            and (tags is None or set(tags) & set(one.tags))
        ]
        shown = found[(page - 1) * size : page * size]
        results = [one.view(with_text=False) for one in shown]
        return answer({"page": page, "size": size, "total": len(found), "results": results})

    async def get(self, request: Request) -> Response:
        """Serve one workflow with its text."""
        self._authorize(request, "read")
        return answer(self._existing(request).view(with_text=True))

    async def create(self, request: Request) -> Response:
        """Serve POST of a workflow. One that is invalid is saved, switched off."""
        workflow = self._read(request, await body_of(request))
        self._authorize(request, "all")
        return answer(self.workflows.put(workflow, new=True).view(with_text=True))

    async def update(self, request: Request) -> Response:
        """Serve PUT of a workflow: its text, or single attributes."""
        body = Reader(await body_of(request))
        text = body.text("yaml", None, most=_LONGEST_TEXT)
        changes = {
            key: value
            for key, value in (
                ("name", body.text("name", None)),
                ("description", body.text("description", None)),
                ("enabled", body.flag("enabled", None)),
                ("tags", body.texts("tags", None)),
            )
            if value is not None
        }
        body.refuse_other_keys()
        self._authorize(request, "all")
        old = self._existing(request)
        kept = {} if text is not None else old.changes
        new = Workflow(
            old.space, old.id, old.yaml if text is None else text, {**kept, **changes}, old.created_at, _now()
        )
        self.workflows.put(new, new=False)
        errors = [] if new.valid else ["Invalid workflow definition"]
        return answer(
            {
                "id": new.id,
                "lastUpdatedAt": new.last_updated_at,
                "lastUpdatedBy": "elastic",
                "enabled": new.enabled,
                "valid": new.valid,
                "validationErrors": errors,
            }
        )

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of a workflow. Without `force` its id stays taken, in all spaces."""
        query = self.query(request)
        force = query.flag("force", False)
        query.refuse_other_keys()
        self._authorize(request, "all")
        self._delete(self._existing(request), force)
        return Response(status_code=200)

    async def create_many(self, request: Request) -> Response:
        """Serve POST of several workflows."""
        query = self.query(request)
        overwrite = query.flag("overwrite", False)
        query.refuse_other_keys()
        body = Reader(await body_of(request))
        items = body.items("workflows", most=_MOST_IDS)
        body.refuse_other_keys()
        given = [self._read(request, item) for item in items]
        self._authorize(request, "all")
        created, failed = [], []
        for index, workflow in enumerate(given):
            existing = self.workflows.find(workflow.space, workflow.id)
            try:
                saved = self.workflows.put(workflow, new=not (overwrite and existing is not None))
            except ApiError as error:
                failed.append({"index": index, "id": workflow.id, "error": error.message})
            else:
                created.append(saved.view(with_text=True))
        return answer({"created": created, "failed": failed})

    async def delete_many(self, request: Request) -> Response:
        """Serve DELETE of several workflows."""
        query = self.query(request)
        force = query.flag("force", False)
        query.refuse_other_keys()
        body = Reader(await body_of(request))
        ids = body.texts("ids", most=_MOST_IDS)
        body.refuse_other_keys()
        self._authorize(request, "all")
        found = [one for one in (self.workflows.find(self.space_of(request), each) for each in ids) if one]
        for workflow in found:
            self._delete(workflow, force)
        return answer({"total": len(ids), "deleted": len(found), "failures": []})

    async def get_many(self, request: Request) -> Response:
        """Serve the workflows with certain ids, as a list, with their texts."""
        body = Reader(await body_of(request))
        ids = body.texts("ids", most=_MOST_IDS)
        source = body.texts("source", None, most=10)
        body.refuse_other_keys()
        self._authorize(request, "read")
        found = [self.workflows.find(self.space_of(request), each) for each in ids]
        views = [one.view(with_text=True) for one in found if one is not None]
        if source is not None:
            views = [{key: view[key] for key in ("id", *source) if key in view} for view in views]
        return answer(views)

    async def export(self, request: Request) -> Response:
        """Serve the texts of the workflows with certain ids."""
        body = Reader(await body_of(request))
        ids = body.texts("ids", most=_MOST_IDS)
        body.refuse_other_keys()
        self._authorize(request, "read")
        found = [one for one in (self.workflows.find(self.space_of(request), each) for each in ids) if one]
        entries = [{"id": one.id, "yaml": one.yaml} for one in found]
        return answer({"entries": entries, "manifest": {"exportedCount": len(entries), "exportedAt": _now()}})

    async def stats(self, request: Request) -> Response:
        """Serve how many workflows are on and off."""
        self._authorize(request, "read")
        states = [one.enabled for one in self.workflows.in_space(self.space_of(request))]
        return answer(
            {"workflows": {"enabled": states.count(True), "disabled": states.count(False)}, "executions": []}
        )

    def _authorize(self, request: Request, privilege: Any) -> None:
        self.require_version(_SINCE)
        if not self.settings.may(privilege, self.space_of(request)):
            raise ApiError(
                403, "API is unauthorized for user, this action is granted by the Kibana privileges"
            )

    def _existing(self, request: Request) -> Workflow:
        found = self.workflows.find(self.space_of(request), request.path_params["id"])
        if found is None:
            raise ApiError(404, "Workflow not found")
        return found

    def _read(self, request: Request, given: object) -> Workflow:
        body = Reader(given)
        text, workflow_id = body.text("yaml", most=_LONGEST_TEXT), body.text("id", None)
        body.refuse_other_keys()
        if workflow_id is not None and not _ID.fullmatch(workflow_id):
            raise ApiError(400, "Invalid workflow ID format: lower-case letters, digits and inner hyphens")
        space, now = self.space_of(request), _now()
        draft = Workflow(space, "", text)
        return Workflow(space, workflow_id or self._free_id(draft.name), text, {}, now, now)

    def _free_id(self, name: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or f"workflow-{uuid.uuid4()}"
        number, free = 0, slug
        while self.workflows.is_taken(free):
            number += 1
            free = f"{slug}-{number}"
        return free

    def _delete(self, workflow: Workflow, force: bool) -> None:
        if force:
            self.workflows.forget(workflow.id)
        else:
            gone = Workflow(workflow.space, workflow.id, "", deleted=True)
            self.workflows.put(gone, new=False)


def _scalar(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _list(text: str, value: str | None) -> list[str]:
    if value is None:
        return []
    if value.startswith("["):
        return [_scalar(part) for part in value.strip("[]").split(",") if part.strip()]
    found = re.search(r"^tags:[^\n]*\n((?:[ \t]*-[^\n]*\n?)+)", text, re.MULTILINE)
    return [_scalar(line.strip()[1:]) for line in found[1].splitlines() if line.strip()] if found else []


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
