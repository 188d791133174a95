"""What an error shows to whoever meets it, and what stands in files."""

from __future__ import annotations

import base64
import traceback
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def everything_told(error: BaseException) -> str:
    """Give all the texts in which an error may appear, in a log or on a screen."""
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])


def files_that_hold(values: Iterable[str], root: Path) -> list[str]:
    """Give the files below a folder that hold one of these values, as it is or in base64; also in plans."""
    needles = [needle for value in values for needle in (value.encode(), base64.b64encode(value.encode()))]
    return sorted({name for name, content in _contents(root) if any(needle in content for needle in needles)})


def _contents(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in root.rglob("*"):
        if not path.is_file() or "providers" in path.parts:
            continue
        name = str(path.relative_to(root))
        yield name, path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for inner in packed.namelist():
                    yield f"{name}/{inner}", packed.read(inner)
