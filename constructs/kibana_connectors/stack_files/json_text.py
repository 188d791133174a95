"""Reads JSON as Terraform does: half of a character that takes two becomes the replacement character."""

from __future__ import annotations

import json
import re
from typing import Any

_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def load(text: str) -> Any:
    """Return what a JSON text says.

    Args:
        text: The text.

    Raises:
        ValueError: It is no JSON.
        RecursionError: It is nested too deep.
    """
    value = json.loads(text)
    return _whole(value) if _ESCAPED_HALF.search(text) or _HALF.search(text) else value


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_HALF.sub("\ufffd", key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
