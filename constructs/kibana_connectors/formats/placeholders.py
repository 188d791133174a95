"""Placeholders that were copied out of a documentation and never replaced."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"<[A-Za-z][^<>]*>")


def has_placeholder(text: str) -> bool:
    """Whether ``text`` has a ``<placeholder>`` left in it."""
    return _PLACEHOLDER.search(text) is not None
