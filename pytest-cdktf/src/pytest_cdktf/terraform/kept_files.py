"""Writes the files of the cache, which all processes of a run read."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any


def write_whole(value: Any, path: Path) -> None:
    """Write a value of JSON so that another process sees all of it or nothing.

    Args:
        value: The value.
        path: The file.
    """
    written = path.with_suffix(f".{secrets.token_hex(4)}")
    written.write_text(json.dumps(value))
    written.replace(path)
