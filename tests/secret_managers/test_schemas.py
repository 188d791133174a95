"""Terraform takes what managers write, by the providers' schemas.

Where no registry can be reached these are the stand-ins' schemas, which are copies of the real ones as far as
they are written (tools/set_up/secret_providers.py).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.cdk import TerraformStack
from manager_samples import SECRETS, base, pager

from pytest_cdktf import Synth

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


@pytest.mark.parametrize("manager", SECRETS)
def test_what_is_written_is_valid(synth: Synth, tmp_path: Path, manager: str) -> None:
    def on_call(stack: TerraformStack) -> None:
        base(stack)
        source = SECRETS[manager](stack, tmp_path)
        pager(stack, source, "first")
        pager(stack, source, "second", spaces=["ops", "sec"])

    synth(on_call).assert_valid()


def test_all_of_them_in_one_stack(synth: Synth, tmp_path: Path) -> None:
    def on_call(stack: TerraformStack) -> None:
        base(stack)
        for name, make in SECRETS.items():
            pager(stack, make(stack, tmp_path), f"pager-{name}")

    synth(on_call).assert_valid()
