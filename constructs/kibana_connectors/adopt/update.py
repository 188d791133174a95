"""Brings code that was written before up to date, and leaves alone what people wrote.

Beside the code lies `adopted.json`: which connector stands where, and a digest of the text that was written.
What has another text now was edited by somebody, and is never changed.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import UnreadableFile
from .connector_code import INDENT, ConnectorCode
from .module_text import LIBRARY, SPLIT, Group, library_import
from .project import KnownNames, Project

MANIFEST = "adopted.json"
_FORMAT = 1


@dataclass(frozen=True)
class FileChange:
    """What becomes of one file.

    Attributes:
        name: The file.
        before: Its text; None where there is none yet.
        after: Its text afterwards.
    """

    name: str
    before: str | None
    after: str

    @property
    def diff(self) -> str:
        """The difference, as `diff -u` shows it."""
        return "".join(
            difflib.unified_diff(
                (self.before or "").splitlines(keepends=True),
                self.after.splitlines(keepends=True),
                f"code/{self.name}",
                f"source/{self.name}",
            )
        )


@dataclass
class Update:
    """What a run would change.

    Attributes:
        created: Files that are new.
        changed: Files of the tool's that differ.
        left: What differs from the source and was written or edited by somebody: it stays as it is.
        manifest: The text of `adopted.json` afterwards.
    """

    created: list[FileChange] = field(default_factory=list)
    changed: list[FileChange] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    manifest: str = ""


def known_names(manifest: str | None) -> KnownNames:
    """Return the names that connectors have from an earlier run.

    Args:
        manifest: The text of `adopted.json`, or None.

    Raises:
        UnreadableFile: It was not written by this program.
    """
    return KnownNames(
        {
            key: (file.removesuffix(".py"), entry["attribute"], entry["id"])
            for file, entries in _modules(manifest).items()
            for key, entry in entries.items()
        }
    )


def earlier_choice(manifest: str | None, name: str) -> str | None:
    """Return what an earlier run was told as `layout` or `mode`; None where there was none."""
    found = _loaded(manifest).get(name)
    return found if isinstance(found, str) else None


def update_of(project: Project, present: Mapping[str, str], *, force: bool = False) -> Update:
    """Return what would change.

    Args:
        project: The code of the source.
        present: The files that exist: name to text.
        force: Whether to write everything anew, over whatever somebody wrote.

    Raises:
        UnreadableFile: A file of the tool's is no Python any more, or `adopted.json` is not its own.
    """
    manifest = present.get(MANIFEST)
    earlier = {} if force else _modules(manifest)
    digests: dict[str, str] = {} if force else _loaded(manifest).get("files", {})
    update = Update()
    modules: dict[str, dict[str, Any]] = {}
    fresh = project.files()
    for group, codes in project.modules:
        before = None if force else present.get(group.file)
        if before is None:
            modules[group.file] = {code.key: _entry(project, code) for code in codes}
            _note(update, group.file, present.get(group.file), fresh[group.file])
        elif group.file not in earlier:
            update.left.append(f"{group.file}: it was not written by adopt; --force replaces it")
        else:
            merged = _Merged(group, codes, project, before, earlier[group.file])
            modules[group.file] = merged.entries
            update.left += merged.left
            _note(update, group.file, before, merged.text)
    for file, entries in earlier.items():
        gone = {key: entry for key, entry in entries.items() if key not in modules.get(file, {})}
        modules.setdefault(file, {}).update(gone)
        known = project.ids.keys()
        update.left += [
            f"{file}: {entry['attribute']} ({key}): the source has it no more; its code stays"
            for key, entry in gone.items()
            if key not in known
        ]
    written: dict[str, str] = {}
    for name, text in project.whole_files.items():
        before = present.get(name)
        if before is None or force or before == text or _digest(before) == digests.get(name):
            written[name] = _digest(text)
            _note(update, name, before, text)
        else:
            if name in digests:
                written[name] = digests[name]
            update.left.append(f"{name}: it was edited, and the source gives another; --force replaces it")
    for name, text in project.first_files.items():
        before = present.get(name)
        if before is None or (force and before != text):
            _note(update, name, before, text)
    update.manifest = (
        json.dumps(
            {
                "format": _FORMAT,
                "layout": project.layout.value,
                "mode": project.mode.value,
                "modules": dict(sorted(modules.items())),
                "files": written,
            },
            indent=2,
            sort_keys=True,
        )
        + "\n"
    )
    return update


def _note(update: Update, name: str, before: str | None, after: str) -> None:
    if before is None:
        update.created.append(FileChange(name, None, after))
    elif before != after:
        update.changed.append(FileChange(name, before, after))


def _entry(project: Project, code: ConnectorCode) -> dict[str, str]:
    return {"attribute": code.attribute, "id": project.ids[code.key], "digest": _digest(code.text)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip("\n").encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _loaded(manifest: str | None) -> dict[str, Any]:
    if manifest is None:
        return {}
    try:
        loaded = json.loads(manifest)
        if loaded["format"] != _FORMAT or not isinstance(loaded["files"], dict):
            raise ValueError
        for entries in loaded["modules"].values():
            for entry in entries.values():
                if not all(isinstance(entry[key], str) for key in ("attribute", "id", "digest")):
                    raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableFile(
            f"{MANIFEST}: it is not as adopt wrote it: restore it, or write into another folder"
        ) from None
    return dict(loaded)


def _modules(manifest: str | None) -> dict[str, dict[str, Any]]:
    modules: dict[str, dict[str, Any]] = _loaded(manifest).get("modules", {})
    return modules


class _Merged:
    """One module with the connectors of the source merged in."""

    def __init__(
        self,
        group: Group,
        codes: list[ConnectorCode],
        project: Project,
        before: str,
        earlier: Mapping[str, Any],
    ) -> None:
        self.left: list[str] = []
        self.entries: dict[str, Any] = {}
        self._group = group
        lines = before.splitlines(keepends=True)
        blocks = _blocks(before, group)
        changes: list[tuple[int, int, str]] = []
        written: list[ConnectorCode] = []
        end = max((stop for _, stop in blocks.values()), default=None)
        for code in codes:
            entry = earlier.get(code.key)
            self.entries[code.key] = _entry(project, code)
            if entry is None:
                if end is None:
                    self._leave(code, "there is no place for it in the class any more")
                    continue
                changes.append((end, end, "\n" + code.text))
                written.append(code)
                continue
            if entry["attribute"] not in blocks:
                self.entries[code.key] = entry
                if _digest(code.text) != entry["digest"]:
                    self._leave(code, "it was removed from the code, and differs in the source")
                continue
            start, stop = blocks[entry["attribute"]]
            present = "".join(lines[start:stop])
            if _digest(present) == entry["digest"] or _digest(present) == _digest(code.text):
                if _digest(present) != _digest(code.text):
                    changes.append((start, stop, code.text))
                    written.append(code)
            else:
                self.entries[code.key] = entry
                if _digest(code.text) != entry["digest"]:
                    self._leave(code, "it was edited, and changed in the source too; its code stays")
        for start, stop, text in sorted(changes, reverse=True):
            lines[start:stop] = [text]
        self.text = _with_imports("".join(lines), written, project.engine)

    def _leave(self, code: ConnectorCode, why: str) -> None:
        self.left.append(f"{self._group.file}: {code.attribute} ({code.key}): {why}")


def _blocks(text: str, group: Group) -> dict[str, tuple[int, int]]:
    """Return the lines of each connector, from its first comment to its last statement, by attribute."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        raise UnreadableFile(f"{group.file}: it is no Python any more: mend it, or use --force") from None
    lines = text.splitlines()
    found: dict[str, tuple[int, int]] = {}
    for body in _constructors(tree, group.class_name):
        pending: int | None = None
        for each in body:
            first = _above(lines, each.lineno - 1)
            attribute = _attribute(each)
            if attribute is None:
                is_local = isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
                pending = (first if pending is None else pending) if is_local else None
                continue
            start = first if pending is None else pending
            pending = None
            if attribute in found:
                start = found[attribute][0]
            found[attribute] = (start, each.end_lineno or each.lineno)
    return found


def _constructors(tree: ast.Module, name: str) -> Iterator[list[ast.stmt]]:
    for each in tree.body:
        if isinstance(each, ast.ClassDef) and each.name == name:
            for inner in each.body:
                if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                    yield inner.body


def _attribute(statement: ast.stmt) -> str | None:
    """Return the attribute that a statement sets, or calls a method of."""
    target: ast.expr | None = None
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        called = statement.value.func
        target = called.value if isinstance(called, ast.Attribute) else None
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
        return target.attr
    return None


def _above(lines: list[str], index: int) -> int:
    """Return where the comments right above a line begin."""
    while index > 0 and lines[index - 1].startswith(" " * INDENT + "#"):
        index -= 1
    return index


def _with_imports(text: str, codes: list[ConnectorCode], engine: str) -> str:
    """Add the names that new code needs to the module's imports."""
    by_package = {LIBRARY: set[str]().union(*(code.imports for code in codes))}
    for package, name in set[tuple[str, str]]().union(*(code.project_imports for code in codes)):
        by_package.setdefault(package, set()).add(name)
    for package, names in by_package.items():
        text = _with_import(text, package, names)
    for name in sorted(set().union(*(code.engine_imports for code in codes))):
        if not re.search(rf"import .*\b{name}\b", text):
            line = f"from {engine} import {name}\n"
            text = text.replace("from constructs import", f"{line}from constructs import", 1)
    return text


def _with_import(text: str, package: str, needed: set[str]) -> str:
    tree = ast.parse(text)
    present: set[str] = set()
    found: ast.ImportFrom | None = None
    for each in tree.body:
        if isinstance(each, ast.ImportFrom) and each.module == package and not each.level:
            found = each
            present = {alias.name for alias in each.names if alias.asname in (None, alias.name)}
    if not needed - present:
        return text
    lines = text.splitlines(keepends=True)
    used = set(re.findall(r"\w+", "".join(lines[found.end_lineno or 0 :] if found else lines)))
    kept = {name for name in present if name in used}
    written = library_import(kept | needed, package) + "\n"
    ends = [each.end_lineno or 0 for each in tree.body if isinstance(each, ast.ImportFrom)]
    if found is not None:
        lines[found.lineno - 1 : found.end_lineno] = [written]
    elif package == LIBRARY:
        at = ends[0] if ends else 0
        lines[at:at] = ["\n", written]
    else:
        at = ends[-1] if ends else 0
        lines[at:at] = [*([] if f"{SPLIT}\n" in lines else ["\n", f"{SPLIT}\n"]), written]
    return "".join(lines)
