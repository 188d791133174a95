"""The spec route: what Kibana says of a type that it defines as data, as JSON Schema in zod's output form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..generate.catalog import docs_address
from ..generate.project import known_entry
from ..types.registry import known_type
from .area import Area
from .catalog import Catalog
from .params import TESTABLE
from .responses import ApiError, json_response

_PACKAGE = __name__.rpartition(".")[0]
_SINCE = "9.5"
_TESTABLE_SINCE = "9.6"
_CANNOT_BE_WRITTEN = frozenset({".sharepoint-server", ".snowflake"})
"""Types with a transform in their config, which zod cannot write as JSON Schema."""
_DOCS = "https://www.elastic.co/docs/reference/kibana/connectors-kibana/"
_NEEDS_EARS = "ears"
"""Kibana leaves this auth type out unless a setting enables it, which is off by default."""


@dataclass
class SpecRoutes(Area):
    """`/internal/actions/connector_types/{id}/spec`.

    Attributes:
        catalog: The connector types.
    """

    catalog: Catalog

    def table(self) -> list[Route]:
        """Return the route."""
        return [Route("/internal/actions/connector_types/{id}/spec", self.get, methods=["GET"])]

    async def get(self, request: Request) -> Response:
        """Serve the spec of one type."""
        self.require_version(_SINCE)
        self.require(request, "read", "get actions")
        type_id = str(request.path_params["id"])
        info, spec = self.catalog.find(type_id), _of_project(type_id) or _specs().get(type_id)
        if info is None or spec is None:
            raise ApiError(404, f'Spec for connector type "{type_id}" not found.')
        if type_id in _CANNOT_BE_WRITTEN:
            raise ApiError(
                500, "Failed to serialize connector spec: Transforms cannot be represented in JSON Schema"
            )
        metadata: dict[str, Any] = {
            "id": type_id,
            "display_name": info.name,
            "description": f"{info.name} connector",
            "minimum_license": info.license,
            "supported_feature_ids": list(info.features),
            "docs_url": spec.get("docs_url") or (f"{_DOCS}{spec['docs']}" if spec["docs"] else ""),
        }
        if spec["preview"]:
            metadata["is_technical_preview"] = True
        view: dict[str, Any] = {"metadata": metadata, "schema": _schema(spec)}
        if self.settings.has(_TESTABLE_SINCE):
            view["is_testable"] = type_id in TESTABLE
        return json_response(view)


def _schema(spec: Mapping[str, Any]) -> dict[str, Any]:
    branches = [_branch(auth) for auth in spec["auth"] if auth["id"] != _NEEDS_EARS]
    secrets: dict[str, Any] = (
        {"oneOf": branches, "label": "Authentication"} if branches else _output({"type": "object"})
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {"config": _output(spec["config"]), "secrets": secrets},
        "required": ["config", "secrets"],
        "additionalProperties": False,
    }


def _branch(auth: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = _output(auth["secrets_schema"])
    # The discriminator comes last, in properties and required.
    properties = {key: value for key, value in schema["properties"].items() if key != "authType"}
    schema["properties"] = {**properties, "authType": schema["properties"]["authType"]}
    schema["required"] = [key for key in schema.get("required", []) if key != "authType"] + ["authType"]
    schema["label"] = str(auth["id"]).replace("_", " ").capitalize()
    schema["authMode"] = auth["mode"]
    return schema | {key: True for key in ("isRecommended", "isLegacy") if auth.get(key)}


def _output(schema: Any) -> Any:
    """Return a schema in output mode: what has a default is required, and no object takes other keys."""
    if not isinstance(schema, dict):
        return schema
    written = {key: value for key, value in schema.items() if key != "pattern" or "BEGIN" not in value}
    if "properties" in written or written.get("type") == "object":
        properties = {key: _output(value) for key, value in written.get("properties", {}).items()}
        required = [
            key
            for key, value in properties.items()
            if key in written.get("required", ()) or (isinstance(value, dict) and "default" in value)
        ]
        written["properties"] = properties
        if required:
            written["required"] = required
        if "additionalProperties" not in written:
            written["additionalProperties"] = False
    if "items" in written:
        written["items"] = _output(written["items"])
    return written


def _of_project(type_id: str) -> dict[str, Any] | None:
    """Return what a project's own class of a type was made of; None for a type of the library's."""
    known = known_type(type_id)
    entry = known_entry(type_id) if known is not None and known.is_of_project else None
    if entry is None:
        return None
    return {
        "docs": "",
        "docs_url": docs_address(entry),
        "preview": entry["technical_preview_flag"],
        "config": entry["config_schema"],
        "auth": entry["auth_types"],
    }


@cache
def _specs() -> dict[str, Any]:
    text = (files(_PACKAGE) / "data" / "spec_types.json").read_text(encoding="utf-8")
    specs: dict[str, Any] = json.loads(text)
    return specs
