"""Many tests that synthesize a small stack in this process, with the plugin's fixture."""

from __future__ import annotations

import os

import pytest

from bench.programs.small_stack import SmallStack
from pytest_cdktf import Synth, resource


@pytest.mark.parametrize("number", range(int(os.environ["BENCH_COUNT"])))
def test_small_stack(synth: Synth, number: int) -> None:
    """The connector has the given name."""
    out = synth(SmallStack, name=f"Pager {number}")
    assert resource("elasticstack_kibana_action_connector", name=f"Pager {number}") in out  # noqa: S101
