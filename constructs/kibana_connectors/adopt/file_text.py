"""Reads a file's text, and JSON with the line of each object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import UnreadableFile
from ..stack_files.json_text import load


def read_text(path: Path, shown: str) -> str:
    """Return a file's text; a byte order mark is passed over.

    Args:
        path: The file.
        shown: What messages call it.

    Raises:
        UnreadableFile: It cannot be read, or is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"{shown}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableFile(f"{shown}: line {line}: expected text in UTF-8") from None


def read_json(text: str, shown: str) -> Any:
    """Return what a JSON text says.

    Args:
        text: The text.
        shown: What messages call its file.

    Raises:
        UnreadableFile: It is no JSON.
    """
    try:
        return load(text)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise UnreadableFile(f"{shown}: the file is empty; expected JSON") from None
        half = " (is the file whole?)" if error.pos >= len(text.rstrip()) - 1 else ""
        raise UnreadableFile(f"{shown}: line {error.lineno}: expected JSON{half}") from None
    except RecursionError:
        raise UnreadableFile(f"{shown}: nested too deep") from None
