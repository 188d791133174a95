"""docs/blocks.md and docs/strictness.md say what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE

DOCS = Path(__file__).resolve().parents[1] / "docs"


def _page(name: str, folder: Path) -> list[list[str]]:
    """Write the files of a page into a folder, and return what it says is printed."""
    page = (DOCS / name).read_text()
    for file, text in re.findall(r"```python\n# (\w+\.py)\n(.*?)```", page, flags=re.DOTALL):
        # The name of a file is its first line, so that lines have the numbers that the page tells.
        (folder / file).write_text(f"# {file}\n{text}".replace("from cdktf import", f"from {ENGINE} import"))
    return [text.splitlines() for text in re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL)]


@pytest.fixture(autouse=True)
def default_verbosity(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")
    return pytester.runpytest_inprocess(*options, *arguments)


def _shown(result: pytest.RunResult, folder: Path) -> list[str]:
    return [line.replace(f"{folder}/", "") for line in result.outlines]


def test_the_page_on_blocks(pytester: pytest.Pytester) -> None:
    (printed,) = _page("blocks.md", pytester.path)
    _run(pytester, "test_storage.py").assert_outcomes(passed=1)
    result = _run(pytester, "test_fails.py")
    result.assert_outcomes(failed=3)
    assert [line for line in result.outlines if line.startswith("E ")] == printed


def test_the_page_on_strictness(pytester: pytest.Pytester) -> None:
    unused, covered = _page("strictness.md", pytester.path)
    result = _run(pytester, "test_unused.py")
    result.assert_outcomes(passed=1, errors=1)
    shown = _shown(result, pytester.path)
    at = shown.index(unused[0])
    assert shown[at : at + len(unused)] == unused
    shown = _run(pytester, "--cdktf-coverage", "test_coverage.py").outlines
    at = shown.index(covered[0])
    assert shown[at : at + len(covered)] == covered
