from __future__ import annotations

from pathlib import Path

import pytest
from corpus_landscape import Landscape

from pytest_cdktf import Synth, absent, module, output, ref, regex, resource


def test_the_own_module_is_beside_the_stack(synth: Synth, tmp_path: Path) -> None:
    out = synth(Landscape)
    network = out.one(module("network", name="main", sizes={"front": 24}, version=absent()))
    source = tmp_path / "cdktf.out/stacks/stack" / network["source"]
    assert (source / "main.tf").read_text().startswith('variable "name"')
    assert resource("terraform_data", input=ref('lookup(module.network.subnets, "front", "none")')) in out
    assert output("subnets", value=ref("module.network.subnets")) in out


def test_a_module_of_a_registry(synth: Synth) -> None:
    out = synth(Landscape, with_registry=True)
    cluster = module("eks", source=regex("/eks/aws$"), version="~> 20.0", depends_on=["module.network"])
    assert cluster & module("eks", subnet_ids=ref("module.network.subnets")) in out


@pytest.mark.terraform
@pytest.mark.slow
def test_it_is_valid_and_applies(synth: Synth) -> None:
    out = synth(Landscape)
    out.assert_valid()
    out.assert_plan_empty_after_apply()
