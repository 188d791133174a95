"""Export and import of connectors as saved objects. Objects of other types are not taken."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .connectors import Connectors
from .judging import Judge
from .responses import API_VERSION_HEADER, ApiError, answer
from .schema import Reader
from .store import StoredConnector

_TYPE = "action"
_KNOWN_TYPES = frozenset(
    {"action", "alert", "config", "dashboard", "index-pattern", "search", "tag", "visualization"}
)
_STRICT_ID = re.compile(r"[a-z0-9-]{1,36}")


@dataclass
class SavedObjectRoutes(Area):
    """`/api/saved_objects`, for connectors.

    Attributes:
        connectors: The operations on connectors.
        judge: Tells which types need secrets.
    """

    connectors: Connectors
    judge: Judge

    def table(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/api/saved_objects/_export", self.export, methods=["POST"]),
            Route("/api/saved_objects/_import", self.import_, methods=["POST"]),
            Route("/api/saved_objects/_find", self.find, methods=["GET"]),
        ]

    async def export(self, request: Request) -> Response:
        """Serve an export as NDJSON, without secrets."""
        body = Reader(await body_of(request))
        types = body.value.get("type")
        types = [body.text("type")] if isinstance(types, str) else body.texts("type", None)
        objects = body.items("objects", None, most=10_000)
        references, search = body.anything("hasReference"), body.text("search", None)
        body.flag("includeReferencesDeep", False)
        without_details = body.flag("excludeExportDetails", False)
        body.refuse_other_keys()
        if types is None and objects is None:
            raise ApiError(400, "Either `type` or `objects` are required.")
        for name, given in (("types", types), ("search", search), ("hasReference", references)):
            if objects is not None and given is not None:
                raise ApiError(400, f'Can\'t specify both "{name}" and "objects" properties when exporting')
        self.require(request, "read", "get actions")
        exported, missing = self._selected(request, types, objects, search)
        lines = [self._exported(connector) for connector in exported]
        if not without_details:
            lines.append(
                {
                    "excludedObjects": [],
                    "excludedObjectsCount": 0,
                    "exportedCount": len(exported),
                    "missingRefCount": 0,
                    "missingReferences": missing,
                }
            )
        text = "\n".join(json.dumps(line, sort_keys=True, separators=(",", ":")) for line in lines)
        headers = {**API_VERSION_HEADER, "Content-Disposition": 'attachment; filename="export.ndjson"'}
        return Response(text, headers=headers, media_type="application/ndjson")

    async def import_(self, request: Request) -> Response:
        """Serve an import of NDJSON. Secrets are never in it: what needs them misses them until a PUT."""
        query = self.query(request)
        overwrite = query.flag("overwrite", False)
        copies = query.flag("createNewCopies", False)
        compatible = query.flag("compatibilityMode", False)
        query.refuse_other_keys()
        for name, given in (("overwrite", overwrite), ("compatibilityMode", compatible)):
            if copies and given:
                pair = (
                    "[overwrite] with [createNewCopies]"
                    if name == "overwrite"
                    else f"[createNewCopies] with [{name}]"
                )
                raise ApiError(400, f"[request query]: cannot use {pair}")
        lines = _ndjson(await _file(request))
        self.require(request, "all", "import action")
        results: list[dict[str, Any]] = []
        errors: list[dict[str, Any]] = []
        dropped: list[str] = []
        missing = 0
        for line in lines:
            if line.get("type") != _TYPE:
                errors.append(_import_error(line, {"type": "unsupported_type"}))
                continue
            connector = self._read(request, line)
            if connector is None:
                dropped.append(str(line.get("id")))
                continue
            owner = self.connectors.store.space_of(connector.id)
            if owner == connector.space and not (overwrite or copies):
                errors.append(_import_error(line, {"type": "conflict"}))
                continue
            # An id that another space has cannot be had here: Kibana gives the object a new one.
            renamed = copies or owner not in (None, connector.space)
            new_id = str(uuid.uuid4()) if renamed else connector.id
            saved = StoredConnector(
                connector.space,
                new_id,
                connector.type_id,
                connector.name,
                connector.config,
                connector.is_missing_secrets,
            )
            self.connectors.store.add(saved, overwrite=overwrite)
            missing += saved.is_missing_secrets
            result: dict[str, Any] = {"type": _TYPE, "id": connector.id, "meta": _meta(connector.name)}
            if renamed:
                result["destinationId"] = new_id
            if owner == connector.space and overwrite:
                result["overwrite"] = True
            results.append(result)
        imported: dict[str, Any] = {
            "success": not errors,
            "successCount": len(results),
            "warnings": _warnings(missing, dropped),
        }
        if results:
            imported["successResults"] = results
        if errors:
            imported["errors"] = errors
        return answer(imported)

    async def find(self, request: Request) -> Response:
        """Serve a search: it never finds a connector, for their type is hidden."""
        if self.settings.is_serverless:
            raise ApiError(
                400,
                "uri [/api/saved_objects/_find] with method [get] exists but is not available with the "
                "current configuration",
            )
        query = self.query(request)
        query.texts("type")
        per_page, page = query.number("per_page", 20, least=0), query.number("page", 1, least=0)
        return answer({"page": page, "per_page": per_page, "total": 0, "saved_objects": []})

    def _selected(
        self, request: Request, types: list[str] | None, objects: list[Any] | None, search: str | None
    ) -> tuple[list[StoredConnector], list[Any]]:
        space = self.space_of(request)
        if objects is None:
            unknown = [one for one in types or () if one not in _KNOWN_TYPES]
            if unknown:
                raise ApiError(400, f"Trying to export non-exportable type(s): {', '.join(unknown)}")
            found = self.connectors.store.in_space(space) if _TYPE in (types or ()) else ()
            words = (search or "").strip("*").casefold()
            return [one for one in found if words in one.name.casefold()], []
        selected, missing = [], []
        for index, item in enumerate(objects):
            reader = Reader(item, f"body.objects.{index}")
            kind, object_id = reader.text("type"), reader.text("id")
            reader.refuse_other_keys()
            stored = self.connectors.store.find(space, object_id) if kind == _TYPE else None
            if stored is None:
                error = {
                    "statusCode": 404,
                    "error": "Not Found",
                    "message": f"Saved object [{kind}/{object_id}] not found",
                }
                missing.append({"id": object_id, "type": kind, "error": error})
            else:
                selected.append(stored)
        if missing:
            raise ApiError(400, "Error fetching objects to export", {"objects": missing})
        return selected, []

    def _exported(self, connector: StoredConnector) -> dict[str, Any]:
        if self.judge.catalog.find(connector.type_id) is None:
            # Kibana's own transform throws here, whatever else is exported.
            raise ApiError(
                400,
                f'Error transforming objects to export: Action type "{connector.type_id}" is not registered.',
            )
        attributes: dict[str, Any] = {
            "actionTypeId": connector.type_id,
            "config": connector.config,
            "isMissingSecrets": self.judge.needs_secrets(connector.type_id, connector.config),
            "name": connector.name,
            "secrets": {},
        }
        if connector.auth_mode != "shared":
            attributes["authMode"] = connector.auth_mode
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "attributes": attributes,
            "coreMigrationVersion": "8.8.0",
            "created_at": now,
            "id": connector.id,
            "managed": False,
            "references": [],
            "type": _TYPE,
            "typeMigrationVersion": "10.1.0",
            "updated_at": now,
            "version": "WzEsMV0=",
        }

    def _read(self, request: Request, line: dict[str, Any]) -> StoredConnector | None:
        """Return the connector of a line; None for an id that newer Kibana does not import."""
        attributes = line.get("attributes")
        object_id = line.get("id")
        if not isinstance(attributes, dict) or not isinstance(object_id, str):
            raise ApiError(400, "Unexpected object in the import file: attributes and id are required")
        taken = self.settings.has("9.6") and self.connectors.find_preconfigured(object_id) is not None
        if taken or (self.settings.strict_ids and not _STRICT_ID.fullmatch(object_id)):
            return None
        config = attributes.get("config")
        return StoredConnector(
            self.space_of(request),
            object_id,
            str(attributes.get("actionTypeId")),
            str(attributes.get("name")),
            config if isinstance(config, dict) else {},
            attributes.get("isMissingSecrets") is True,
        )


def _meta(name: str) -> dict[str, str]:
    return {"title": f"Connector: [{name}]"}


def _import_error(line: dict[str, Any], error: dict[str, Any]) -> dict[str, Any]:
    attributes = line.get("attributes")
    name = str(attributes.get("name", attributes.get("title", ""))) if isinstance(attributes, dict) else ""
    return {
        "type": line.get("type"),
        "id": line.get("id"),
        "title": name,
        "meta": _meta(name),
        "error": error,
    }


def _warnings(missing: int, dropped: list[str]) -> list[dict[str, str]]:
    warnings = []
    if missing:
        have = "1 connector has" if missing == 1 else f"{missing} connectors have"
        warnings.append(
            {
                "type": "action_required",
                "message": f"{have} sensitive information that require updates.",
                "actionPath": "/app/management/insightsAndAlerting/triggersActionsConnectors",
                "buttonLabel": "Go to connectors",
            }
        )
    if dropped:
        warnings.append(
            {
                "type": "simple",
                "message": f"Connectors were not imported, for their ids: {', '.join(dropped)}",
            }
        )
    return warnings


async def _file(request: Request) -> bytes:
    """Return the field `file` of a form; its name must end in .ndjson."""
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        raise ApiError(415, "Unsupported Media Type")
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = BytesParser(policy=HTTP).parsebytes(head + await request.body())
    for part in form.iter_parts() if form.is_multipart() else ():
        if part.get_param("name", header="content-disposition") != "file":
            continue
        name = part.get_filename() or ""
        extension = name[name.rfind(".") :] if "." in name else ""
        if extension.lower() != ".ndjson":
            raise ApiError(400, f"Invalid file extension {extension}")
        content = part.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""
    raise ApiError(400, "[request body.file]: expected value of type [Stream] but got [undefined]")


def _ndjson(raw: bytes) -> list[dict[str, Any]]:
    lines = []
    for number, text in enumerate(raw.decode("utf-8", "replace").split("\n"), start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except (ValueError, RecursionError):
            raise ApiError(400, f"Unexpected token in JSON, in line {number}") from None
        if not isinstance(line, dict):
            raise ApiError(400, f"Unexpected object in line {number}")
        # The summary that ends an export has no type.
        if "exportedCount" not in line:
            lines.append(line)
    return lines
