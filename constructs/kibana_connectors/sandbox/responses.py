"""Kibana's answers: JSON bodies and the error envelope."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

#: Sent on every answer of a public route, whatever version was asked for.
API_VERSION_HEADER = {"elastic-api-version": "2023-10-31"}

#: What Kibana says where the reason phrase alone is not its message.
_USUAL_MESSAGES = {
    429: "Server is overloaded",
    500: "An internal server error occurred. Check Kibana server logs for details.",
}


class ApiError(Exception):
    """An operation Kibana refuses.

    Attributes:
        status: HTTP status of the answer.
        message: Text of the envelope. Never contains a value of the request's secrets.
        attributes: Extra envelope content of the few errors that have some.
    """

    def __init__(self, status: int, message: str, attributes: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.attributes = attributes


def reason_phrase(status: int) -> str:
    """Return the envelope's `error` text for a status.

    Args:
        status: HTTP status.
    """
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def usual_message(status: int) -> str:
    """Return the message Kibana sends with a status when nothing more is known.

    Args:
        status: HTTP status.
    """
    return _USUAL_MESSAGES.get(status, reason_phrase(status))


def json_response(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON.

    Args:
        content: What to send.
        status: HTTP status.
        headers: Headers besides the content type.
    """
    # ASCII escapes keep lone surrogates, which JSON text may hold and UTF-8 may not.
    body = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Response(body, status, headers, media_type="application/json; charset=utf-8")


def error_response(
    status: int,
    message: str,
    headers: Mapping[str, str] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Response:
    """Answer with Kibana's error envelope.

    Args:
        status: HTTP status.
        message: Text of the envelope.
        headers: Headers besides the content type.
        attributes: Extra envelope content.
    """
    envelope: dict[str, Any] = {"statusCode": status, "error": reason_phrase(status), "message": message}
    if attributes:
        envelope["attributes"] = dict(attributes)
    return json_response(envelope, status, headers)
