from __future__ import annotations

from typing import Any

import pytest
from corpus_consumer import Consumer

from pytest_cdktf import Synth, backend, data_source, provider, ref, resource

STATE = "data.terraform_remote_state.platform.outputs"


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_what_is_read_from_the_platform(synth: Synth, environment: str) -> None:
    out = synth(Consumer, environment=environment)
    config = {"bucket": f"state-{environment}", "key": "platform.tfstate"}
    read = data_source("terraform_remote_state", backend="s3", config=config, defaults={"zone_id": "none"})
    assert read in out
    target = {"type": "CNAME", "records": [ref(f"{STATE}.balancer")]}
    assert resource("aws_route53_record", target, zone_id=ref(f"{STATE}.zone_id")) in out
    subnets = {"subnets": ref(f"{STATE}.private_subnets")}
    assert resource("aws_ecs_service", network_configuration=subnets) in out
    assert out.at("service")["desired_count"] == ref(f"length({STATE}.private_subnets)")


def test_the_state_of_production_is_encrypted(synth: Synth) -> None:
    out = synth(Consumer, environment="prod")
    out.assert_encrypted_backend()
    assert backend("cloud", organization="example", workspaces={"name": "consumer-prod"}) in out


def test_the_state_of_development_is_not(synth: Synth) -> None:
    out = synth(Consumer, environment="dev")
    with pytest.raises(AssertionError, match="the state is not encrypted"):
        out.assert_encrypted_backend()


def test_versions_of_providers_are_in_no_snapshot(synth: Synth, terraform_snapshot: Any) -> None:
    out = synth(Consumer, environment="dev")
    assert provider("aws", region="eu-west-1") in out
    assert out.terraform["required_providers"]["aws"] == {"source": "hashicorp/aws", "version": "6.0"}
    assert out == terraform_snapshot
