"""JSON in Terraform: as a text, or as `jsonencode(…)`."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from .expressions import Expression, read_leaves
from .hcl_values import jsonencoded

_START = re.compile(r"\s*(?:[{\[]|\$\{\s*jsonencode\s*\()")


def read_json(found: Any) -> Any:
    """Return the value of JSON text or of `jsonencode(…)`, with references as `Expression`s.

    Args:
        found: A value of Terraform's JSON.

    Raises:
        ValueError: It is neither.
    """
    text = text_of(found)
    if text is None:
        raise ValueError("no text")
    if text.lstrip().startswith("${"):
        return jsonencoded(text)
    return _json_text(text)


@lru_cache(maxsize=1024)
def _json_text(text: str) -> Any:
    return read_leaves(json.loads(text))


def json_container(found: Any) -> Any:
    """Return the object or the list that JSON text or `jsonencode(…)` holds; None if it holds neither.

    Args:
        found: A value of Terraform's JSON.
    """
    text = text_of(found)
    if text is None or not _START.match(text):
        return None
    try:
        value = read_json(text)
    except ValueError:
        return None
    return value if isinstance(value, (dict, list)) else None


def text_of(found: Any) -> str | None:
    """Return a text as Terraform's JSON has it, also that of an expression; None for what is no text."""
    if isinstance(found, Expression):
        return found.template
    return found if isinstance(found, str) else None
