"""Answers as Kibana gives them, and a client that does not wait."""

from __future__ import annotations

from typing import Any

import httpx

from kibana_connectors.kibana import Retry

AT_ONCE = Retry(first_wait=0)
"""Sends again without waiting."""


def refusal(status: int, message: str) -> tuple[int, dict[str, Any]]:
    """An answer in the form of Kibana's errors."""
    return status, {"statusCode": status, "error": httpx.codes.get_reason_phrase(status), "message": message}
