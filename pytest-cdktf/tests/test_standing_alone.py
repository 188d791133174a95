"""The plugin and its tests need nothing of the repository around them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest_cdktf

FOREIGN = {"harness", "kibana_connectors", "stacks", "tools", "bench"}
"""What the repository has beside the plugin."""


def test_nothing_of_the_repository_is_imported() -> None:
    files = [*Path(pytest_cdktf.__file__).parent.rglob("*.py"), *Path(__file__).parent.rglob("*.py")]
    assert len(files) > 80
    wrong = [f"{path.name}: {name}" for path in files for name in _imported(path) if name in FOREIGN]
    assert wrong == []


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]
