"""Identifiers that Kibana and its Terraform provider accept."""

from __future__ import annotations

import re

_SPACE_ID = re.compile(r"[a-z0-9_-]+")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_space_id(text: str) -> bool:
    """Whether Kibana's spaces API accepts ``text`` as a space id. The API has no maximum length."""
    return _SPACE_ID.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """Whether ``text`` is a UUID of any version, in lower case.

    The provider accepts capitals too, but Kibana's ids are case-sensitive. With lower case only, no two ids
    can differ in case alone.
    """
    return _UUID.fullmatch(text) is not None
