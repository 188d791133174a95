"""docs/secrets.md says what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE
from sample_stacks import Plain

from pytest_cdktf import Synth
from pytest_cdktf.secret_search.search import DEEPEST
from pytest_cdktf.secret_search.unpacking import MOST_UNPACKED

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "secrets.md").read_text()
LEAK, UNREAD = re.findall(r"```text\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_example(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    ((file, text),) = re.findall(r"```python\n# (\w+\.py)\n(.*?)```", PAGE, flags=re.DOTALL)
    (pytester.path / file).write_text(text.replace("from cdktf import", f"from {ENGINE} import"))
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--tb=short", "-W", "ignore")
    result = pytester.runpytest_inprocess(*options, file)
    result.assert_outcomes(failed=1)
    assert [line for line in result.outlines if line.startswith("E ")] == LEAK.splitlines()


def test_what_cannot_be_searched(synth: Synth, tmp_path: Path) -> None:
    out = synth(Plain)
    (tmp_path / "cdktf.out/assets").mkdir()
    (tmp_path / "cdktf.out/assets/tool.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    with pytest.raises(AssertionError) as caught:
        out.assert_no_secrets({"key": "correct-horse"})
    assert f"{caught.value}\n" == UNREAD


def test_the_bounds() -> None:
    assert f"more than {MOST_UNPACKED // 2**20} MiB" in PAGE
    assert f"up to {DEEPEST} times" in PAGE
