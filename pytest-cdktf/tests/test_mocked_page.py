"""What docs/mocked.md shows is what happens, with default verbosity and without `CI`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE
from terraform_stacks import TERRAFORM

pytestmark = [pytest.mark.terraform, pytest.mark.slow]
PAGE = (Path(__file__).resolve().parents[1] / "docs" / "mocked.md").read_text()
FILES = dict(re.findall(r"^```python\n# (\w+\.py)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
SHOWN = re.findall(r"^```text\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_page(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    for name, text in FILES.items():
        code = text.replace("from cdktf import", f"from {ENGINE} import")
        (pytester.path / name).write_text(f"# ruff: noqa\n{code}")
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(passed=2, failed=3)
    printed = [line for line in result.outlines if line.startswith("E ")]
    assert printed == SHOWN[0].replace("terraform test", f"{TERRAFORM} test").splitlines()
