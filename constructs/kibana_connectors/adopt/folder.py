"""The folder that code is written into."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..errors import UnreadableFile
from .update import MANIFEST, Update

_LARGEST = 32 * 1024 * 1024


def present_files(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the files that are there already: name to text.

    Args:
        folder: The folder; it need not exist.
        names: The names to look for, beside those that `adopted.json` lists.

    Raises:
        UnreadableFile: The folder is none, or one of the files cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise UnreadableFile(f"{folder}: expected a folder to write into, and this is a file")
    found = {}
    for name in {MANIFEST, *names}:
        file = folder / name
        if not os.path.lexists(file):
            continue
        try:
            if file.stat().st_size > _LARGEST:
                raise UnreadableFile(f"{file}: larger than {_LARGEST:,} bytes")
            found[name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            said = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
            raise UnreadableFile(f"{file}: cannot be read: {said}") from None
    return found


def write_files(folder: Path, update: Update) -> None:
    """Write what an update says; each file as a whole, `adopted.json` last.

    Args:
        folder: The folder; it is made where it is missing.
        update: What to write.

    Raises:
        UnreadableFile: A file cannot be written.
    """
    files = {change.name: change.after for change in (*update.created, *update.changed)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in {**files, MANIFEST: update.manifest}.items():
            _write(folder / name, text)
    except OSError as error:
        raise UnreadableFile(f"{folder}: cannot be written: {error.strerror}") from None


def _write(file: Path, text: str) -> None:
    file = file.resolve()  # what a link points to is written, and the link stays
    handle, made = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        os.chmod(made, file.stat().st_mode & 0o777 if file.exists() else 0o644)
        os.replace(made, file)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(made)
