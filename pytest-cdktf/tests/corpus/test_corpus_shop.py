from __future__ import annotations

from typing import Any

import corpus_shop as shop
import pytest

from pytest_cdktf import Synth, SynthesizedApp, data_source, output, ref, resource, variable


@pytest.fixture(scope="module")
def stacks(synth_module: Synth) -> SynthesizedApp:
    return synth_module.app(shop.main)


def test_the_shop_is_in_the_subnets_of_the_network(stacks: SynthesizedApp) -> None:
    state = "data.terraform_remote_state.cross-stack-reference-input-network.outputs"
    names = [f"cross-stack-output-aws_subnetsubnet-{zone}id" for zone in range(2)]
    group = resource("aws_db_subnet_group", subnet_ids=[ref(f"{state}.{name}") for name in names])
    assert group in stacks["shop"]
    for zone, name in enumerate(names):
        assert output(name, value=ref(f"aws_subnet.subnet-{zone}.id")) in stacks["network"]


@pytest.mark.parametrize(("taker", "giver"), [("shop", "network"), ("alarms", "shop")])
def test_states_of_others_are_read_where_they_are(stacks: SynthesizedApp, taker: str, giver: str) -> None:
    config: dict[str, Any] = {"bucket": "states", "key": giver, "region": "eu-west-1"}
    assert data_source("terraform_remote_state", backend="s3", config=config) in stacks[taker]


def test_the_order_of_the_deployment(stacks: SynthesizedApp) -> None:
    assert stacks.order == ["network", "shop", "alarms"]


def test_every_stack_keeps_its_state_encrypted_and_no_password(stacks: SynthesizedApp) -> None:
    stacks.assert_no_secrets({"a password": "correct-horse-battery"})
    for out in stacks.values():
        out.assert_encrypted_backend()
    assert resource("aws_db_instance", password=ref("var.db_password")) in stacks["shop"]
    assert variable("db_password", sensitive=True) in stacks["shop"]
