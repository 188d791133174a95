"""docs/synth.md says what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "synth.md").read_text()
FILES = dict(re.findall(r"```python\n# (\w+\.py)\n(.*?)```", PAGE, flags=re.DOTALL))
PRINTED = re.findall(r"```text\n(E .*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture(autouse=True)
def _files(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    for name, text in FILES.items():
        (pytester.path / name).write_text(text.replace("from cdktf import", f"from {ENGINE} import"))


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")
    return pytester.runpytest_inprocess(*options, *arguments)


def test_the_examples(pytester: pytest.Pytester) -> None:
    _run(pytester, "test_network.py", "test_program.py", "test_shared.py").assert_outcomes(passed=6)


def test_what_is_printed(pytester: pytest.Pytester) -> None:
    for names, printed in zip(("test_refused_shop.py", "test_states.py"), PRINTED, strict=True):
        result = _run(pytester, names)
        assert "passed" not in result.parseoutcomes()
        assert [line for line in result.outlines if line.startswith("E ")] == printed.splitlines()
