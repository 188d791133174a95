"""`apply_mocked` and `plan_mocked`, with the `test` of both tools and a real provider's schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from either_engine import (
    S3Backend,
    TerraformHclModule,
    TerraformOutput,
    TerraformProvider,
    TerraformStack,
    TerraformVariable,
)
from sample_stacks import CONNECTOR, raw
from terraform_stacks import data, elasticstack, pager
from tools_under_test import TOOLS, use

from pytest_cdktf import Synth, absent, data_source, output, regex, resource

pytestmark = [pytest.mark.terraform, pytest.mark.slow]
SPACE = "elasticstack_kibana_space"
SECRET = "correct-horse-battery"


@pytest.fixture(params=TOOLS)
def tool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with Terraform and with OpenTofu."""
    use(monkeypatch, request.param)
    name: str = request.param
    return name


class Everything(TerraformStack):
    """What a mocked run has to get along with; nothing of it can be reached."""

    ran: Path

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        elasticstack(self)
        second = TerraformProvider(self, "second", terraform_resource_type="elasticstack")
        second.add_override("alias", "second")
        S3Backend(self, bucket="no-such-bucket", key="k", region="eu-west-1")
        region = TerraformVariable(self, "region", type="string")
        region.add_validation(condition="${length(var.region) == 2}", error_message="Not ${var.region}.")
        team = Construct(self, "team")
        raw(
            team,
            "space",
            SPACE,
            for_each='${toset(["a", "b"])}',
            space_id="${each.key}-${var.region}",
            name="${upper(each.key)}",
            lifecycle={
                "prevent_destroy": True,
                "postcondition": [{"condition": '${self.id != ""}', "error_message": "No id."}],
            },
            provisioner=[{"local-exec": {"command": f"touch {self.ran}"}}],
        )
        raw(self, "two", SPACE, count=2, provider="elasticstack.second", space_id="two", name="Two")
        pager(self, "pager", "On-call")
        raw(
            self,
            "chat",
            CONNECTOR,
            name="Chat",
            connector_type_id=".slack",
            config=f"${{jsonencode({{known = data.{CONNECTOR}.known.connector_id}})}}",
            secrets_wo="${jsonencode({p = ephemeral.random_password.made.result})}",
            secrets_wo_version=1,
        )
        data(self, "vpc", input="${data.terraform_remote_state.net.outputs.vpc}")
        self.add_override(f"data.{CONNECTOR}.known", {"name": "Known"})
        self.add_override(
            "data.terraform_remote_state.net", {"backend": "local", "config": {"path": "/nowhere"}}
        )
        self.add_override("ephemeral.random_password.made", {"length": 20})
        self.add_override("import", [{"to": "terraform_data.vpc", "id": "x"}])
        self.add_override(
            "check.europe.assert", [{"condition": '${var.region == "eu"}', "error_message": "No."}]
        )
        TerraformOutput(self, "spaces", value=f"${{[for s in {SPACE}.team_space_57F178E7 : s.space_id]}}")


@pytest.fixture
def everything(tmp_path: Path) -> type[Everything]:
    return type("Everything", (Everything,), {"ran": tmp_path / "ran"})


def test_values_after_an_apply(tool: str, synth: Synth, everything: type[Everything], tmp_path: Path) -> None:
    out = synth(everything)
    space = out.at("team/space")
    applied = out.apply_mocked(
        variables={"region": "eu", "pager_routing_key": SECRET},
        mocks={SPACE: {"id": "the-id"}, f"data.{CONNECTOR}": {"connector_id": "known-id"}},
        overrides={"two": {"initials": "T2"}, "pager": {"connector_id": "pager-id"}},
    )
    # for_each, count, functions, and mocks by type and by construct path
    assert resource(SPACE, name="A", space_id="a-eu", id="the-id") in applied
    assert applied.at("team/space", key="b")["space_id"] == "b-eu"
    assert applied.resources[f'{space.address}["b"]']["name"] == "B"
    assert applied.at("two", key=1)["initials"] == "T2"
    assert applied.resources["stack/pager"]["connector_id"] == "pager-id"
    assert applied.count(resource(SPACE)) == 4
    applied.assert_all(resource(SPACE), id="the-id")
    assert applied.outputs == {"spaces": ["a-eu", "b-eu"]}
    assert output("spaces", value=["a-eu", "b-eu"]) in applied
    # references into data sources, the states of other stacks, and what Terraform computes itself
    assert resource(CONNECTOR, config='{"known":"known-id"}') in applied
    assert applied.resources["terraform_data.vpc"]["output"] == "made-up-vpc"
    assert data_source("terraform_remote_state", outputs={"vpc": "made-up-vpc"}) in applied
    # what is only written is in no state
    assert resource(CONNECTOR, name="On-call", secrets_wo=absent(), secrets_wo_version="1") in applied
    with pytest.raises(KeyError, match="has no value for 'secrets_wo': it is null, or does not exist"):
        _ = applied.at("pager")["secrets_wo"]
    # nothing ran, nothing is left
    assert not (tmp_path / "ran").exists()
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if "mocked" in path.name or path.suffix == ".tfstate"]
    assert not [path for path in left if SECRET in path.read_text(errors="replace")]


def test_values_in_a_plan(tool: str, synth: Synth, everything: type[Everything]) -> None:
    planned = synth(everything).plan_mocked(variables={"region": "eu"})
    assert resource(SPACE, name="A", space_id="a-eu") in planned
    assert planned.outputs["spaces"] == ["a-eu", "b-eu"]
    if tool == "tofu":
        return  # it makes up what the provider computes in the plan already
    assert repr(planned.at("two", key=0)["id"]) == "(known after apply)"
    for expected in (resource(SPACE, name="A", id="x"), resource(SPACE, name="A", id=absent())):
        with pytest.raises(AssertionError, match=r"only an apply makes the values (.|\n)*team/space"):
            _ = expected not in planned
    assert resource(SPACE, name="Z", id="x") not in planned  # the name decides


def test_mocks_that_have_no_effect(tool: str, synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        elasticstack(stack)
        raw(stack, "one", SPACE, space_id="one", name="One")

    out = synth(fill)
    for wrong in ({"mocks": {SPACE: {"nope": 1}}}, {"overrides": {"one": {"name": "Two", "id": ["a"]}}}):
        with pytest.raises(
            ValueError, match=r"apply_mocked: (.|\n)*only (what|attributes that) the provider"
        ):
            out.apply_mocked(**wrong)
    # a template is a text like any other
    assert out.apply_mocked(mocks={SPACE: {"id": "${x} %{y}"}}).at("one")["id"] == "${x} %{y}"


MODULE = """
terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
variable "name" {}
resource "elasticstack_kibana_space" "in" {
  for_each = toset(["p", "q"])
  space_id = "${var.name}-${each.key}"
  name     = var.name
}
output "ids" { value = [for s in elasticstack_kibana_space.in : s.id] }
"""


@pytest.mark.parametrize("own", ['provider "elasticstack" {}\n', None])
def test_modules(tool: str, synth: Synth, tmp_path: Path, own: str | None) -> None:
    """The provider of a module that the stack itself does not mention is mocked too."""
    module = tmp_path / "module"
    module.mkdir()
    (module / "main.tf").write_text(MODULE + (own or ""))

    def fill(stack: TerraformStack) -> None:
        TerraformHclModule(stack, "spaces", source=str(module), variables={"name": "team"})
        TerraformOutput(stack, "ids", value="${module.spaces.ids}")

    out = synth(fill)
    if own:
        with pytest.raises(AssertionError) as caught:
            out.apply_mocked()
        assert str(caught.value) == (
            "apply_mocked: module.spaces (main.tf) has a provider of its own, which no mock replaces, and "
            "which would really run. Give the module's outputs instead of running it: "
            "overrides={'module.spaces': {…}}"
        )
        assert out.apply_mocked(overrides={"spaces": {"ids": ["z"]}}).outputs["ids"] == ["z"]
        return
    applied = out.apply_mocked(mocks={SPACE: {"id": "x"}})
    assert applied.outputs["ids"] == ["x", "x"]
    assert applied.find(resource(SPACE, space_id=regex("^team-")))[1].path == "stack/spaces"


def test_ephemeral_resources(tool: str, synth: Synth) -> None:
    """Neither tool mocks them all: an ephemeral variable stands for each."""

    def fill(stack: TerraformStack) -> None:
        elasticstack(stack)
        for name in ("one", "two"):
            stack.add_override(f"ephemeral.random_password.{name}", {"length": 20})
        stack.add_override(
            "locals.both",
            "${[for p in [ephemeral.random_password.one, ephemeral.random_password.two] : p.result]}",
        )
        chat = raw(stack, "chat", CONNECTOR, name="Chat", connector_type_id=".slack", secrets_wo_version=1)
        chat.add_override("secrets_wo", "${jsonencode({both = local.both})}")
        chat.add_override("depends_on", ["ephemeral.random_password.one"])
        chat.add_override(
            "lifecycle.precondition",
            [
                {
                    "condition": '${ephemeral.random_password.one.result == "given"}',
                    "error_message": "Not given.",
                }
            ],
        )

    out = synth(fill)
    given: dict[str, Any] = {"ephemeral.random_password.one": {"result": "given"}}
    assert resource(CONNECTOR, name="Chat") in out.apply_mocked(overrides=given)
    with pytest.raises(AssertionError, match=r"stack/chat .*: precondition: Not given"):
        out.apply_mocked()
