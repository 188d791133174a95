"""The page in docs/ says what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "index.md").read_text()
FILES = dict(re.findall(r"```python\n# (\w+\.py)\n(.*?)```", PAGE, flags=re.DOTALL))
PRINTED = re.findall(r"```text\n(E .*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture
def files(pytester: pytest.Pytester) -> None:
    for name, text in FILES.items():
        (pytester.path / name).write_text(text.replace("from cdktf import", f"from {ENGINE} import"))


def _run(pytester: pytest.Pytester, name: str) -> pytest.RunResult:
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")
    return pytester.runpytest_inprocess(*options, name)


@pytest.mark.usefixtures("files")
def test_the_first_test(pytester: pytest.Pytester) -> None:
    _run(pytester, "test_logs.py").assert_outcomes(passed=1)


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("name", "printed"), [*zip(["test_before.py", "test_after.py"], PRINTED, strict=True)]
)
def test_what_is_printed(pytester: pytest.Pytester, name: str, printed: str) -> None:
    result = _run(pytester, name)
    result.assert_outcomes(failed=2)
    for line in printed.splitlines():
        assert line in result.outlines
