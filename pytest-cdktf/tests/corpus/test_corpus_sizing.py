from __future__ import annotations

import pytest
from corpus_sizing import Sizing

from pytest_cdktf import Synth, Synthesized, check, local, ref, regex, resource, variable


@pytest.fixture(scope="module")
def out(synth_module: Synth) -> Synthesized:
    return synth_module(Sizing)


def test_what_depends_on_the_stage(out: Synthesized) -> None:
    assert local("is_prod", ref('var.stage == "prod"')) in out
    size = ref('local.is_prod ? "large" : "small"')
    assert resource("terraform_data", count=ref("local.is_prod ? 3 : 1"), input={"size": size}) in out


def test_functions(out: Synthesized) -> None:
    given = {
        "name": ref('format("node-%02d", count.index)'),
        "zones": ref('chunklist(["a", "b", "c"], 2)'),
        "labels": regex(r"^\$\{merge\("),
    }
    assert resource("terraform_data", input=given) in out


def test_what_is_checked(out: Synthesized) -> None:
    assert variable("stage", validation=[{"error_message": "The stage is dev or prod."}]) in out
    assert variable("token", sensitive=True, ephemeral=True) in out
    assert check("nodes") in out
    condition = {"condition": ref('self.output == "node-00"')}
    assert resource("terraform_data", lifecycle={"postcondition": [condition]}) in out


@pytest.mark.terraform
@pytest.mark.slow
@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_it_applies_in_each_stage(out: Synthesized, stage: str) -> None:
    out.assert_valid()
    out.assert_plan_empty_after_apply(variables={"stage": stage})
