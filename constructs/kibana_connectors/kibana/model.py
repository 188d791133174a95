"""What all answers have in common."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from .errors import InvalidRequest


class Model(BaseModel):
    """An answer of Kibana's, frozen.

    Keys that a newer Kibana adds are ignored; what an older one lacks is None. Kibana's enumerations grow
    from version to version, so that they are plain texts here.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        protected_namespaces=(),
        defer_build=True,  # most programs use few of them
    )


def segment(name: str, value: Any) -> str:
    """Return a text as one segment of a path.

    Args:
        name: What messages call it.
        value: The text.

    Raises:
        InvalidRequest: It is no text, is blank, or would change the path.
    """
    if not isinstance(value, str) or not value.strip() or value in (".", ".."):
        raise InvalidRequest(f"{name}: expected a text that is not blank")
    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        raise InvalidRequest(f"{name}: expected a text of whole characters") from None


def text(name: str, value: Any) -> str:
    """Return a text that is not blank.

    Args:
        name: What messages call it.
        value: The text.

    Raises:
        InvalidRequest: It is none.
    """
    if not isinstance(value, str) or not value.strip():
        raise InvalidRequest(f"{name}: expected a text that is not blank")
    return value


def mapping(name: str, value: Any) -> dict[str, Any]:
    """Return an object of JSON as a dict; None is an empty one.

    Args:
        name: What messages call it.
        value: The object.

    Raises:
        InvalidRequest: It is none.
    """
    if value is None:
        return {}
    try:
        found = dict(value)
    except (TypeError, ValueError):
        found = None
    if found is None or not all(isinstance(key, str) for key in found):
        raise InvalidRequest(f"{name}: expected a dict whose keys are texts")
    return found
