from __future__ import annotations

import pytest
from corpus_team_buckets import TeamBuckets

from pytest_cdktf import (
    Synth,
    Synthesized,
    absent,
    anything,
    data_source,
    has_items,
    output,
    ref,
    regex,
    resource,
    variable,
)


@pytest.fixture(scope="module")
def out(synth_module: Synth) -> Synthesized:
    return synth_module(TeamBuckets, teams={"sales": "C1", "ops": "C2"}, open_to="10.0.0.0/8")


def test_a_bucket_for_each_team(out: Synthesized) -> None:
    bucket = resource(
        "aws_s3_bucket",
        for_each={"sales": "C1", "ops": "C2"},
        bucket=ref('join("-", ["data", each.key])'),
        tags={"CostCenter": ref("each.value")},
    )
    assert out.one(bucket).path == "stack/bucket"
    versioned = resource("aws_s3_bucket_versioning", for_each=ref("aws_s3_bucket.bucket"))
    assert versioned & resource(anything(), versioning_configuration={"status": "Enabled"}) in out


def test_the_firewall_is_as_the_table_says(out: Synthesized) -> None:
    content = {"from_port": ref("ingress.value.port"), "cidr_blocks": ref("ingress.value.cidrs")}
    dynamic = {"ingress": {"for_each": ref("var.rules"), "content": content}}
    assert resource("aws_security_group", dynamic=dynamic, ingress=absent()) in out
    assert variable("rules", type=regex(r"^map\(object"), default={}) in out
    assert resource("aws_security_group", egress=has_items({"cidr_blocks": ["0.0.0.0/0"]})) not in out


def test_an_open_firewall_would_be_noticed(synth: Synth) -> None:
    out = synth(TeamBuckets, teams={}, open_to="0.0.0.0/0")
    assert resource("aws_security_group", egress=has_items({"cidr_blocks": has_items("0.0.0.0/0")})) in out


def test_data_sources_and_outputs_of_iterators(out: Synthesized) -> None:
    zone = data_source("aws_subnet", for_each=ref('toset(["a", "b"])'))
    assert zone & data_source(anything(), filter=[{"values": ["eu-west-1${each.value}"]}]) in out
    assert output("buckets", value=ref("keys(aws_s3_bucket.bucket)")) in out
    assert output("subnets", value=regex(r"for each in data\.aws_subnet\.zone")) in out
