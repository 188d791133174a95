"""Each threat in docs/security.md names a test that exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_tests_that_it_names_exist() -> None:
    named = re.findall(r"`((?:pytest-cdktf/)?tests/[\w/.]+)(?:::(\w+))?`", PAGE)
    assert len(named) > 20
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or (test and f"def {test}(" not in (ROOT / file).read_text())
    ]
    assert missing == []


def test_each_threat_names_its_test() -> None:
    rows = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.startswith("|---")]
    threats = [row for row in rows if row.count("|") == 3 and not row.startswith("| threat")]
    assert len(threats) > 15
    assert [row for row in threats if not re.search(r"`(pytest-cdktf/)?tests/", row)] == []
