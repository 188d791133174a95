"""The routes' own checks of a request body, which run before those of the connector type."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from ..formats.javascript import is_blank, type_name
from .responses import ApiError

_ABSENT = object()


@dataclass(frozen=True)
class ConnectorBody:
    """A body that passed the route's schema.

    Attributes:
        name: Connector name.
        type_id: Connector type; empty in an update, which cannot change it.
        config: Config in wire form.
        secrets: Secrets in wire form.
    """

    name: str
    type_id: str
    config: dict[str, Any]
    secrets: dict[str, Any] = field(repr=False)


def parse_json(raw: bytes, content_type: str | None) -> object:
    """Parse a JSON body. An empty body is null.

    Args:
        raw: Body as received.
        content_type: Content type header. Without one, JSON is assumed, as in Kibana.

    Raises:
        ApiError: The body is not JSON.
    """
    if not raw:
        return None
    if content_type is not None and content_type.partition(";")[0].strip().lower() != "application/json":
        raise ApiError(415, "Unsupported Media Type")
    try:
        return json.loads(raw, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        # The parser's own message may quote the body.
        raise ApiError(400, "Invalid request payload JSON format") from None


def read_create_body(value: object) -> ConnectorBody:
    """Check the body of a POST.

    Args:
        value: Parsed JSON.

    Raises:
        ApiError: With status 400 and the text of Kibana's schema framework.
    """
    return _read_body(value, ("name", "connector_type_id", "config", "secrets"))


def read_update_body(value: object) -> ConnectorBody:
    """Check the body of a PUT.

    Args:
        value: Parsed JSON.

    Raises:
        ApiError: With status 400 and the text of Kibana's schema framework.
    """
    return _read_body(value, ("name", "config", "secrets"))


def _read_body(value: object, keys: Collection[str]) -> ConnectorBody:
    body = _plain_object(value)
    read = ConnectorBody(
        name=_read_text(body, "name"),
        type_id=_read_text(body, "connector_type_id") if "connector_type_id" in keys else "",
        config=_read_mapping(body, "config"),
        secrets=_read_mapping(body, "secrets"),
    )
    _refuse_other_keys(body, keys)
    return read


def _no_constant(_name: str) -> object:
    raise ValueError("NaN and Infinity are not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("number out of range")
    return number


def _kind(value: object) -> str:
    if value is _ABSENT:
        return "undefined"
    name = type_name(value)
    # The routes' schema framework capitalizes these two; that of connector types does not.
    return name.capitalize() if name in ("array", "object") else name


def _plain_object(value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    found = _kind(value)
    raise ApiError(400, f"[request body]: expected a plain object value, but found [{found}] instead.")


def _read_text(body: dict[str, Any], key: str) -> str:
    value = body.get(key, _ABSENT)
    if not isinstance(value, str):
        got = _kind(value)
        raise ApiError(400, f"[request body.{key}]: expected value of type [string] but got [{got}]")
    _refuse_blank(value, key)
    return value


def _read_mapping(body: dict[str, Any], key: str) -> dict[str, Any]:
    value = body.get(key, {})
    if not isinstance(value, dict):
        got = _kind(value)
        raise ApiError(400, f"[request body.{key}]: expected value of type [object] but got [{got}]")
    for name, item in value.items():
        _refuse_blank(item, f"{key}.{name}")
    return value


def _refuse_blank(value: object, path: str) -> None:
    blank = _first_blank(value)
    if blank is not None:
        raise ApiError(400, f"[request body.{path}]: value '{blank}' is not valid")


def _first_blank(value: object) -> str | None:
    """Return the first blank string within a value. A blank string is no secret, so a message may show it."""
    if isinstance(value, str):
        return value if is_blank(value) else None
    items: Collection[object] = ()
    if isinstance(value, dict):
        items = value.values()
    elif isinstance(value, list):
        items = value
    return next((blank for blank in map(_first_blank, items) if blank is not None), None)


def _refuse_other_keys(body: dict[str, Any], known: Collection[str]) -> None:
    for key in body:
        if key not in known:
            raise ApiError(400, f"[request body.{key}]: definition for this key is missing")
