"""Synth warns of a connector that the next apply would destroy, by the previous file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformStack

from kibana_connectors import (
    KibanaProvider,
    PagerDuty,
    ServerLog,
    allow_unencrypted_state,
    forget,
    synth,
)

Build = Callable[[TerraformStack], Any]


@pytest.fixture
def warnings_of(tmp_path: Path) -> Callable[[Build], list[str]]:
    """Synthesize into the same folder again and again, and return the warnings."""

    def synthesize(build: Build) -> list[str]:
        app = App(outdir=str(tmp_path))
        stack = TerraformStack(app, "stack")
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        build(stack)
        synth(app)
        manifest = json.loads((tmp_path / "manifest.json").read_text())
        annotations = manifest["stacks"]["stack"]["annotations"]
        return [each["message"] for each in annotations if "not encrypted" not in each["message"]]

    return synthesize


def renamed(**kept: Any) -> Build:
    return lambda stack: PagerDuty(Construct(stack, "team"), "alerts", name="On-call", **kept)


def pager(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call")


def test_nothing_changed(warnings_of: Callable[[Build], list[str]]) -> None:
    assert warnings_of(pager) == []
    assert warnings_of(pager) == []


def test_a_rename_names_the_line(warnings_of: Callable[[Build], list[str]]) -> None:
    warnings_of(pager)

    (warning,) = warnings_of(renamed())

    assert "stack/pager was in this stack" in warning
    assert 'identity="pager"' in warning
    assert "stack/team/alerts looks like it" in warning
    assert 'forget(stack, "pager")' in warning


@pytest.mark.parametrize(
    "kept", [{"identity": "pager"}, {"moved_from": "pager"}, {"moved_from": ["x", "pager"]}]
)
def test_the_line_is_enough(warnings_of: Callable[[Build], list[str]], kept: dict[str, Any]) -> None:
    warnings_of(pager)
    assert warnings_of(renamed(**kept)) == []


def test_forgotten_is_not_lost(warnings_of: Callable[[Build], list[str]]) -> None:
    warnings_of(renamed())
    assert warnings_of(lambda stack: forget(stack, "team/alerts")) == []


def test_the_space_that_was_alone_stands_first(warnings_of: Callable[[Build], list[str]]) -> None:
    warnings_of(lambda stack: ServerLog(stack, "log", name="Log", space="ops"))

    (warning,) = warnings_of(lambda stack: ServerLog(stack, "log", name="Log", spaces=["sec", "ops"]))
    assert 'spaces=["ops", …]' in warning

    warnings_of(lambda stack: ServerLog(stack, "log", name="Log", space="ops"))
    assert warnings_of(lambda stack: ServerLog(stack, "log", name="Log", spaces=["ops", "sec"])) == []


def test_going_back_to_one_space_names_it(warnings_of: Callable[[Build], list[str]]) -> None:
    warnings_of(lambda stack: ServerLog(stack, "log", name="Log", spaces=["default", "ops"]))

    (warning,) = warnings_of(lambda stack: ServerLog(stack, "log", name="Log"))
    assert 'space="default"' in warning

    warnings_of(lambda stack: ServerLog(stack, "log", name="Log", spaces=["default", "ops"]))
    assert warnings_of(lambda stack: ServerLog(stack, "log", name="Log", space="default")) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"resource": {"elasticstack_kibana_action_connector": {"a": 1}}}']
)
def test_a_file_that_says_nothing_is_passed_over(
    warnings_of: Callable[[Build], list[str]], tmp_path: Path, text: str
) -> None:
    warnings_of(pager)
    (tmp_path / "stacks" / "stack" / "cdk.tf.json").write_text(text)

    assert warnings_of(pager) == []
