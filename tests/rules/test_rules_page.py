"""docs/rules.md: its code runs and says what stands below it, and its table of classes is complete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, TerraformStack

import kibana_connectors
from kibana_connectors import InvalidRule, KibanaProvider, allow_unencrypted_state, synth
from kibana_connectors.rules.rule_params.catalog import params_class, typed_rule_types
from kibana_connectors.rules.rule_types import rule_types

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```(?:\s+```(text)\n(.*?)```)?", PAGE, re.DOTALL)


def test_the_code_says_what_stands_below_it(app: App) -> None:
    stack = TerraformStack(app, "OnCall")
    allow_unencrypted_state(stack, reason="a test")
    KibanaProvider(stack)
    names: dict[str, Any] = {"self": stack}
    for code, kind, expected in BLOCKS:
        if kind == "text":
            with pytest.raises(InvalidRule) as caught:
                exec(code, names)
            assert str(caught.value) == expected.strip()
        else:
            exec(code, names)
    synth(app)
    assert len(BLOCKS) == 4


def test_the_table_has_every_class_of_params() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([\w.-]+)` \|$", PAGE, re.MULTILINE)
    known = {rule_type_id: params_class(rule_type_id) for rule_type_id in typed_rule_types()}
    assert dict(rows) == {cls.__name__: id for id, cls in known.items() if cls is not None}
    for name, rule_type_id in rows:
        assert rule_type_id == getattr(kibana_connectors, name).RULE_TYPE_ID


def test_the_page_says_how_many_types_are_known() -> None:
    assert f"the {len(rule_types())} known types" in PAGE
