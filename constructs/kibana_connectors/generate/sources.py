"""Reads descriptions of connector types from files: saved answers of the spec route, and YAML definitions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import MissingExtra, UnreadableFile, UnusableSpec
from .descriptions import from_answer, from_definition, is_answer, is_definition

_LONGEST = 8 * 1024 * 1024
_EXPECTED = (
    "expected an answer of Kibana's spec route (JSON with metadata and schema), a list of such answers, or a "
    "connector's definition (YAML with schemaVersion: 1)"
)


def read_file(path: str | Path) -> list[dict[str, Any]]:
    """Read all descriptions in a file, as entries of the catalog.

    Args:
        path: A JSON or YAML file.

    Raises:
        UnreadableFile: It cannot be read, or is neither JSON nor YAML.
        UnusableSpec: What it holds describes no connector type.
        MissingExtra: It is YAML, and the extra `cli` is not installed.
    """
    file = Path(path)
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from None
    if len(raw) > _LONGEST:
        raise UnreadableFile(f"{path}: expected at most 8 MiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{path}: expected JSON or YAML in UTF-8") from None
    return [
        entry
        for found in _documents(str(path), text, file.suffix.lower() == ".json")
        for entry in read_description(found, where=str(path), named=file.name)
    ]


def read_description(found: object, *, where: str, named: str = "") -> list[dict[str, Any]]:
    """Read parsed JSON or YAML that describes connector types, as entries of the catalog.

    Args:
        found: One answer, one definition, or a list of them.
        where: What messages call it.
        named: The name of its file, which the classes tell; empty for none.

    Raises:
        UnusableSpec: It describes no connector type.
    """
    if isinstance(found, (list, tuple)):
        if not found:
            raise UnusableSpec(f"{where}: {_EXPECTED}")
        parts = enumerate(found)
        return [
            entry for n, one in parts for entry in read_description(one, where=f"{where}[{n}]", named=named)
        ]
    file = f" {named}" if named else ""
    if isinstance(found, Mapping) and is_answer(found):
        return [from_answer(found, f"the saved answer{file}" if file else "a saved answer", where=where)]
    if isinstance(found, Mapping) and is_definition(found):
        return [from_definition(found, f"the definition{file}" if file else "a definition", where=where)]
    if isinstance(found, Mapping) and "statusCode" in found:
        raise UnusableSpec(f"{where}: this is an error of Kibana's ({found['statusCode']}); {_EXPECTED}")
    if isinstance(found, Mapping) and "connectors" in found:
        raise UnusableSpec(f"{where}: this is the manifest of a catalog: give the definitions that it names")
    raise UnusableSpec(f"{where}: {_EXPECTED}")


def _documents(where: str, text: str, is_json: bool) -> list[Any]:
    try:
        return [json.loads(text)]
    except RecursionError:
        raise UnreadableFile(f"{where}: it is nested too deeply") from None
    except ValueError as error:
        if is_json:
            line = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
            raise UnreadableFile(f"{where}: {line}expected JSON") from None
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
    except ImportError:
        raise MissingExtra("cli", "ruamel.yaml, which reads YAML,") from None
    reader = YAML(typ="safe", pure=True)
    reader.allow_duplicate_keys = False
    try:
        return [document for document in reader.load_all(text) if document is not None] or [None]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}: " if mark is not None else ""
        problem = "a key is there twice" if "duplicate key" in str(error.problem) else "expected YAML"
        raise UnreadableFile(f"{where}: {line}{problem}") from None
    except (YAMLError, ValueError, RecursionError):
        raise UnreadableFile(f"{where}: expected JSON or YAML") from None
