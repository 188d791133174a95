"""The file of an export: NDJSON as Kibana writes it, of one space or of several.

Kibana ends an export with a line that counts its objects, and passes over that line when it imports. Here
each space has such a line after its connectors, with its id in it under `space`. So Kibana takes the file as
it is, and `kibana-connectors import` can tell which space each connector came from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..kibana.errors import InvalidRequest
from ..kibana.saved_objects import TYPE
from ..kibana.shown_text import one_line

_COUNT = "exportedCount"
_SPACE = "space"


@dataclass(frozen=True)
class ExportedConnector:
    """A connector of an export.

    Attributes:
        id: Its id.
        name: Its name.
        type_id: Its type.
        config: Its config.
        is_missing_secrets: Whether it needs secrets after an import, by Kibana's own mark.
        object: The whole saved object.
    """

    id: str
    name: str
    type_id: str
    config: dict[str, Any]
    is_missing_secrets: bool
    object: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class SpaceExport:
    """The connectors of one space.

    Attributes:
        space: The space; None where the file does not say, as one from Kibana itself.
        connectors: Its connectors.
        others: How many objects are no connectors.
    """

    space: str | None
    connectors: tuple[ExportedConnector, ...]
    others: int = 0


def connector_of(value: dict[str, Any]) -> ExportedConnector | str:
    """Return the connector of a saved object, or what is wrong with it.

    Args:
        value: The saved object.
    """
    attributes = value.get("attributes")
    if not isinstance(attributes, dict):
        return "expected a saved object with attributes"
    if attributes.get("secrets"):
        return "holds secrets, which no export of Kibana's does: take them out, and revoke them"
    texts = {"id": value.get("id"), "name": attributes.get("name"), "type": attributes.get("actionTypeId")}
    wrong = [name for name, text in texts.items() if not isinstance(text, str) or not text.strip()]
    config = attributes.get("config", {})
    if wrong or not isinstance(config, dict):
        return f"{', '.join(wrong) or 'config'}: missing, or of another form than Kibana's"
    return ExportedConnector(
        id=str(texts["id"]),
        name=str(texts["name"]),
        type_id=str(texts["type"]),
        config=config,
        is_missing_secrets=attributes.get("isMissingSecrets") is True,
        object=value,
    )


def ndjson(objects: Iterable[dict[str, Any]]) -> str:
    """Return saved objects as lines of JSON.

    Args:
        objects: The saved objects.
    """
    return "".join(f"{json.dumps(each, ensure_ascii=True, sort_keys=True)}\n" for each in objects)


def write_export(exports: Iterable[SpaceExport]) -> str:
    """Return the text of a file.

    Args:
        exports: The spaces, in the order of the file; one without connectors leaves nothing in it.
    """
    return "".join(
        ndjson([*(each.object for each in export.connectors), _summary(export)])
        for export in exports
        if export.connectors  # Kibana takes a count of 0 for an object
    )


def _summary(export: SpaceExport) -> dict[str, Any]:
    return {
        "excludedObjects": [],
        "excludedObjectsCount": 0,
        _COUNT: len(export.connectors),
        "missingRefCount": 0,
        "missingReferences": [],
        _SPACE: export.space,
    }


def read_export(name: str, content: bytes) -> tuple[SpaceExport, ...]:
    """Read a file: one that this library wrote, or one of Kibana's own.

    Args:
        name: What messages call it.
        content: Its bytes.

    Raises:
        InvalidRequest: It is no whole export; the message names every line that is wrong, up to five.
    """
    problems: list[str] = []
    exports: list[SpaceExport] = []
    connectors: list[ExportedConnector] = []
    others = 0
    for number, value in _lines(name, content):
        if isinstance(value, str):
            problems.append(f"line {number}: {value}")
        elif _COUNT in value:
            count, space = value[_COUNT], value.get(_SPACE)
            if count != len(connectors) + others and not problems:
                problems.append(
                    f"line {number}: the objects before it should be {one_line(str(count), longest=20)}, "
                    f"and are {len(connectors) + others}: the file is not whole"
                )
            exports.append(SpaceExport(space if isinstance(space, str) else None, tuple(connectors), others))
            connectors, others = [], 0
        elif value.get("type") != TYPE:
            others += 1
        elif isinstance(found := connector_of(value), str):
            problems.append(f"line {number}: {found}")
        else:
            connectors.append(found)
    if connectors or others:
        exports.append(SpaceExport(None, tuple(connectors), others))
    problems += _repeated(exports)
    if problems:
        more = f"; and {len(problems) - 5} more" if len(problems) > 5 else ""
        raise InvalidRequest(f"{name}: no whole export of connectors: {'; '.join(problems[:5])}{more}")
    if not any(export.connectors for export in exports):
        raise InvalidRequest(f"{name}: there is no connector in it")
    return tuple(export for export in exports if export.connectors or export.others)


def _lines(name: str, content: bytes) -> Iterator[tuple[int, dict[str, Any] | str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidRequest(f"{name}: expected lines of JSON in UTF-8") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield number, "expected a JSON object, and this is no whole one"
            continue
        yield number, value if isinstance(value, dict) else "expected a JSON object"


def _repeated(exports: Iterable[SpaceExport]) -> Iterator[str]:
    seen: set[str] = set()
    for export in exports:
        for connector in export.connectors:
            if connector.id in seen:
                yield f"the id {one_line(connector.id, longest=60)} is in it more than once"
            seen.add(connector.id)
