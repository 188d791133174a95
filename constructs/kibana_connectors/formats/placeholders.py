"""Placeholders that someone copied from documentation and did not replace."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"<[A-Za-z][^<>]*>")


def has_placeholder(text: str) -> bool:
    """Whether ``text`` contains a ``<placeholder>``."""
    return _PLACEHOLDER.search(text) is not None
