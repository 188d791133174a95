"""docs/client.md: its examples run, and it names all that there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from harness.scene import furnish

from kibana_connectors.kibana import errors
from kibana_connectors.kibana.operations import Operations
from kibana_connectors.sandbox import Sandbox

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "client.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
PRINTED = [
    [
        "Chat .slack_api False",
        "Mail .email None",
        "On-call .pagerduty False",
        "GET /s/ops/api/actions/connector/no-s",
    ],
    ["default ['Audit hook', 'Mail']", "ops ['Chat', 'Mail', 'On-call']", "sec ['Mail', 'Tickets']"],
    [],
]


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example(number: int) -> None:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        done = subprocess.run(
            [sys.executable, "-c", EXAMPLES[number]],
            env={**os.environ, "KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key},
            capture_output=True,
            text=True,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, "")
    lines = sorted(done.stdout.splitlines())
    assert len(lines) == len(PRINTED[number])
    assert all(line.startswith(begin) for line, begin in zip(lines, sorted(PRINTED[number]), strict=True))


def test_every_method_is_named() -> None:
    methods = {name for name in vars(Operations) if not name.startswith("_")}

    assert {name for name in methods if f"`{name}`" not in PAGE} == set()


def test_the_tree_is_that_of_the_module() -> None:
    shown = re.findall(r"^[│├└─ ]*(\w+)$", PAGE.split("The tree:")[1].split("```")[1], re.MULTILINE)
    documented = re.findall(r"^[│├└─ ]*([A-Z]\w+)  ", errors.__doc__ or "", re.MULTILINE)

    assert shown == documented
    assert set(shown) == {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.KibanaError)
    }
