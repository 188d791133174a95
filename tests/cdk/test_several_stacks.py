"""Apps of several stacks, and references from one to a connector of another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from harness.cdk import App, TerraformOutput, TerraformStack
from harness.written import CONNECTOR

from kibana_connectors import PagerDuty, ServerLog, allow_unencrypted_state
from pytest_cdktf import Synth, Synthesized


@pytest.fixture
def two_stacks(cdk_app: App) -> tuple[TerraformStack, TerraformStack]:
    """Two empty stacks of one app."""
    one, two = (TerraformStack(cdk_app, id) for id in ("one", "two"))
    for stack in (one, two):
        allow_unencrypted_state(stack, reason="a test")
    return one, two


def test_two_stacks_share_nothing(two_stacks: tuple[TerraformStack, TerraformStack], synth: Synth) -> None:
    one, two = two_stacks
    PagerDuty(one, "pager", name="One")
    PagerDuty(two, "pager", name="Two")
    ServerLog(two, "log", name="Two")

    first, second = synth(one), synth(two)
    assert {each.name for each in first.resources} == {"pager"}
    assert {each.name for each in second.resources} == {"pager", "log"}
    assert first.at("pager")["name"] == "One"
    for out in (first, second):
        assert [each.name for each in out.variables] == ["pager_routing_key"]
    assert first.at("pager")["connector_id"] != second.at("pager")["connector_id"]


def _followed(text: str, reader: Synthesized, writer: Synthesized) -> str:
    """Follow a reference into another stack's state, to what its output there stands for."""
    (state,) = reader.data_sources
    found = re.fullmatch(rf"\$\{{{re.escape(state.address)}\.outputs\.([\w-]+)(.*)\}}", text)
    assert found, text
    value: str = writer.outputs.named(found[1])["value"]
    return "${" + value.removeprefix("${").removesuffix("}") + found[2] + "}"


@pytest.mark.parametrize(
    ("placed", "read", "value"),
    [
        pytest.param(
            {}, lambda log: log.connector_id, f"${{{CONNECTOR}.log.connector_id}}", id="connector-id"
        ),
        pytest.param(
            {"space": "ops"},
            lambda log: log.connector_id_in("ops"),
            f"${{{CONNECTOR}.log.connector_id}}",
            id="its-only-space",
        ),
        pytest.param(
            {"spaces": ["ops", "sec"]},
            lambda log: log.connector_id_in("ops"),
            f'${{{CONNECTOR}.log["ops"].connector_id}}',
            id="one-of-its-spaces",
        ),
        pytest.param(
            {"spaces": ["ops", "sec"]},
            lambda log: log.connector_ids["sec"],
            f'${{{CONNECTOR}.log["sec"].connector_id}}',
            id="all-ids",
        ),
    ],
)
def test_a_reference_from_another_stack(
    two_stacks: tuple[TerraformStack, TerraformStack],
    synth: Synth,
    placed: dict[str, Any],
    read: Any,
    value: str,
) -> None:
    one, two = two_stacks
    log = ServerLog(one, "log", name="Log", **placed)
    TerraformOutput(two, "action", value=read(log), static_id=True)

    reader, writer = synth(two), synth(one)
    assert _followed(reader.outputs.named("action")["value"], reader, writer) == value
    assert [each.node.id for each in two.dependencies] == ["one"]
