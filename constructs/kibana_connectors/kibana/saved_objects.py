"""Connectors out of one Kibana and into another: `/api/saved_objects/_export` and `_import`.

An export holds no secrets. What was imported misses them until it is updated with them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import Field

from .answers import as_
from .call import Answer, Call
from .errors import InvalidRequest, UnexpectedAnswer
from .model import Model, text

TYPE = "action"
"""What Kibana calls a connector among saved objects."""
_MANAGE = "the Kibana privilege Saved Objects Management, and Actions and Connectors"
_SUMMARY = "exportedCount"


class Export(Model):
    """An export of connectors.

    Attributes:
        objects: The saved objects, as `import_connectors` takes them; none holds a secret.
        exported_count: How many Kibana says there are.
        missing_references: Objects that others refer to and that do not exist.
        excluded: Objects that Kibana left out.
    """

    objects: tuple[dict[str, Any], ...]
    exported_count: int
    missing_references: tuple[dict[str, Any], ...] = ()
    excluded: tuple[dict[str, Any], ...] = ()

    def ndjson(self) -> str:
        """Return the objects as lines of JSON, each with a line break at its end."""
        return "".join(f"{json.dumps(each, ensure_ascii=False, sort_keys=True)}\n" for each in self.objects)


class ImportedObject(Model):
    """An object that was imported.

    Attributes:
        id: Its id in the file.
        type: Its type.
        destination_id: Its id in Kibana, where that is another.
        overwrite: Whether it replaced one.
        meta: What Kibana shows of it.
    """

    id: str
    type: str
    destination_id: str | None = Field(default=None, validation_alias="destinationId")
    overwrite: bool | None = None
    meta: dict[str, Any] | None = None


class ImportProblem(Model):
    """An object that was not imported.

    Attributes:
        id: Its id in the file.
        type: Its type.
        title: Its name.
        error: Why; its `type` is a word such as `conflict`.
    """

    id: str
    type: str
    title: str | None = None
    error: dict[str, Any] = Field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why, in one word."""
        return str(self.error.get("type", "unknown"))


class ImportResult(Model):
    """What an import did. One that failed for some objects has imported the others.

    Attributes:
        success: Whether all objects were imported.
        success_count: How many were.
        imported: Those that were.
        errors: Those that were not.
        warnings: What Kibana asks to be done now, such as to add secrets.
    """

    success: bool
    success_count: int = Field(default=0, validation_alias="successCount")
    imported: tuple[ImportedObject, ...] = Field(default=(), validation_alias="successResults")
    errors: tuple[ImportProblem, ...] = ()
    warnings: tuple[dict[str, Any], ...] = ()


def export_connectors(
    connector_ids: Sequence[str] | None = None, *, space: str | None = None
) -> Call[Export]:
    """Export connectors of one space, without their secrets; preconfigured ones cannot be.

    Args:
        connector_ids: Which; None exports all.
        space: The space; None takes the client's.
    """
    body: dict[str, Any] = {"type": TYPE}
    if connector_ids is not None:
        if isinstance(connector_ids, str) or not connector_ids:
            raise InvalidRequest("connector_ids: expected at least one id, or None for all")
        body = {"objects": [{"type": TYPE, "id": text("connector_ids", each)} for each in connector_ids]}
    return Call("POST", "/api/saved_objects/_export", _read_export, body=body, space=space, needs=_MANAGE)


def _read_export(answer: Answer) -> Export:
    objects: list[dict[str, Any]] = []
    summary: dict[str, Any] | None = None
    try:
        for line in answer.content.decode().split("\n"):
            if line.strip():
                value = json.loads(line)
                if not isinstance(value, dict):
                    raise TypeError
                if _SUMMARY in value:
                    summary = value
                else:
                    objects.append(value)
    except (ValueError, TypeError, RecursionError):
        raise UnexpectedAnswer(
            f"{answer.where}: expected lines of JSON objects, and got something else; try again"
        ) from None
    if summary is None or summary[_SUMMARY] != len(objects):
        raise UnexpectedAnswer(
            f"{answer.where}: the export is not whole: its last line, which counts the objects, is missing "
            "or says another number; try again"
        )
    return Export(
        objects=tuple(objects),
        exported_count=len(objects),
        missing_references=tuple(summary.get("missingReferences") or ()),
        excluded=tuple(summary.get("excludedObjects") or ()),
    )


def import_connectors(
    ndjson: str | bytes,
    *,
    overwrite: bool = False,
    create_new_copies: bool = False,
    space: str | None = None,
) -> Call[ImportResult]:
    """Import connectors into one space. It is never sent twice.

    Args:
        ndjson: Lines of JSON, as `Export.ndjson()` gives them.
        overwrite: Replace connectors that have the same id.
        create_new_copies: Give each a new id instead.
        space: The space; None takes the client's.
    """
    content = ndjson.encode() if isinstance(ndjson, str) else ndjson
    if not isinstance(content, bytes) or not content.strip():
        raise InvalidRequest("ndjson: expected lines of JSON, as text or bytes")
    if overwrite and create_new_copies:
        raise InvalidRequest("overwrite, create_new_copies: expected one of them, not both")
    query = {"overwrite": True if overwrite else None, "createNewCopies": True if create_new_copies else None}
    return Call(
        "POST",
        "/api/saved_objects/_import",
        as_(ImportResult),
        query=query,
        file=("connectors.ndjson", content),
        space=space,
        is_idempotent=False,
        needs=_MANAGE,
    )
