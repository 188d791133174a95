"""The typed view of a stack's JSON."""

from __future__ import annotations

import pytest
from either_engine import (
    CloudBackend,
    DataTerraformRemoteStateLocal,
    NamedCloudWorkspace,
    TerraformHclModule,
    TerraformLocal,
    TerraformStack,
)
from sample_stacks import Plain, Team

from pytest_cdktf import (
    Backend,
    DataSource,
    Module,
    Output,
    Provider,
    Resource,
    Synth,
    Variable,
    anything,
    backend,
    data_source,
    module,
    output,
    provider,
    ref,
    resource,
    variable,
)


def test_blocks(synth: Synth) -> None:
    out = synth(Plain)
    policy = out.at("policy")
    assert isinstance(policy, Resource)
    assert (policy.type, policy.name, policy.path) == ("null_resource", "policy", "stack/policy")
    assert policy.address == "null_resource.policy"
    assert dict(policy) == {"text": policy["text"], "encoded": policy["encoded"]}
    assert "//" not in policy
    assert policy.get("nope") is None
    assert repr(policy) == "<resource stack/policy (null_resource.policy)>"

    region = out.variables.named("region")
    assert isinstance(region, Variable)
    assert (region.address, region.path) == ("var.region", None)
    assert dict(region) == {"type": "string", "sensitive": True}

    exported = out.at("stack/policy-id")
    assert isinstance(exported, Output)
    assert (exported.name, exported.address) == ("policy-id", "output.policy-id")

    (null,) = out.providers
    assert isinstance(null, Provider)
    assert (null.type, null.name, null.address) == ("null", "first", "null.first")

    assert isinstance(out.backend, Backend)
    assert (out.backend.type, out.backend.address) == ("s3", "terraform.backend.s3")
    assert [block.kind for block in out.blocks] == [
        "resource",
        "resource",
        "variable",
        "variable",
        "output",
        "output",
        "provider",
        "backend",
    ]


def test_collections(synth: Synth) -> None:
    resources = synth(Team, count=3).resources
    assert len(resources) == len(resources[:]) == 3
    assert resources.types == {"null_resource": 3}
    assert [*resources.of_type("null_resource")] == [*resources]
    assert len(resources.of_type("aws_s3_bucket")) == 0
    assert resources[0] is resources.named(resources[0].name)
    assert repr(resources[1:2]) == f"[{resources[1]!r}]"


def _rest(stack: TerraformStack) -> None:
    TerraformLocal(stack, "place", {"city": "Ghent"})
    TerraformHclModule(stack, "network", source="example/network/null", variables={"size": 3})
    DataTerraformRemoteStateLocal(stack, "other", path="other.tfstate")
    CloudBackend(stack, organization="us", workspaces=NamedCloudWorkspace("main"))


def test_locals_modules_data_sources_and_backend(synth: Synth) -> None:
    out = synth(_rest)
    assert out.locals == {"place": {"city": "Ghent"}}
    (network,) = out.modules
    assert isinstance(network, Module)
    assert (network.name, network.path, network.address) == ("network", "stack/network", "module.network")
    (other,) = out.data_sources
    assert isinstance(other, DataSource)
    assert other.address == "data.terraform_remote_state.other"
    assert out.backend is not None
    assert (out.backend.type, out.backend.address) == ("cloud", "terraform.cloud")
    assert out.terraform["cloud"]["organization"] == "us"
    assert module("network", size=3) in out
    assert data_source("terraform_remote_state", backend="local") in out
    assert backend("cloud", organization="us") in out


def test_a_matcher_for_each_kind(synth: Synth) -> None:
    out = synth(Plain)
    assert resource("null_resource", text=anything()) in out
    assert variable("region", type="string") in out
    assert output("policy-id", value=ref("null_resource.policy")) in out
    assert provider("null", alias="first") in out
    assert backend("s3", {"bucket": "state"}, encrypt=True) in out
    for absent in (resource("region"), variable("policy"), data_source("null_resource"), module("null")):
        assert absent not in out


@pytest.mark.cdk_allow_unused
def test_what_a_collection_can_never_hold_is_an_error(synth: Synth) -> None:
    out = synth(Plain)
    with pytest.raises(TypeError, match=r"^expected a matcher of data sources, got resource"):
        assert resource("null_resource") not in out.data_sources
    with pytest.raises(TypeError, match=r"^expected a matcher of resources, got 'x'"):
        assert "x" not in out.resources
    with pytest.raises(TypeError, match=r"^expected attributes by name, such as \{'odd-name': 1\}, got 'x'"):
        resource("null_resource", "x")  # type: ignore[arg-type]
    assert out.resources[0] in out.resources.of_type("null_resource")
    assert resource("null_resource") in out.blocks


def test_nothing_can_be_changed_through_the_view(synth: Synth) -> None:
    out = synth(Plain)
    out.json["resource"].clear()
    out.locals["x"] = 1
    out.terraform.clear()
    assert out.json["resource"]
    assert out.terraform
    assert not out.locals
    with pytest.raises(TypeError):
        out.at("policy")["text"] = "x"  # type: ignore[index]


def test_no_backend(synth: Synth) -> None:
    out = synth(Team)
    assert out.backend is None
    assert out.find(backend(anything())) == []


def test_find_one_and_count(synth: Synth) -> None:
    out = synth(Team, count=2)
    assert out.find(resource("null_resource")) == [*out.resources]
    assert out.one(resource("null_resource", triggers={"owner": anything(), "number": 1})) is out.resources[1]
    assert out.count(resource("null_resource")) == 2
    assert out.count(resource("null_resource")) + 1 == 3
    assert out.count(~resource("null_resource")) == 2
