"""docs/round-trip.md and docs/snapshots.md say what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE

DOCS = Path(__file__).resolve().parents[1] / "docs"
OPTIONS = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")


def _page(name: str, folder: Path, shown: str) -> list[str]:
    """Write the files of a page into a folder, and return what it shows in blocks of one language."""
    page = (DOCS / name).read_text()
    for file, text in re.findall(r"```python\n# (\w+\.py)\n(.*?)```", page, flags=re.DOTALL):
        (folder / file).write_text(text.replace("from cdktf import", f"from {ENGINE} import"))
    return re.findall(rf"```{shown}\n(.*?)```", page, flags=re.DOTALL)


@pytest.fixture(autouse=True)
def default_verbosity(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)


def test_the_page_on_snapshots(pytester: pytest.Pytester) -> None:
    (shown,) = _page("snapshots.md", pytester.path, "json")
    pytester.runpytest_inprocess(*OPTIONS, "--snapshot-update").assert_outcomes(passed=2)
    written = pytester.path / "__snapshots__/test_storage"
    assert (written / "test_policy.tf.json").read_text() == shown
    pytester.runpytest_inprocess(*OPTIONS).assert_outcomes(passed=2)


@pytest.mark.terraform
@pytest.mark.slow
def test_the_page_on_round_trips(pytester: pytest.Pytester) -> None:
    (shown,) = _page("round-trip.md", pytester.path, "text")
    result = pytester.runpytest_inprocess(*OPTIONS, "test_shop.py")
    result.assert_outcomes(passed=1, failed=1)
    assert [line for line in result.outlines if line.startswith("E ")] == shown.splitlines()
