"""A file that a command writes: as a whole or not at all, and over no other unless told."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ..kibana.errors import InvalidRequest

STANDARD_OUTPUT = "-"


def check_output(path: str, *, force: bool) -> None:
    """Check before any work whether a file can be written.

    Args:
        path: Its path.
        force: Whether one that exists may be replaced.

    Raises:
        InvalidRequest: It cannot.
    """
    file = Path(path)
    if not path.strip() or file.is_dir():
        raise InvalidRequest(f"{path or '-o'}: expected the path of a file, and this is a folder")
    if not file.parent.is_dir():
        raise InvalidRequest(f"{path}: there is no folder {file.parent}")
    if not force and os.path.lexists(file):
        raise InvalidRequest(f"{path}: exists already: name another file, or give --force to replace it")
    if not os.access(file.parent, os.W_OK):
        raise InvalidRequest(f"{path}: cannot be written: no permission for the folder {file.parent}")


def write_output(path: str, text: str, *, force: bool) -> None:
    """Write a file; whoever reads it sees all of it, or what was there before.

    Args:
        path: Its path.
        text: What to write, in UTF-8.
        force: Whether one that exists may be replaced.

    Raises:
        InvalidRequest: It exists by now, or cannot be written.
    """
    file = Path(path)
    try:
        handle, made = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # for its owner alone
    except OSError as error:
        raise InvalidRequest(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        if force:
            os.replace(made, file)
        else:
            os.link(made, file)  # unlike a replacement it fails where another was quicker
    except FileExistsError:
        raise InvalidRequest(f"{path}: exists by now: name another file, or give --force") from None
    except OSError as error:
        raise InvalidRequest(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(made)
