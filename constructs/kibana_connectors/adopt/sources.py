"""Tells what kind of source a file or a folder is, and reads it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from ..errors import UnreadableFile
from ..frames import forgetful
from .api_answers import read_api
from .file_text import read_json, read_text
from .hcl_evaluation import Values
from .hcl_reader import read_hcl
from .inventory import Inventory, Origin, SourceKind
from .making import finish
from .preconfigured import read_kibana_yml
from .saved_objects import read_ndjson
from .terraform_state import read_state

KINDS: tuple[str, ...] = tuple(each for each in get_args(SourceKind) if each != "kibana")
"""The kinds of sources that are files or folders."""
_EXPECTED = (
    "expected a folder with .tf files, a cdktf.out, an export (.ndjson), a state (`terraform show -json`), a "
    "kibana.yml, or an answer of the connector API; name its kind by --kind"
)


@forgetful
def read_sources(
    paths: Iterable[str], values: Values | None = None, *, kind: str | None = None, tool: str | None = None
) -> Inventory:
    """Read files and folders into one inventory.

    Args:
        paths: The files and folders.
        values: Values of variables, for root modules.
        kind: What all of them are, of `KINDS`; None tells by their names and contents.
        tool: The name or path of Terraform or OpenTofu; None takes what is on the PATH, `none` none.

    Raises:
        UnreadableFile: At least one cannot be read; the message names all of them.
    """
    inventory = Inventory()
    wrong: list[str] = []
    for path in paths:
        try:
            inventory.add(_read(path, values or Values(), kind, tool))
        except UnreadableFile as error:
            wrong.append(str(error))
    if wrong:
        raise UnreadableFile("; ".join(wrong))
    return finish(with_states(inventory))


def with_states(inventory: Inventory) -> Inventory:
    """Return an inventory in which a module's connectors have the ids that a state beside it knows.

    Args:
        inventory: What was read from a module and from its state.
    """
    in_code = {
        each.origin.address for each in inventory.connectors if each.origin.kind in ("hcl", "cdktf.out")
    }
    states = {
        each.origin.address: each
        for each in inventory.connectors
        if each.origin.kind == "state" and each.origin.address in in_code
    }
    if not states:
        return inventory
    connectors = []
    for each in inventory.connectors:
        state = states.get(each.origin.address)
        if each.origin.kind == "state" and state is not None:
            continue
        if state is not None and each.id is None:
            each = replace(each, id=state.id, id_origin="known")
        if state is not None and "tainted" in state.codes:
            each = replace(each, codes=(*each.codes, "tainted"))
        connectors.append(each)
    inventory.connectors = connectors
    return inventory


def _read(path: str, values: Values, kind: str | None, tool: str | None) -> Inventory:
    given = Path(path)
    if not path.strip() or not given.exists():
        raise UnreadableFile(f"{path or 'SOURCE'}: there is no such file or folder; {_EXPECTED}")
    if given.is_dir() or given.name.endswith((".tf", ".tf.json")):
        return _read_folder(path, given, values, kind, tool)
    text = read_text(given, path)
    suffix = given.suffix.lower()
    if kind is None and suffix in (".yml", ".yaml"):
        kind = "kibana.yml"
    elif kind is None and suffix == ".ndjson":
        kind = "ndjson"
    if kind == "kibana.yml":
        return read_kibana_yml(path, text)
    if kind == "ndjson":
        _check_lines(path, text)
        return read_ndjson(path, text)
    if kind in ("hcl", "cdktf.out"):
        raise UnreadableFile(f"{path}: expected a folder, or a .tf or .tf.json file, for --kind {kind}")
    if kind is None and _is_ndjson(text):
        return read_ndjson(path, text)
    if kind is None and suffix not in (".json", ".tfstate", ""):
        raise UnreadableFile(f"{path}: {_EXPECTED}")
    value = read_json(text, path)
    if kind == "state" or (kind is None and _is_state(value)):
        return read_state(path, value)
    if kind is None and isinstance(value, Mapping) and {"resource", "stacks"} & value.keys():
        raise UnreadableFile(f"{path}: a part of a cdktf.out or of a module: name its folder")
    return read_api(path, value, text)


def _is_state(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(
        {"format_version", "lineage", "terraform_version"} & value.keys()
    )


def _is_ndjson(text: str) -> bool:
    """Whether the first two lines are JSON objects for themselves, or the only one is a saved object."""
    lines = [line for line in text.split("\n") if line.strip()][:2]
    values = []
    for line in lines:
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError):
            values.append(None)
    if len(values) == 1:
        return isinstance(values[0], dict) and "attributes" in values[0] and "type" in values[0]
    return len(values) == 2 and all(isinstance(each, dict) for each in values)


def _check_lines(path: str, text: str) -> None:
    """Refuse a file in which no line is a JSON object: it is something else."""
    lines = [line for line in text.split("\n") if line.strip()]
    for line in lines:
        try:
            if isinstance(json.loads(line), dict):
                return
        except (ValueError, RecursionError):
            continue
    told = "the file is empty" if not lines else "no line of it is a JSON object"
    raise UnreadableFile(f"{path}: line 1: {told}; expected an export of saved objects (NDJSON)")


def _read_folder(path: str, given: Path, values: Values, kind: str | None, tool: str | None) -> Inventory:
    if kind not in (None, "hcl", "cdktf.out"):
        raise UnreadableFile(f"{path}: expected a file for --kind {kind}")
    folder = given if given.is_dir() else given.parent
    if kind != "hcl" and given.is_dir():
        stacks = _stacks(folder)
        if stacks:
            inventory = Inventory()
            for stack in stacks:
                found = read_hcl(str(stack), values, tool=tool, kind="cdktf.out")
                inventory.add(_below(found, Path(os.path.relpath(stack, folder)).as_posix()))
            return inventory
    if given.is_dir() and not any(each.name.endswith((".tf", ".tf.json")) for each in folder.iterdir()):
        raise UnreadableFile(f"{path}: {_EXPECTED}")
    return read_hcl(str(folder), values, tool=tool, kind="cdktf.out" if kind == "cdktf.out" else "hcl")


def _below(inventory: Inventory, folder: str) -> Inventory:
    """Return an inventory whose files are told with the folder of their stack."""

    def moved(origin: Origin) -> Origin:
        return (
            origin
            if origin.file is None or folder == "."
            else replace(origin, file=f"{folder}/{origin.file}")
        )

    return Inventory(
        [replace(each, origin=moved(each.origin)) for each in inventory.connectors],
        [replace(each, origin=moved(each.origin)) for each in inventory.references],
        [replace(each, origin=moved(each.origin)) for each in inventory.reports],
    )


def _stacks(folder: Path) -> list[Path]:
    """Return the folders of the stacks of a cdktf.out; none if it is none."""
    from ..stack_files.reading import read_stacks

    if not (folder / "manifest.json").is_file() and not (folder / "stacks").is_dir():
        return []
    if any(each.name.endswith(".tf") for each in folder.iterdir()):
        return []
    return [stack.path.parent for stack in read_stacks([str(folder)])]
