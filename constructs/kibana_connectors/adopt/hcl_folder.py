"""Reads a root module and the modules that it calls, as far as they are on disk."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import UnreadableFile
from ..terraform.elasticstack import CONNECTOR
from .file_text import read_text
from .hcl_syntax import Attribute, Block, literal_text, parse_json_syntax, parse_native

_OVERRIDE = re.compile(r"(?:.*_)?override\.tf(?:\.json)?")
_HEADER = re.compile(rf'^[ \t]*resource[ \t]+"?{CONNECTOR}"?[ \t]+"?([\w-]+)"?', re.MULTILINE)
_DEEPEST = 20


@dataclass
class Module:
    """A module: what is in one folder.

    Attributes:
        folder: The folder.
        resources: Its resources, by type and name.
        data: Its data sources.
        ephemeral: Its ephemeral resources.
        variables: Its variables.
        locals: Its local values.
        calls: The modules that it calls.
        outputs: Its outputs.
        others: All other blocks: `import`, `moved`, `removed`, `provider`, `terraform`, `check`.
        sources: The folder of each call; a call whose source is not here is not among them.
    """

    folder: Path
    resources: dict[tuple[str, ...], Block] = field(default_factory=dict)
    data: dict[tuple[str, ...], Block] = field(default_factory=dict)
    ephemeral: dict[tuple[str, ...], Block] = field(default_factory=dict)
    variables: dict[tuple[str, ...], Block] = field(default_factory=dict)
    locals: dict[str, Attribute] = field(default_factory=dict)
    calls: dict[tuple[str, ...], Block] = field(default_factory=dict)
    outputs: dict[tuple[str, ...], Block] = field(default_factory=dict)
    others: list[Block] = field(default_factory=list)
    sources: dict[str, Path] = field(default_factory=dict)

    @property
    def connectors(self) -> dict[str, Block]:
        """Its connectors by name."""
        return {key[1]: block for key, block in self.resources.items() if key[0] == CONNECTOR}


@dataclass(frozen=True)
class Broken:
    """What cannot be read in a folder.

    Attributes:
        file: The file.
        line: The line.
        text: What is wrong.
        connectors: Connectors whose blocks seem to begin in the file: name and line.
    """

    file: str
    line: int
    text: str
    connectors: tuple[tuple[str, int], ...] = ()


@dataclass
class Folder:
    """A root module with all modules below it.

    Attributes:
        root: The root module.
        modules: All modules by folder, the root among them.
        broken: What cannot be read.
    """

    root: Module
    modules: dict[Path, Module]
    broken: list[Broken] = field(default_factory=list)

    def tree(self) -> Iterator[tuple[tuple[str, ...], Module]]:
        """Yield each call of a module, without instances: the names of the calls, and the module."""
        yield from self._below((), self.root)

    def _below(self, path: tuple[str, ...], module: Module) -> Iterator[tuple[tuple[str, ...], Module]]:
        yield path, module
        for (name,) in module.calls:
            source = module.sources.get(name)
            if source is not None and source in self.modules and len(path) < _DEEPEST:
                yield from self._below((*path, name), self.modules[source])


def read_folder(path: Path) -> Folder:
    """Read a root module.

    Args:
        path: Its folder.

    Raises:
        UnreadableFile: There is no Terraform file in it.
    """
    root_path = path.resolve()
    if not any(_files(root_path)):
        raise UnreadableFile(f"{path}: no .tf and no .tf.json file is in this folder")
    installed = _installed(root_path)
    folder = Folder(Module(root_path), {})
    left: list[tuple[Path, tuple[str, ...]]] = [(root_path, ())]
    while left:
        at, calls = left.pop(0)
        if at in folder.modules:
            continue
        module = Module(at)
        folder.modules[at] = module
        if at == root_path:
            folder.root = module
        _read_module(folder, module, root_path)
        for (name,), block in module.calls.items():
            source = _source(at, block, installed.get(".".join((*calls, name))))
            if source is not None:
                module.sources[name] = source
                if len(calls) < _DEEPEST:
                    left.append((source, (*calls, name)))
    return folder


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that Terraform reads: those that override others come last."""
    names = sorted(
        each.name
        for each in folder.iterdir()
        if each.name.endswith((".tf", ".tf.json")) and not each.name.startswith(".") and each.is_file()
    )
    for wanted in (False, True):
        yield from (folder / name for name in names if bool(_OVERRIDE.fullmatch(name)) == wanted)


def _installed(root: Path) -> dict[str, Path]:
    """Return the modules from afar that `terraform init` put beside the root module."""
    manifest = root / ".terraform" / "modules" / "modules.json"
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["Modules"]
        return {each["Key"]: (root / each["Dir"]).resolve() for each in listed if each["Key"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _source(folder: Path, block: Block, installed: Path | None) -> Path | None:
    given = block.attributes.get("source")
    text = None if given is None else given.value if given.text is None else literal_text(given.text)
    if isinstance(text, str) and text.startswith(("./", "../")) and (folder / text).is_dir():
        return (folder / text).resolve()
    return installed if installed is not None and installed.is_dir() else None


def _read_module(folder: Folder, module: Module, root: Path) -> None:
    for path in _files(module.folder):
        shown = Path(os.path.relpath(path, root)).as_posix()
        text = ""
        try:
            text = read_text(path, shown)
            parse = parse_json_syntax if path.name.endswith(".json") else parse_native
            blocks = parse(text, shown)
        except UnreadableFile as error:
            match = re.search(r": line (\d+): (.*)", str(error))
            line, told = (int(match.group(1)), match.group(2)) if match else (1, str(error))
            headers = tuple(
                (found.group(1), text.count("\n", 0, found.start(0)) + 1) for found in _HEADER.finditer(text)
            )
            folder.broken.append(Broken(shown, line, told, headers))
            continue
        overrides = _OVERRIDE.fullmatch(path.name) is not None
        for block in blocks:
            _take(module, block, overrides=overrides)


def _take(module: Module, block: Block, *, overrides: bool) -> None:
    if block.type == "locals":
        module.locals.update(block.attributes)
        return
    kept = {
        "resource": module.resources,
        "data": module.data,
        "ephemeral": module.ephemeral,
        "variable": module.variables,
        "module": module.calls,
        "output": module.outputs,
    }.get(block.type)
    if kept is None:
        module.others.append(block)
    elif overrides and block.labels in kept:
        before = kept[block.labels]
        before.attributes.update(block.attributes)
        kinds = {inner.type for inner in block.blocks}
        before.blocks = [inner for inner in before.blocks if inner.type not in kinds] + block.blocks
    else:
        kept.setdefault(block.labels, block)
