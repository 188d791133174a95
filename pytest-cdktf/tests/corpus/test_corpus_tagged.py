from __future__ import annotations

import pytest
from corpus_tagged import TAGGED, Tagged

from pytest_cdktf import (
    Synth,
    SynthesisError,
    absent,
    data_source,
    exactly,
    moved,
    ref,
    regex,
    resource,
)


def test_all_that_can_be_tagged_is(synth: Synth) -> None:
    out = synth(Tagged, team="ops")
    for type in TAGGED:
        assert resource(type, tags={"Team": "ops", "Stage": "test"}) in out
        assert resource(type, tags=absent()) not in out
    assert out.at("fleet/store")["tags"] == exactly({"Name": "store", "Team": "ops", "Stage": "test"})
    assert resource("aws_key_pair", tags=absent()) in out


def test_overrides_win(synth: Synth) -> None:
    out = synth(Tagged, team="ops")
    machine = out.one(resource("aws_instance", ami=ref("data.aws_ami.latest.id")))
    assert machine["root_block_device"] in ({"0": {"encrypted": True}}, [{"encrypted": True}])
    assert data_source("aws_ami", owners=["self"]) in out
    store = resource("aws_s3_bucket", lifecycle={"prevent_destroy": True})
    assert out.one(store).address == "aws_s3_bucket.store"
    assert out.terraform["required_version"] == ">= 1.9"
    assert moved(to=regex("store$")) in out


def test_a_public_machine_is_refused(synth: Synth) -> None:
    with pytest.raises(SynthesisError, match=r"\[stack/fleet/machine\] a machine must have no public"):
        synth(Tagged, team="ops", public=True)


def test_a_machine_that_says_nothing_is_warned_of(synth: Synth) -> None:
    out = synth(Tagged, team="ops", public=None)
    assert [(each.path, each.message) for each in out.warnings] == [
        ("stack/fleet/machine", "say associate_public_ip_address=False")
    ]
    assert synth(Tagged, team="ops").warnings == []
