"""Which packages with connector types of its own a project has, and loading them.

`pyproject.toml` names them, as folders beside it:

```toml
[tool.kibana-connectors]
types = ["kibana_types"]
```

Without that, it is the folder `kibana_types` beside `pyproject.toml` or `cdktf.json`, or in the current
folder.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import UnreadableFile

FOLDER = "kibana_types"
"""Where `kibana-connectors generate` writes to unless it is told otherwise."""
SPECS = "specs.json"
"""The file in such a package with the descriptions that its classes were made of."""
_PYPROJECT = "pyproject.toml"
_TABLE = "tool.kibana-connectors"


def project_folder(start: Path) -> Path:
    """Return the folder of the project around a folder: the nearest with pyproject.toml or cdktf.json.

    Args:
        start: The folder; it is returned itself where no such file is around it.
    """
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in (_PYPROJECT, "cdktf.json")):
            return folder
    return start


def types_folders(start: Path) -> tuple[Path, ...]:
    """Return the folders of a project's packages of connector types.

    Args:
        start: A folder in the project.

    Raises:
        UnreadableFile: `pyproject.toml` cannot be read, or names what is not there.
    """
    root = project_folder(start)
    named = _named_in(root / _PYPROJECT)
    if named is None:
        found = [folder / FOLDER for folder in dict.fromkeys((root, start))]
        return tuple(folder for folder in found if (folder / SPECS).is_file())
    for name in named:
        if not (root / name / SPECS).is_file():
            raise UnreadableFile(
                f"{root / _PYPROJECT}: {_TABLE}.types: {name} is no folder that `kibana-connectors generate` "
                "wrote"
            )
    return tuple(root / name for name in named)


def load_project_types(start: Path | None = None) -> tuple[str, ...]:
    """Make the connector types of a project known, by importing its packages of them.

    The command does so for the folder that it runs in. A program that imports its package needs no more.

    Args:
        start: A folder in the project; the current folder by default.

    Returns:
        The names of the packages.

    Raises:
        UnreadableFile: `pyproject.toml` names what is not there, or a package cannot be imported.
    """
    start = Path.cwd() if start is None else start
    loaded = []
    for folder in types_folders(start):
        root = project_folder(start) if folder.is_relative_to(project_folder(start)) else folder.parent
        name = ".".join(folder.relative_to(root).parts)
        if str(root) not in sys.path:
            sys.path.insert(0, str(root))
        try:
            importlib.import_module(name)
        except Exception as error:
            # Whatever it is, the package is the user's, and the error is to be read there.
            kind = type(error).__name__
            raise UnreadableFile(
                f"{folder}: cannot be imported as {name} ({kind}); run `kibana-connectors generate` again"
            ) from None
        loaded.append(name)
    return tuple(loaded)


def name_in_pyproject(folder: Path, start: Path) -> str:
    """Make a project's pyproject.toml name a package of connector types, where it has to be named.

    Args:
        folder: The package's folder.
        start: A folder in the project.

    Returns:
        What is to be written by hand; empty if nothing is.

    Raises:
        UnreadableFile: `pyproject.toml` cannot be read or written.
    """
    root, folder = project_folder(start), folder.resolve()
    file = root / _PYPROJECT
    if folder in {one.resolve() for one in types_folders(start)}:
        return ""
    if not folder.is_relative_to(root.resolve()):
        return f"commands that run in {root} find these types only if they are below it"
    name = folder.relative_to(root.resolve()).as_posix()
    named = _named_in(file)
    if named is None and file.is_file() and f"[{_TABLE}]" not in file.read_text(encoding="utf-8"):
        before = file.read_text(encoding="utf-8").rstrip("\n")
        try:
            file.write_text(f"{before}\n\n[{_TABLE}]\ntypes = [{json.dumps(name)}]\n", encoding="utf-8")
        except OSError as error:
            raise UnreadableFile(f"{file}: cannot be written: {error.strerror}") from None
        return ""
    listed = json.dumps([*(named or ()), name])
    return f"write into {file}, so that commands find these types: [{_TABLE}] types = {listed}"


def _named_in(file: Path) -> tuple[str, ...] | None:
    """Return the folders that a pyproject.toml names; None if it names none."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise UnreadableFile(f"{file}: cannot be read") from None
    if f"[{_TABLE}" not in text:
        return None
    table = dict(_tables(file, text))
    types = table.get("types")
    if types is None:
        return None
    if not isinstance(types, list) or not all(isinstance(name, str) and name for name in types):
        raise UnreadableFile(f"{file}: {_TABLE}.types: expected a list of folders")
    return tuple(types)


def _tables(file: Path, text: str) -> Iterator[tuple[str, Any]]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(f"{file}: expected TOML: {error}") from None
    table = found.get("tool", {}).get("kibana-connectors", {})
    if isinstance(table, dict):
        yield from table.items()
