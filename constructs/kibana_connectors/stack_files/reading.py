"""Finds and reads the JSON that the engine wrote: one `cdk.tf.json`, or all of a `cdktf.out`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import UnreadableFile
from ..gate.document import Document
from .json_text import load

STACK_FILE = "cdk.tf.json"
_MANIFEST = "manifest.json"
_STACKS = "stacks"
_WHAT = f"expected a stack's folder, a {STACK_FILE}, or a cdktf.out"


@dataclass(frozen=True)
class StackFile:
    """A synthesized stack.

    Attributes:
        name: The stack's name.
        path: The JSON file, as it was found from what the user gave.
        document: What is in it.
        text: The file's text.
    """

    name: str
    path: Path
    document: Document = field(repr=False, compare=False)
    text: str = field(repr=False, compare=False)

    def line_of(self, block_type: str, name: str) -> int:
        """Return the line on which a resource's block begins; 1 where it cannot be told.

        Args:
            block_type: The resource's type.
            name: Its name in the stack.
        """
        return self._lines.get((block_type, name), 1)

    @cached_property
    def _lines(self) -> dict[tuple[str, str], int]:
        """Read off the engine's indentation: a type is nested less deep than its resources."""
        found: dict[tuple[str, str], int] = {}
        types = self.document.raw.get("resource")
        known = types if isinstance(types, Mapping) else {}
        inside, depth = "", 0
        for number, line in enumerate(self.text.splitlines(), 1):
            bare = line.lstrip()
            if not bare.startswith('"') or not bare.rstrip().endswith(("{", "[")):
                continue
            key, indentation = bare.split('"')[1], len(line) - len(bare)
            if key in known:
                inside, depth = key, indentation
            elif inside and indentation > depth and key in (known[inside] or ()):
                found.setdefault((inside, key), number)
        return found


def read_stacks(paths: Iterable[str]) -> tuple[StackFile, ...]:
    """Read stacks; one that is found twice is read once.

    Args:
        paths: Folders of stacks, their JSON files, or output folders of the engine (`cdktf.out`).

    Raises:
        UnreadableFile: At least one cannot be read. The message names all of them, and nothing in them.
    """
    wrong: list[str] = []
    stacks: dict[Path, StackFile] = {}
    for given in paths:
        try:
            for name, file in _files(given):
                if file.resolve() not in stacks:
                    stacks[file.resolve()] = _read(name, file)
        except UnreadableFile as error:
            wrong.append(str(error))
    if wrong:
        raise UnreadableFile("; ".join(wrong))
    return tuple(stacks.values())


def _files(given: str) -> Iterator[tuple[str, Path]]:
    """Yield the stacks that a path stands for: name and file."""
    path = Path(given)
    if not given.strip() or not path.exists():
        raise UnreadableFile(
            f"{given or 'STACK'}: there is no such file or folder; {_WHAT}: run `cdktf synth`"
        )
    if path.is_file():
        if path.suffix != ".json":
            raise UnreadableFile(f"{given}: {_WHAT}; JSON, not HCL: synthesize without HCL output")
        yield _name_of(path), path
        return
    if (path / STACK_FILE).is_file():
        yield _name_of(path / STACK_FILE), path / STACK_FILE
        return
    if (path / _MANIFEST).is_file():
        yield from _listed(given, path)
        return
    found = sorted((path / _STACKS).glob(f"*/{STACK_FILE}"))
    if not found:
        raise UnreadableFile(f"{given}: no stack is in this folder; {_WHAT}: run `cdktf synth`")
    for file in found:
        yield _name_of(file), file


def _listed(given: str, path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the stacks that the manifest lists: the folder may hold older ones too."""
    manifest = _object(path / _MANIFEST)[0]
    listed = manifest.get("stacks")
    if not isinstance(listed, Mapping) or not listed:
        raise UnreadableFile(f"{given}: {_MANIFEST} lists no stack; run `cdktf synth`")
    for name, about in listed.items():
        where = about.get("synthesizedStackPath") if isinstance(about, Mapping) else None
        file = path / (where if isinstance(where, str) else f"{_STACKS}/{name}/{STACK_FILE}")
        if not file.is_file():
            raise UnreadableFile(
                f"{given}: {_MANIFEST} lists {name}, and {file} is not there; run `cdktf synth`"
            )
        yield name, file


def _name_of(file: Path) -> str:
    return (
        file.resolve().parent.name
        if file.name == STACK_FILE
        else file.name.removesuffix(".json").removesuffix(".tf")
    )


def _read(name: str, file: Path) -> StackFile:
    raw, text = _object(file)
    return StackFile(name, file, Document(raw), text)


def _object(file: Path) -> tuple[dict[str, Any], str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        value = load(text)
    except OSError as error:
        raise UnreadableFile(f"{file}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{file}: line {error.lineno}: expected JSON; run `cdktf synth` again") from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise UnreadableFile(f"{file}: expected JSON in UTF-8; run `cdktf synth` again") from None
    if not isinstance(value, dict):
        raise UnreadableFile(f"{file}: expected a JSON object; {_WHAT}")
    return value, text
