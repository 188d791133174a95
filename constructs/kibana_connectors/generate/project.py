"""Writes the classes of connector types into a project, as a package beside the project's own modules.

The package has the same rooms as this library: `types/` is pure, `connectors/` has the constructs. Importing
it registers its types. `specs.json` in it keeps the descriptions that its classes were made of, so that they
can be written again without Kibana.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import MissingExtra, UnreadableFile, UnusableSpec
from ..types.registry import known_type
from .catalog import Catalog, Spec, frozen, frozen_entries, read_spec
from .constructs import constructs_of
from .modules import package, shared_classes, type_module
from .project_types import SPECS
from .source import docstring, text
from .style import outside
from .type_modules import TypeModuleError, connector_types

_MARK = "Written by `kibana-connectors generate`"


@dataclass(frozen=True)
class WrittenType:
    """A type whose class is in a project.

    Attributes:
        type_id: Kibana's id of the type.
        class_name: The class of its construct.
        is_changed: Whether this run wrote it, or changed it.
        unchecked: What Kibana checks of it and the class does not.
    """

    type_id: str
    class_name: str
    is_changed: bool
    unchecked: tuple[str, ...]


def read_entries(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the descriptions that a project's classes were made of, by type id; none where there are none.

    Args:
        folder: The folder of the package.

    Raises:
        UnreadableFile: The folder's `specs.json` is not what `generate` wrote.
    """
    file = folder / SPECS
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {entry["id"]: dict(entry) for entry in found["specs"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError):
        raise UnreadableFile(
            f"{file}: expected what `kibana-connectors generate` wrote; delete the folder and run it again"
        ) from None


def write_types(entries: Iterable[Mapping[str, Any]], folder: Path) -> list[WrittenType]:
    """Write the classes of types into a package, beside those that it has already.

    Args:
        entries: Descriptions, in the form of the catalog and with a `source`.
        folder: The folder of the package; it is made.

    Returns:
        All types that the package has then.

    Raises:
        UnreadableFile: The folder holds what `generate` did not write, or cannot be written.
        UnusableSpec: No class can be made of a description.
        MissingExtra: ruff is not installed, which formats what is written.
    """
    if not folder.name.isidentifier():
        raise UnreadableFile(f"{folder}: expected a name that Python can import, such as kibana_types")
    folder = folder.absolute()
    if find_spec("ruff") is None:
        raise MissingExtra("cli", "ruff, which formats the classes,")
    before = _before(folder)
    kept = {**read_entries(folder), **{entry["id"]: dict(entry) for entry in entries}}
    specs = _named(read_spec(kept[type_id], frozen().auth_types) for type_id in sorted(kept))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kibana-connectors-", dir=folder.parent) as scratch:
            made = Path(scratch) / folder.name
            _write(made, specs, [*kept.values()])
            after = _texts(made)
            for name in before.keys() - after.keys():
                (folder / name).unlink()
            for name, content in after.items():
                if before.get(name) != content:
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(made / name, folder / name)
    except OSError as error:
        raise UnreadableFile(f"{folder}: cannot be written: {error.strerror}") from None
    return [
        WrittenType(
            spec.id,
            spec.class_name,
            any(
                before.get(f"{room}/{spec.module}.py") != after[f"{room}/{spec.module}.py"]
                for room in ("types", "connectors")
            ),
            spec.unchecked,
        )
        for spec in specs
    ]


def known_entry(type_id: str) -> dict[str, Any] | None:
    """Return the description that the class of a type was made of, in the form of the catalog.

    Args:
        type_id: Kibana's id of the type.

    Returns:
        None for a type without one: it is not known, or its class is written by hand.

    Raises:
        UnreadableFile: The `specs.json` of the project's package is not what `generate` wrote.
    """
    known = known_type(type_id)
    if known is None or not known.is_of_project:
        return frozen_entries().get(type_id)
    module = sys.modules.get(known.package)
    places = list(getattr(module, "__path__", ()))
    return read_entries(Path(places[0])).get(type_id) if places else None


def known_spec(type_id: str) -> Spec | None:
    """Return the description that the class of a type was made of; None for a type without one.

    Args:
        type_id: Kibana's id of the type.

    Raises:
        UnreadableFile: The `specs.json` of the project's package is not what `generate` wrote.
    """
    entry = known_entry(type_id)
    return None if entry is None else read_spec(entry, frozen().auth_types)


def _before(folder: Path) -> dict[str, bytes]:
    """Return the files that are there, all of which `generate` must have written."""
    if folder.exists() and not folder.is_dir():
        raise UnreadableFile(f"{folder}: expected a folder")
    found = _texts(folder)
    foreign = [
        name
        for name, content in found.items()
        if name != SPECS and _MARK.encode() not in content and content.strip()
    ]
    if foreign:
        listed = ", ".join(sorted(foreign)[:3])
        raise UnreadableFile(
            f"{folder}: holds files that `kibana-connectors generate` did not write ({listed}): "
            "take them out, or name another folder by --output"
        )
    return found


def _texts(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _named(specs: Iterable[Spec]) -> list[Spec]:
    """Give types that would share a class name or a module other names."""
    found: list[Spec] = []
    classes: set[str] = set()
    modules: dict[str, str] = {}
    for spec in specs:
        if spec.class_name in classes:
            spec = replace(spec, is_named_by_id=True)
        if spec.class_name in classes or spec.module in modules:
            other = modules.get(spec.module, "another type")
            raise UnusableSpec(f"{spec.id}: its class would have the name of that of {other}")
        classes.add(spec.class_name)
        modules[spec.module] = spec.id
        found.append(spec)
    return found


def _write(folder: Path, specs: list[Spec], entries: list[dict[str, Any]]) -> None:
    catalog = Catalog(tuple(specs), frozen().auth_types)
    notices = {spec.id: f"{_MARK} from {spec.source}; a new run writes it again." for spec in specs}
    style = outside(notices, shared_classes(frozen()))
    (folder / "types").mkdir(parents=True)
    (folder / "connectors").mkdir()
    texts = {"types/__init__.py": package(style)}
    texts |= {f"types/{spec.module}.py": type_module(spec, catalog, style) for spec in specs}
    _put(folder, texts)
    try:
        made = constructs_of(
            connector_types(folder), notice=f"{_MARK} from `types/`; a new run writes it again."
        )
    except (TypeModuleError, ValueError) as error:
        raise UnusableSpec(str(error)) from None
    texts |= made
    texts["connectors/__init__.py"] = docstring("The construct of each type.", style.notice, indent=0)
    texts["__init__.py"] = _init(specs, folder.name)
    texts["_index.py"] = _index(specs)
    _put(folder, texts)
    _ruff("check", "--quiet", "--fix", "--exit-zero", "--extend-select", "I,F401", folder=folder)
    _ruff("format", "--quiet", folder=folder)
    content = json.dumps({"specs": entries}, indent=1, ensure_ascii=False)
    (folder / SPECS).write_text(f"{content}\n", encoding="utf-8")


def _put(folder: Path, texts: Mapping[str, str]) -> None:
    for name, content in texts.items():
        (folder / name).write_text(f"{content.rstrip()}\n", encoding="utf-8")


def _init(specs: list[Spec], name: str) -> str:
    imports = "\n".join(f"    from .connectors.{spec.module} import {spec.class_name}" for spec in specs)
    first = "Connector types that Kibana defines as data, beyond those of kibana_connectors."
    example = specs[0].class_name
    about = docstring(
        first,
        f"Importing it makes the types known: `from {name} import {example}`.",
        f"{_MARK}; a new run writes it again.",
        indent=0,
    )
    listed = ", ".join(text(spec.class_name) for spec in sorted(specs, key=lambda spec: spec.class_name))
    return (
        f"{about}\n\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\n"
        "from kibana_connectors.types.registry import register\n\nfrom ._index import INDEX\n\n"
        f"if TYPE_CHECKING:\n{imports}\nelse:\n    __getattr__ = register(__name__, INDEX)\n\n"
        f"__all__ = [{listed}]\n"
    )


def _index(specs: list[Spec]) -> str:
    rows = "".join(
        f"    {text(spec.id)}: ({text(spec.module)}, {text(spec.class_name)}),\n" for spec in specs
    )
    about = docstring(
        "The types: id, module in `types/`, and the construct's class.",
        f"{_MARK}; a new run writes it again.",
        indent=0,
    )
    return (
        f"{about}\n\nfrom __future__ import annotations\n\nINDEX: dict[str, tuple[str, str]] = {{\n{rows}}}\n"
    )


def _ruff(command: str, *arguments: str, folder: Path) -> None:
    # From where the package will be: ruff takes the settings of the project around it.
    done = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "ruff", command, "--no-cache", *arguments, str(folder)],
        cwd=folder.parent,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["it failed"])[0]
        raise UnusableSpec(f"ruff {command}: {told}")
