"""Kibana's responses: JSON bodies and the error envelope."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

#: Sent with every response of a public route, whichever version was requested.
API_VERSION_HEADER = {"elastic-api-version": "2023-10-31"}

#: Kibana's messages for statuses where it does not use the reason phrase.
_USUAL_MESSAGES = {
    429: "Server is overloaded",
    500: "An internal server error occurred. Check Kibana server logs for details.",
}


class ApiError(Exception):
    """An operation that Kibana refuses.

    Attributes:
        status: HTTP status of the response.
        message: Text of the envelope. Never contains a value of the request's secrets.
        attributes: Extra content of the envelope; few errors have it.
    """

    def __init__(self, status: int, message: str, attributes: Mapping[str, Any] | None = None) -> None:
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
    """Return the message that Kibana sends with a status by default.

    Args:
        status: HTTP status.
    """
    return _USUAL_MESSAGES.get(status, reason_phrase(status))


def json_response(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a JSON response.

    Args:
        content: JSON data.
        status: HTTP status.
        headers: Headers besides the content type.
    """
    # ASCII escapes, because JSON may contain lone surrogates and UTF-8 may not.
    body = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Response(body, status, headers, media_type="application/json; charset=utf-8")


def error_response(
    status: int,
    message: str,
    headers: Mapping[str, str] | None = None,
    attributes: Mapping[str, Any] | None = None,
) -> Response:
    """Return a response with Kibana's error envelope.

    Args:
        status: HTTP status.
        message: Text of the envelope.
        headers: Headers besides the content type.
        attributes: Extra content of the envelope.
    """
    envelope: dict[str, Any] = {"statusCode": status, "error": reason_phrase(status), "message": message}
    if attributes:
        envelope["attributes"] = dict(attributes)
    return json_response(envelope, status, headers)


def answer(content: object) -> Response:
    """Return what a public route answers.

    Args:
        content: JSON data.
    """
    return json_response(content, headers=API_VERSION_HEADER)


def no_content() -> Response:
    """Return what a public route answers that has nothing to say."""
    return Response(status_code=204, headers=API_VERSION_HEADER)
