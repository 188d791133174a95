"""docs/checks.md lists every check, and whether it can be switched off."""

from __future__ import annotations

import re
from pathlib import Path

from kibana_connectors.cdk.checks.runner import ALL_CHECKS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


def test_the_page_lists_every_check() -> None:
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| .* \| (yes|no)\b.*\|$", PAGE, re.MULTILINE))
    assert listed == {check.name: "yes" if check.can_be_suppressed else "no" for check in ALL_CHECKS}


def test_the_page_says_which_policy_a_check_is() -> None:
    others = dict(re.findall(r"`([a-z-]+)` is\s`([a-z-]+)`", PAGE))
    assert others == {check.name: check.policy.id for check in ALL_CHECKS if check.name != check.policy.id}
