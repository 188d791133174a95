"""What the pages in docs/ show is what happens, with default verbosity and without `CI`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = {page.stem: page.read_text() for page in DOCS.glob("*.md")}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILES = {
    name: code
    for page in ("index", "matchers", "messages")
    for language, code in BLOCK.findall(PAGES[page])
    for name in re.findall(r"\A# (\w+\.py)$", code, re.MULTILINE)
    if language == "python"
}
SHOWN = [text for language, text in BLOCK.findall(PAGES["messages"]) if language == "text"]


@pytest.fixture
def files(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    for name, text in FILES.items():
        code = text.replace("from cdktf import", f"from {ENGINE} import")
        (pytester.path / name).write_text(f"# ruff: noqa\n{code}")


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")
    return pytester.runpytest_inprocess(*options, *arguments)


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("name", ["test_logs.py", "test_group.py", "test_capture.py"])
def test_the_examples_pass(pytester: pytest.Pytester, name: str) -> None:
    outcomes = _run(pytester, name).parseoutcomes()
    assert set(outcomes) == {"passed"}


@pytest.mark.usefixtures("files")
def test_what_is_printed(pytester: pytest.Pytester) -> None:
    result = _run(pytester, "test_before.py", "test_after.py", "test_more.py", "test_others.py")
    assert "passed" not in result.parseoutcomes()
    shown = "\n".join(result.outlines)
    assert [text for text in SHOWN if text not in f"{shown}\n"] == []
