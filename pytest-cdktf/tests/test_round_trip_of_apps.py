"""`assert_plan_empty_after_apply` of a stack that needs others of its app, with the real Terraform."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from either_engine import (
    App,
    DataTerraformRemoteStateLocal,
    DataTerraformRemoteStateS3,
    LocalBackend,
    S3Backend,
    TerraformOutput,
    TerraformStack,
    TerraformVariable,
)
from terraform_stacks import TERRAFORM, data

from pytest_cdktf import Synth, SynthesizedApp

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

SynthApp = Callable[..., SynthesizedApp]


class Shop(App):
    """Three stacks in a row, and one that nobody needs and that cannot be applied."""

    def __init__(self, **config: Any) -> None:
        super().__init__(**config)
        self.network = TerraformStack(self, "network")
        cidr = TerraformVariable(self.network, "cidr", type="string")
        self.vpc = data(Construct(self.network, "team"), "vpc", input=cidr.string_value)
        self.database = TerraformStack(self, "database")
        self.table = data(self.database, "table", input=f"in {self.vpc.get_string_attribute('output')}")
        broken = TerraformStack(self, "broken")
        data(broken, "one", input='${file("/no/such/file")}')
        self.front = TerraformStack(self, "front")
        data(self.front, "page", input=[self.table.get_string_attribute("output")])


def _kept(state: Path) -> dict[str, Any]:
    """Return what the resources of a state have as their outputs."""
    resources = json.loads(state.read_text())["resources"]
    return {
        each["name"]: each["instances"][0]["attributes"]["output"]["value"]
        for each in resources
        if each["mode"] == "managed"
    }


def test_those_that_it_needs_are_applied_before_it(synth: Synth, tmp_path: Path) -> None:
    synth(Shop().front).assert_plan_empty_after_apply(variables={"cidr": "10.0.0.0/16"})
    assert _kept(tmp_path / "cdktf.out-applied/terraform.tfstate") == {"page": ["in 10.0.0.0/16"]}
    copies = sorted(path.name for path in tmp_path.glob("*-applied*"))
    assert copies == ["cdktf.out-applied", "cdktf.out-applied-1-network", "cdktf.out-applied-2-database"]
    assert not [*Path.cwd().glob("*.tfstate*")]


def test_a_stack_of_a_program(synth_app: SynthApp) -> None:
    app = synth_app(Shop)
    app["front"].assert_plan_empty_after_apply(variables={"network/cidr": "10.1.0.0/16"})
    app["network"].assert_plan_empty_after_apply()
    with pytest.raises(AssertionError, match=r"no such file|Invalid function argument"):
        app["broken"].assert_plan_empty_after_apply()


def test_other_backends_and_remote_states_that_a_program_declares(synth_app: SynthApp) -> None:
    def main(app: App) -> None:
        network, paths, front = (TerraformStack(app, name) for name in ("network", "paths", "front"))
        for stack in (network, front):
            S3Backend(stack, bucket="states", key=f"{stack.node.id}.tfstate", region="eu-west-1")
        LocalBackend(paths, path="paths.tfstate")
        vpc = data(network, "vpc", input="a network")
        TerraformOutput(network, "vpc_id", value=vpc.get_string_attribute("output"), static_id=True)
        TerraformOutput(paths, "root", value="/srv", static_id=True)
        remote = DataTerraformRemoteStateS3(
            front, "net", bucket="states", key="network.tfstate", region="eu-west-1", workspace="prod"
        )
        local = DataTerraformRemoteStateLocal(front, "paths", path="../paths/paths.tfstate")
        data(front, "page", input=[remote.get_string("vpc_id"), local.get_string("root")])
        data(front, "direct", input=vpc.get_string_attribute("output"))

    app = synth_app(main)
    app["front"].assert_plan_empty_after_apply()
    (state,) = app["front"]._origin.out.parent.glob("front-applied/terraform.tfstate")
    assert _kept(state) == {"page": ["a network", "/srv"], "direct": "a network"}


def test_a_dependency_without_a_reference(synth: Synth, tmp_path: Path) -> None:
    app = App()
    first, second = TerraformStack(app, "first"), TerraformStack(app, "second")
    data(first, "one", input="x")
    data(second, "two", input="y")
    second.add_dependency(first)
    synth(second).assert_plan_empty_after_apply()
    assert _kept(tmp_path / "cdktf.out-applied-1-first/terraform.tfstate") == {"one": "x"}


def test_what_fails_in_a_stack_that_is_needed(synth: Synth) -> None:
    shop = Shop()
    data(shop.database, "two", provisioner=[{"local-exec": {"command": "echo no such luck >&2; exit 3"}}])
    with pytest.raises(AssertionError) as caught:
        synth(shop.front).assert_plan_empty_after_apply()
    shown = str(caught.value)
    assert shown.startswith(
        "database, which front needs, cannot be applied:\n"
        f"  {TERRAFORM} apply fails:\n    - database/two (terraform_data.two): "
    )


def test_a_value_for_no_variable_of_any(synth: Synth) -> None:
    with pytest.raises(
        ValueError, match="no stack has a variable nope; front has none; network has cidr; data"
    ):
        synth(Shop().front).assert_plan_empty_after_apply(variables={"nope": 1})


def test_stacks_that_need_each_other(synth_app: SynthApp) -> None:
    def main(app: App) -> None:
        for name, other in (("a", "b"), ("b", "a")):
            stack = TerraformStack(app, name)
            S3Backend(stack, bucket="states", key=name, region="eu-west-1")
            DataTerraformRemoteStateS3(stack, "other", bucket="states", key=other, region="eu-west-1")

    with pytest.raises(AssertionError) as caught:
        synth_app(main)["a"].assert_plan_empty_after_apply()
    assert str(caught.value) in {
        f"stacks need each other, so none can be applied first: {circle}"
        for circle in ("a <- b <- a", "b <- a <- b")
    }


def _secret_across_stacks() -> TerraformStack:
    app = App()
    database, front = TerraformStack(app, "database"), TerraformStack(app, "front")
    password = TerraformVariable(database, "password", type="string", sensitive=True)
    table = data(database, "table", input=password.string_value)
    data(front, "page", input=table.get_string_attribute("output"))
    return front


def test_a_secret_of_a_stack_that_is_needed_is_searched_for_in_all(synth: Synth) -> None:
    with pytest.raises(AssertionError) as caught:
        synth(_secret_across_stacks()).assert_plan_empty_after_apply()
    what = "the value of var.password of database is in the file"
    assert [line.strip() for line in str(caught.value).splitlines() if "terraform.tfstate" in line] == [
        f"{what} terraform.tfstate of database",
        f"{what} terraform.tfstate",
    ]
    synth(_secret_across_stacks()).assert_plan_empty_after_apply(may_be_in_state=["database/password"])
