from __future__ import annotations

from typing import Any

import pytest
from corpus_replicas import REGIONS, Replicas

from pytest_cdktf import Synth, Synthesized, absent, provider, ref, resource


@pytest.fixture(scope="module")
def out(synth_module: Synth) -> Synthesized:
    return synth_module(Replicas, account="123456789012")


@pytest.mark.parametrize(("alias", "region"), REGIONS.items())
def test_a_provider_for_each_region(out: Synthesized, alias: str, region: str) -> None:
    role = {"role_arn": "arn:aws:iam::123456789012:role/deploy"}
    assert provider("aws", alias=alias, region=region, assume_role=[role]) in out
    assert provider("aws", alias=alias, default_tags=[{"tags": {"Region": region}}]) in out
    assert resource("aws_s3_bucket", bucket=f"data-{alias}", provider=f"aws.{alias}") in out


def test_what_names_no_provider_is_in_the_first_region(out: Synthesized) -> None:
    assert out.one(provider("aws", alias=absent()))["region"] == "eu-west-1"
    assert [block.path for block in out.find(resource("aws_iam_role", provider=absent()))] == ["stack/role"]


def test_the_data_goes_from_one_region_to_the_other(out: Synthesized, terraform_snapshot: Any) -> None:
    source, target = out.at("bucket-eu"), out.at("bucket-us")
    rule = {"destination": {"bucket": ref(f"{target.address}.arn")}}
    replication = out.at("replication")
    assert replication == resource(
        "aws_s3_bucket_replication_configuration", bucket=ref(f"{source.address}.id"), rule=[rule]
    )
    assert replication["provider"] == source["provider"] != target["provider"]
    assert out == terraform_snapshot
