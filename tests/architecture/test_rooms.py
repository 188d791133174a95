"""Which room of the package may import which, also for type checkers alone, and that nothing is a circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import kibana_connectors

PACKAGE = Path(kibana_connectors.__file__).parent
NAME = "kibana_connectors"

BELOW: dict[str, set[str]] = {
    "errors": set(),
    "tokens": set(),
    "hcl": {"tokens"},
    "engines": {"errors"},
    "engine_objects": set(),
    "_cdk": {"engines"},
    "frames": {"errors"},
    "formats": {"tokens"},
    "schema": {"errors", "tokens", "hcl", "frames", "formats"},
    "types": {"errors", "tokens", "hcl", "frames", "formats", "schema"},
    "rules": {"errors", "tokens", "hcl", "frames", "formats", "schema"},
    "terraform": {"errors", "tokens", "hcl", "formats", "schema", "rules"},
    "gate": {"errors", "tokens", "hcl", "formats", "schema", "terraform"},
    "cdk": {
        "errors",
        "tokens",
        "hcl",
        "_cdk",
        "engine_objects",
        "frames",
        "formats",
        "schema",
        "types",
        "rules",
        "generate",
        "terraform",
        "gate",
        "policies",
        "stack_files",
    },
    "connectors": {"engine_objects", "schema", "types", "rules", "terraform", "cdk"},
    "backends": {"errors", "tokens", "_cdk", "frames", "formats", "schema", "terraform", "gate", "cdk"},
    "secret_managers": {
        *("errors", "tokens", "hcl", "_cdk", "engine_objects", "frames"),
        *("formats", "schema", "terraform", "cdk"),
    },
    "sandbox": {"errors", "frames", "formats", "schema", "types", "rules", "generate"},
    "kibana": {"errors", "frames", "formats"},
    "guard": {"errors", "frames", "schema", "terraform", "kibana"},
    "transfer": {"errors", "frames", "formats", "schema", "types", "terraform", "kibana"},
    "health": {"errors", "kibana"},
    "report": {"errors", "kibana", "guard"},
    "pytest_plugin": {"errors", "sandbox"},
    "stack_files": {"errors", "schema", "types", "terraform", "gate"},
    "policies": {"errors", "schema", "types", "rules", "terraform", "gate", "stack_files", "preflight"},
    "kibana_yml": {"errors", "formats", "schema", "stack_files", "kibana"},
    "adopt": {
        *("errors", "tokens", "frames", "formats", "schema", "types", "terraform", "gate"),
        *("kibana", "stack_files", "kibana_yml"),
    },
    "preflight": {"errors", "schema", "types", "generate", "kibana", "stack_files", "kibana_yml"},
    "generate": {"errors", "formats", "schema", "types"},
    "cli": {
        *("errors", "formats", "schema", "types", "sandbox", "kibana", "guard", "transfer", "health"),
        *("report", "generate", ""),
        *("stack_files", "kibana_yml", "preflight", "policies", "adopt"),
    },
}
"""Each room (or module of the ground) and what it may import beside itself; "" is the package's own name."""

WITHOUT_ENGINE = set(BELOW) - {
    *("_cdk", "engine_objects", "cdk", "connectors", "backends", "secret_managers"),
}
"""Rooms that load no engine, and so no Node."""

WHERE_A_TOKEN_WAS_FOUND = {"terraform.expressions"}
"""Modules that import the engine inside functions, where it is loaded already."""


@dataclass(frozen=True)
class Import:
    """One import of a module of the package by another.

    Attributes:
        importer: The module that imports, below the package.
        imported: The module that it imports.
        line: Where.
        is_inside_function: Whether it is imported only when a function is called.
    """

    importer: str
    imported: str
    line: int
    is_inside_function: bool

    @property
    def rooms(self) -> tuple[str, str]:
        return self.importer.partition(".")[0], self.imported.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.importer}, line {self.line}: imports {self.imported or 'the package'}"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module by its dotted name below the package; the package itself is the empty name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = ast.parse(path.read_text())
    return found


def is_package(name: str) -> bool:
    return (PACKAGE / name.replace(".", "/") / "__init__.py").exists()


def imports_of(name: str) -> Iterator[Import]:
    inside = {
        id(node)
        for function in ast.walk(modules()[name])
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for node in ast.walk(function)
    }
    parts = name.split(".") if name else []
    for node in ast.walk(modules()[name]):
        lazily = id(node) in inside
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == NAME:
                    yield Import(name, alias.name[len(NAME) + 1 :], node.lineno, lazily)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                depth = node.level - 1 if is_package(name) or not name else node.level
                base = [*parts[: len(parts) - depth], *filter(None, [node.module])]
            elif (node.module or "").split(".")[0] == NAME:
                base = (node.module or "").split(".")[1:]
            else:
                continue
            for alias in node.names:
                whole = ".".join([*base, alias.name])
                yield Import(name, whole if whole in modules() else ".".join(base), node.lineno, lazily)


def all_imports() -> list[Import]:
    return [each for name in modules() for each in imports_of(name)]


def test_imports_are_found() -> None:
    """Guard this test's own reading of imports."""
    found = {(each.importer, each.imported) for each in all_imports()}
    assert len(found) > 500
    assert ("hcl", "tokens") in found
    assert ("types.spec.okta", "schema.auth_types") in found
    assert ("terraform.expressions", "_cdk") in found
    assert ("connectors.okta", "terraform.secrets_mode") in found, "under TYPE_CHECKING"


def test_every_room_is_named_here() -> None:
    rooms = {name.partition(".")[0] for name in modules() if name}
    assert rooms == set(BELOW)


def test_rooms_import_only_rooms_below() -> None:
    wrong = [
        str(each)
        for each in all_imports()
        if each.importer
        and (rooms := each.rooms)[0] != rooms[1]
        and rooms[1] not in BELOW[rooms[0]]
        and not (each.importer in WHERE_A_TOKEN_WAS_FOUND and each.imported == "_cdk")
    ]
    assert wrong == []


def test_the_rooms_themselves_are_no_circle() -> None:
    for room, below in BELOW.items():
        reached: set[str] = set()
        left = list(below)
        while left:
            each = left.pop()
            if each and each not in reached:
                reached.add(each)
                left += BELOW[each]
        assert room not in reached


def test_the_engine_is_imported_late_only_where_a_token_was_found() -> None:
    late = {each.importer for each in all_imports() if each.imported == "_cdk" and each.is_inside_function}
    assert late == WHERE_A_TOKEN_WAS_FOUND
    early = {
        each.rooms[0] for each in all_imports() if each.imported == "_cdk" and not each.is_inside_function
    }
    assert early & WITHOUT_ENGINE == set()


def test_no_import_circles() -> None:
    """Also counting what is imported late, or for type checkers alone."""
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for each in all_imports():
        if each.imported != each.importer:
            graph[each.importer].add(each.imported)
    # The package's own name gives everything lazily; importing it loads no other module of ours.
    graph[""] = set()
    done: set[str] = set()
    circles: list[str] = []

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            circles.append(" -> ".join([*path[path.index(name) :], name]))
            return
        if name in done:
            return
        for imported in sorted(graph[name]):
            visit(imported, [*path, name])
        done.add(name)

    for name in sorted(graph):
        visit(name, [])
    assert circles == []


@pytest.mark.parametrize("room", sorted(WITHOUT_ENGINE - {"cli"}))
def test_a_room_without_engine_loads_none(room: str) -> None:
    """Import every module of the room in a process of its own."""
    names = [f"{NAME}.{name}" for name in modules() if name.partition(".")[0] == room]
    code = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print([name for name in ('jsii', 'cdktf', 'cdktn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
