"""docs/state.md: each piece of code makes the JSON that stands below it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from harness import cdk
from harness.cdk import TerraformStack

import kibana_connectors
from kibana_connectors import KibanaProvider, Target
from kibana_connectors.gate.backend_credentials import IN_ENVIRONMENT
from kibana_connectors.gate.backend_tools import ONLY
from pytest_cdktf import Synth

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "state.md").read_text(encoding="utf-8")
PAIRS = re.findall(r"```python\n(.*?)```\s+```json\n(.*?)```", PAGE, re.DOTALL)


def test_every_construct_has_its_json() -> None:
    assert len(PAIRS) == 5


@pytest.mark.parametrize(("code", "expected"), PAIRS, ids=lambda text: text[:20])
def test_the_code_makes_the_json(stack: TerraformStack, synth: Synth, code: str, expected: str) -> None:
    KibanaProvider(stack, target=Target(tool="opentofu"))

    exec(
        code,
        {
            **vars(sys.modules[cdk.ENGINE]),
            **{name: getattr(kibana_connectors, name) for name in dir(kibana_connectors)},
            "self": stack,
        },
    )

    written = synth(stack).terraform
    del written["required_providers"]
    assert written.pop("backend", None) == json.loads(expected).pop("backend", None)
    assert {name: written[name] for name in ("cloud", "encryption") if name in written} == {
        name: value for name, value in json.loads(expected).items() if name != "backend"
    }


def test_the_page_names_every_credential_of_the_tools() -> None:
    old = {"swift", "artifactory", "etcdv3", "manta"}
    for kind, table in IN_ENVIRONMENT.items():
        for setting, instead in table.items():
            if kind not in old and setting != "env":
                assert f"`{setting}`" in PAGE, setting
                assert f"`{instead}`" in PAGE, instead


def test_the_page_names_what_only_one_tool_knows() -> None:
    for table in ONLY.values():
        for setting in table:
            assert f"`{setting}`" in PAGE or setting.startswith("assume_role_"), setting
