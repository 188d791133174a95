"""What `synth` takes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsii
import pytest
from constructs import IConstruct
from either_engine import (
    App,
    Aspects,
    AssetType,
    IAspect,
    TerraformAsset,
    TerraformOutput,
    TerraformResource,
    TerraformStack,
)
from sample_stacks import CONNECTOR, Plain, Team, connectors, null

from pytest_cdktf import Synth, Synthesized, absent, json_with, output, ref, resource, variable


def test_a_class_of_stacks(synth: Synth) -> None:
    out = synth(Plain, region="eu-north-1")
    assert out.backend is not None
    assert out.backend["region"] == "eu-north-1"
    assert repr(out) == "<Synthesized stack>"
    assert repr(synth) == "<synth>"


def test_a_stack_id(synth: Synth) -> None:
    assert synth(Plain, stack_id="prod").at("prod/policy").path == "prod/policy"


def test_a_class_of_constructs(synth: Synth) -> None:
    out = synth(Team, owner="Grace", count=2)
    assert out.count(resource("null_resource")) == 2
    assert [block.path for block in out.resources] == ["stack/team/member-0", "stack/team/member-1"]


def test_a_function(synth: Synth) -> None:
    out = synth(connectors)
    assert resource(CONNECTOR, name="On-call") in out
    assert resource(CONNECTOR, config=json_with(url=ref("var.url"))) in out
    assert resource(CONNECTOR, config=json_with(headers={"X-Team": "ops"})) in out
    assert resource(CONNECTOR, secrets_wo=json_with(routingKey=ref("var.pager_routing_key"))) in out
    assert variable("pager_routing_key", sensitive=True, ephemeral=True, default=absent()) in out


def test_a_function_with_arguments(synth: Synth) -> None:
    assert synth(lambda stack, name: null(stack, name), name="a").at("a").type == "null_resource"


def test_a_stack(synth: Synth, cdk_app: App, tmp_path: Path) -> None:
    stack = Plain(cdk_app, "mine")
    assert synth(stack).at("mine/policy").name == "policy"
    assert Path(cdk_app.outdir).is_relative_to(tmp_path)


def test_a_stack_again_after_a_change(synth: Synth, stack: TerraformStack) -> None:
    null(stack, "one")
    before = synth(stack)
    null(stack, "two")
    assert len(before.resources) == 1
    assert len(synth(stack).resources) == 2


def test_a_stack_of_an_app_with_the_default_output_folder(
    synth: Synth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = TerraformStack(App(outdir=str(tmp_path / "theirs")), "stack")
    null(stack, "one")
    synth(stack)
    assert not [*(tmp_path / "theirs").rglob("cdk.tf.json")]


def test_each_call_has_a_folder_of_its_own(synth: Synth, tmp_path: Path) -> None:
    synth(Team)
    synth(Plain)
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("cdk.tf.json"))
    assert written == ["cdktf.out-2/stacks/stack/cdk.tf.json", "cdktf.out/stacks/stack/cdk.tf.json"]


def test_the_json_is_what_cdktf_writes(synth: Synth, tmp_path: Path) -> None:
    out = synth(Plain)
    app = App(outdir=str(tmp_path / "other"))
    Plain(app, "stack")
    app.synth()
    assert out.json == json.loads((tmp_path / "other/stacks/stack/cdk.tf.json").read_text())


def test_references_between_stacks(synth: Synth, cdk_app: App) -> None:
    first, second = TerraformStack(cdk_app, "first"), TerraformStack(cdk_app, "second")
    given = null(first, "given")
    TerraformOutput(second, "taken", value=given.get_string_attribute("id"))
    name = "cross-stack-output-null_resourcegivenid"
    state = "data.terraform_remote_state.cross-stack-reference-input-first"
    assert output("taken", value=ref(f"{state}.outputs.{name}")) in synth(second)
    assert output(name, value=ref("null_resource.given.id")) in synth(first)


@jsii.implements(IAspect)
class _Tag:
    def visit(self, node: IConstruct) -> None:
        if isinstance(node, TerraformResource):
            node.add_override("tag", "seen")


def test_aspects_are_applied(synth: Synth, stack: TerraformStack) -> None:
    null(stack, "one")
    Aspects.of(stack).add(_Tag())
    assert resource("null_resource", tag="seen") in synth(stack)


def test_assets_are_written(synth: Synth, tmp_path: Path) -> None:
    source = tmp_path / "policy.txt"
    source.write_text("allow")

    def fill(stack: TerraformStack) -> None:
        asset = TerraformAsset(stack, "asset", path=str(source), type=AssetType.FILE)
        null(stack, "one", file=asset.path)

    out = synth(fill)
    (asset,) = tmp_path.glob("cdktf.out/stacks/stack/assets/**/policy.txt")
    assert asset.read_text() == "allow"
    assert out.at("one")["file"].endswith("policy.txt")


def test_annotations(synth: Synth) -> None:
    out = synth(Plain)
    assert out.warnings == [("stack/policy", "wide open")]
    assert out.errors == []


def test_arguments_for_a_stack_that_exists_are_refused(synth: Synth, stack: TerraformStack) -> None:
    with pytest.raises(TypeError, match="a stack that exists already takes no arguments, got name"):
        synth(stack, name="x")


def test_anything_else_is_refused(synth: Synth) -> None:
    with pytest.raises(
        TypeError, match="synth: expected a stack, a class of stacks or constructs, or a function"
    ):
        synth("OnCall")  # type: ignore[arg-type]


def test_an_error_in_a_construct_is_shown_as_it_is(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> Synthesized:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        synth(fill)
