"""No module of the package imports, over others, one that imports it; imports for types count too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pytest_cdktf

PACKAGE = Path(pytest_cdktf.__file__).parent


def _imports(name: str, path: Path, known: set[str]) -> Iterator[str]:
    """Yield the modules of the package that a module imports anywhere."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            inside = name if path.name == "__init__.py" else name.rpartition(".")[0]
            above = inside.split(".")[: len(inside.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (each for each in names if each in known)


def _graph(folder: Path) -> dict[str, set[str]]:
    paths = {}
    for path in folder.rglob("*.py"):
        parts = [folder.name, *path.relative_to(folder).with_suffix("").parts]
        paths[".".join(part for part in parts if part != "__init__")] = path
    graph = {name: {*_imports(name, path, {*paths})} - {name} for name, path in paths.items()}
    graph.pop(folder.name)  # it names what is public, and nothing inside imports it
    return graph


def _circles(graph: dict[str, set[str]]) -> list[str]:
    """Return one circle through each module that is in any."""
    found = []
    for start in sorted(graph):
        before: dict[str, str] = {}
        queue = [start]
        for name in queue:
            for each in sorted(graph.get(name, ())):
                if each not in before:
                    before[each] = name
                    queue.append(each)
        if start in before:
            circle = [start]
            while len(circle) == 1 or circle[-1] != start:
                circle.append(before[circle[-1]])
            found.append(" -> ".join(reversed(circle)))
    return found


def test_no_circle() -> None:
    graph = _graph(PACKAGE)
    assert len(graph) > 40
    assert _circles(graph) == []


@pytest.mark.parametrize(
    "importing",
    [
        "from . import b",
        "from .b import x",
        "from pkg.b import x",
        "from pkg import b",
        "import pkg.b",
        "def f():\n    from .b import x",
        "if TYPE_CHECKING:\n    from .b import x",
        "from .deep.c import y",
    ],
)
def test_every_kind_of_import_is_seen(tmp_path: Path, importing: str) -> None:
    files = {
        "__init__": "",
        "a": importing,
        "b": "from .deep import c",
        "deep/__init__": "",
        "deep/c": "from .. import a",
    }
    for name, text in files.items():
        path = tmp_path / "pkg" / f"{name}.py"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    assert any(circle.startswith("pkg.a -> ") for circle in _circles(_graph(tmp_path / "pkg")))
