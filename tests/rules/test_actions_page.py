"""docs/actions.md: its code runs and says what stands below it, and its table is complete."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import TerraformStack

import kibana_connectors
from kibana_connectors import InvalidAction, KibanaProvider, connector_types
from kibana_connectors.rules.catalog import action_types
from kibana_connectors.rules.rule_types import rule_type
from kibana_connectors.rules.system_actions import SYSTEM_PARAMS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "actions.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```(?:\s+```(json|text)\n(.*?)```)?", PAGE, re.DOTALL)


def test_the_code_says_what_stands_below_it(stack: TerraformStack) -> None:
    KibanaProvider(stack)
    shown: list[Any] = []

    def show(source: Any, kind: str) -> None:
        known = rule_type(kind)
        shown.append([{"group": each.group, "params": each.params} for each in source.actions_for(known)])

    names: dict[str, Any] = {
        **{name: getattr(kibana_connectors, name) for name in dir(kibana_connectors)},
        "self": stack,
        "show": show,
    }
    for code, kind, expected in BLOCKS:
        if kind == "text":
            with pytest.raises(InvalidAction) as caught:
                exec(code, names)
            assert str(caught.value) == expected.strip()
        else:
            exec(code, names)
        if kind == "json":
            assert shown.pop() == json.loads(expected)
    assert len(BLOCKS) == 6


def test_the_table_has_every_class_with_its_params_and_patterns() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (?:`(\w+)\()?", PAGE, re.MULTILINE)
    constructs = connector_types()
    expected = []
    for kind in sorted(set(action_types()) - set(SYSTEM_PARAMS)):
        cls: Any = constructs[kind]
        classes = ", ".join(f"`{name}`" for each in cls.ACTION_PARAMS for name in names_of(cls, each))
        expected.append((cls.__name__, classes, pattern_of(cls)))
    assert sorted(rows) == sorted(expected)


def names_of(cls: Any, params: type) -> list[str]:
    return [name for base in cls.__mro__ for name, value in vars(base).items() if value is params]


def pattern_of(cls: Any) -> str:
    for name in (
        "escalation",
        "alert",
        "incident",
        "event",
        "ticket",
        "channel",
        "digest",
        "audit_log",
        "request",
    ):
        if hasattr(cls, name):
            return name
    return ""
