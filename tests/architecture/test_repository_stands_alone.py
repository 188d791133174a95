"""A clone with nothing beside it has all that its tests read and its comments cite."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bench", "catalog", "constructs", "docs", "pytest-cdktf", "stacks", "tests", "tools")
FOREIGN = ("../shared", "/work/", "provider_facts", "more_facts", "connector_api.md", "more_api.md")
"""What somebody who has the clone alone cannot open."""
_DATA_IS_MISSING = re.compile(r"\b(exists|is_file|is_dir|is_available|available)\((?!'/)")
"""Asks whether something exists; a path from the root, such as /dev/full, is a matter of the machine."""
_CITED = re.compile(r'(docs/\w+\.md),\s+(?:#:?\s+)?"([^"]+)"')
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@cache
def _texts() -> dict[Path, str]:
    """Give the text files of the repository, but for the history, which may name anything, and this one."""
    folders = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))]
    found = {}
    for path in [*sorted(ROOT.iterdir()), *folders]:
        parts = path.relative_to(ROOT).parts
        is_cache = any(part == "__pycache__" or part.startswith(".") for part in parts[:-1])
        made = is_cache or ".tfstate" in path.name or ".egg-info" in str(path)
        if made or not path.is_file() or path.name == "CHANGELOG.md":
            continue
        try:
            found[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not a text
    del found[Path(__file__).resolve()]
    return found


def _python() -> Iterator[tuple[Path, ast.Module]]:
    return ((path, ast.parse(text)) for path, text in _texts().items() if path.suffix == ".py")


def _named(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_names_what_a_clone_does_not_have(name: str) -> None:
    assert [
        _named(path, number)
        for path, text in _texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if name in line
    ] == []


def test_the_package_cites_pages_not_the_tests_data() -> None:
    package = ROOT / "constructs"
    names = {path.name for path in (ROOT / "tests" / "data").iterdir() if path.name != "README.md"}

    assert names, "the data has gone"
    assert [
        path.relative_to(ROOT)
        for path, text in _texts().items()
        if path.is_relative_to(package) and any(name in text for name in names)
    ] == []


def test_no_path_climbs_out_of_the_repository() -> None:
    climbing = []
    for path, tree in _python():
        top = len(path.relative_to(ROOT).parts) - 1  # parents[top] is the repository
        climbing += [
            _named(path, node.lineno)
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript)
            and ast.unparse(node.value).endswith(".parents")
            and isinstance(node.slice, ast.Constant)
            and node.slice.value > top
        ]
        climbing += [
            _named(path, node.lineno)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("ROOT.parent")
        ]

    assert climbing == []


def test_no_link_leads_out_of_the_repository() -> None:
    lost = []
    for path, text in _texts().items():
        if path.suffix != ".md":
            continue
        for target in _LINK.findall(text):
            there = (path.parent / target).resolve()
            if ":" not in target and not (there.exists() and there.is_relative_to(ROOT)):
                lost.append(f"{path.relative_to(ROOT)}: {target}")

    assert lost == []


def test_every_heading_that_is_cited_exists() -> None:
    lost = []
    for path, text in _texts().items():
        for page, cited in _CITED.findall(text):
            heading = re.sub(r"\s+(#:?\s+)?", " ", cited)
            if (ROOT / page) not in _texts() or heading not in _headings(ROOT / page):
                lost.append(f"{path.relative_to(ROOT)}: {page}, {heading!r}")

    assert lost == []


def _headings(page: Path) -> set[str]:
    lines = _texts()[page].splitlines()
    return {line.lstrip("#").strip().replace("`", "") for line in lines if line.startswith("#")}


def test_no_test_is_skipped_because_data_is_missing() -> None:
    skipped = []
    for path, tree in _python():
        if not path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(tree):
            conditions = list(_conditions(node))
            if any(_DATA_IS_MISSING.search(ast.unparse(each)) for each in conditions):
                skipped.append(_named(path, conditions[0].lineno))

    assert skipped == []


def _conditions(node: ast.AST) -> Iterator[ast.expr]:
    """Give what a node looks at to decide that a test is skipped."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.skipif"):
        yield from node.args[:1]
    elif isinstance(node, ast.If) and any(map(_skips, node.body)):
        yield node.test


def _skips(statement: ast.stmt) -> bool:
    calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func) == "pytest.skip" for call in calls)
