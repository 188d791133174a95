"""What snapshots leave out, wherever it is: paths of this machine, hashes and versions."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from either_engine import (
    ENGINE,
    App,
    AssetType,
    LocalBackend,
    TerraformAsset,
    TerraformLocal,
    TerraformOutput,
    TerraformStack,
    TerraformVariable,
)
from inner_runs import Run
from sample_stacks import Plain, Team, null
from terraform_stacks import elasticstack

from pytest_cdktf import Synth, SynthesizedApp
from pytest_cdktf.machine_paths import know, without_machine_paths
from pytest_cdktf.snapshots import TerraformSnapshotExtension
from pytest_cdktf.stable import stable, stable_value

HASH = re.compile(r"_[0-9A-F]{8}")


def _two_stacks(app: App) -> None:
    network, front = TerraformStack(app, "network"), TerraformStack(app, "front")
    vpc = null(Construct(network, "team"), "vpc")
    null(front, "page", text=vpc.get_string_attribute("arn"))


def test_the_state_of_another_stack(synth_app: Callable[..., SynthesizedApp]) -> None:
    app = synth_app(_two_stacks)
    front, network = app["front"].stable, app["network"].stable
    (output,) = network["output"]
    assert output == "cross-stack-output-null_resourceteam_vpcarn"
    assert network["output"][output]["value"] == "${null_resource.team_vpc.arn}"
    (name,) = front["data"]["terraform_remote_state"]
    state = front["data"]["terraform_remote_state"][name]
    assert state["config"] == {"path": "terraform.network.tfstate"}
    reads = f"${{data.terraform_remote_state.{name}.outputs.{output}}}"
    assert front["resource"]["null_resource"]["page"] == {"text": reads}
    assert front["terraform"] == {"backend": {"local": {}}}
    assert str(Path.cwd()) not in json.dumps([front, network])


def test_blocks_and_parts_of_several_stacks(synth_app: Callable[..., SynthesizedApp]) -> None:
    app = synth_app(_two_stacks)
    front = app["front"]
    (source,) = front.data_sources
    assert stable_value(source) == {
        "backend": "local",
        "config": {"path": "terraform.network.tfstate"},
        "workspace": "${terraform.workspace}",
    }
    assert stable_value(front.json["data"]) == front.stable["data"]
    assert stable_value(front.json["terraform"]) == front.stable["terraform"]
    assert stable_value(front.terraform["backend"]) == {"local": {}}
    assert front.backend is not None
    assert stable_value(front.backend) == {}
    assert stable_value(front.at("page")) == front.stable["resource"]["null_resource"]["page"]
    network = app["network"]
    assert stable_value(dict(network.outputs[0])) == {**network.stable["output"]}.popitem()[1]


def _hashed(stack: TerraformStack) -> None:
    elasticstack(stack)
    team = Construct(stack, "team")
    variable = TerraformVariable(team, "owner", type="string")
    local = TerraformLocal(team, "tags", {"owner": variable.string_value})
    first = null(team, "first.of-all", tags=local.fqn)
    second = null(team, "second", triggers={first.fqn: first.fqn}, depends_on=[first.fqn])
    TerraformOutput(team, "out", value=second.fqn)


def test_no_hash_in_any_form(synth: Synth) -> None:
    out = synth(_hashed)
    assert HASH.search(out.text)
    whole = out.stable
    assert not HASH.search(json.dumps(whole))
    assert stable_value(out.json) == whole
    assert whole["locals"] == {"team_tags": {"owner": "${var.team_owner}"}}
    for section in ("resource", "variable", "output", "locals", "terraform", "provider"):
        assert stable_value(out.json[section]) == whole[section]
        assert stable_value({section: out.json[section]}) == {section: whole[section]}
    resources = out.json["resource"]["null_resource"]
    assert stable_value(resources) == whole["resource"]["null_resource"]
    for block in out.blocks:
        assert not HASH.search(json.dumps(stable_value(block)))
        assert stable_value(dict(block)) == stable_value(block)
    assert stable_value(out.at("team/second")) == whole["resource"]["null_resource"]["team_second"]
    named = {block.name: dict(block) for block in out.resources}
    assert stable_value(named) == whole["resource"]["null_resource"]
    assert stable_value(out.locals) == whole["locals"]
    assert stable_value(whole) == whole


def test_a_part_of_a_stack_that_is_gone(synth: Synth) -> None:
    assert not HASH.search(json.dumps(stable_value(synth(_hashed).json["resource"])))


def test_no_version_in_any_form(synth: Synth) -> None:
    out = synth(_hashed)
    expected = {"elasticstack": {"source": "elastic/elasticstack"}}
    required = out.terraform["required_providers"]
    assert "version" in required["elasticstack"]
    assert stable_value(required) == expected
    assert stable_value(required["elasticstack"]) == expected["elasticstack"]
    assert stable_value(out.terraform)["required_providers"] == expected
    assert stable_value(out.json)["terraform"]["required_providers"] == expected
    old = {"required_providers": {"aws": "~> 5.0", "x": {"source": "h.example:8443/n/x", "version": "1"}}}
    assert stable_value(old) == {"required_providers": {"aws": {}, "x": {"source": "h.example:8443/n/x"}}}
    assert stable({"terraform": [old]})["terraform"] == [stable_value(old)]


@pytest.mark.parametrize(
    "value",
    [
        {"source": "terraform-aws-modules/vpc/aws", "version": "5.0"},
        {"vpc": {"source": "terraform-aws-modules/vpc/aws", "version": "5.0"}},
        {"version": "5.0"},
        {"engine": "postgres", "version": "16"},
        {"text": {"required_providers": {"x": {"version": "1"}}}},
    ],
)
def test_versions_of_the_users_own_stay(value: dict[str, Any]) -> None:
    assert stable_value(value) == value


def test_names_that_only_a_hash_keeps_apart(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        one = null(Construct(stack, "a"), "b")
        other = null(Construct(Construct(stack, "a_b"), "Default"), "Default")
        null(stack, "c", text=f"{one.fqn} {other.fqn}", own="a_b_0123ABCD")

    out = synth(fill)
    assert stable_value(out.at("c")) == out.stable["resource"]["null_resource"]["c"]
    assert stable_value(out.json["resource"]) == out.stable["resource"]
    assert out.stable["resource"]["null_resource"]["c"]["own"] == "a_b_0123ABCD"


def _project(folder: Path, app: App) -> TerraformStack:
    """Make what has paths in a project of its own."""
    (folder / "lambda").mkdir(parents=True)
    (folder / "lambda/main.py").write_text("pass\n")
    stack = TerraformStack(app, "stack")
    asset = TerraformAsset(
        Construct(stack, "team"), "code", path=str(folder / "lambda"), type=AssetType.DIRECTORY
    )
    LocalBackend(stack, path=str(folder / "state/mine.tfstate"))
    null(
        stack,
        "one",
        path=str(folder / "lambda"),
        text=f'${{file("{folder}/lambda/main.py")}} and "{folder}"',
        texts=[f"file://{folder}/lambda", f"{folder}-other/lambda", f"https://example.org{folder}/x"],
        asset=asset.path,
        home=os.path.expanduser("~/.ssh/known-key.pub"),
        **{f"{folder}/as-key": "x"},
    )
    return stack


def test_projects_in_two_places(tmp_path: Path, synth: Synth, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for place, home in ((tmp_path / "home/ada/shop", "ada"), (tmp_path / "builds/7/ci/shop-checkout", "ci")):
        place.mkdir(parents=True)
        monkeypatch.setenv("HOME", str(tmp_path / home))
        know(place, place.parent / "tests")
        written.append(synth(_project(place, synth.new_app())).stable)
    first, second = written
    others = first["resource"]["null_resource"]["one"].pop("texts")
    assert others[0] == "file://<project>/lambda"
    assert others[1] != second["resource"]["null_resource"]["one"].pop("texts")[1]
    assert first == second
    one = first["resource"]["null_resource"]["one"]
    assert one["path"] == "<project>/lambda"
    assert one["text"] == '${file("<project>/lambda/main.py")} and "<project>"'
    assert one["<project>/as-key"] == "x"
    assert one["home"] == "<home>/.ssh/known-key.pub"
    assert one["asset"].startswith("assets/team_code/")
    assert first["terraform"]["backend"]["local"] == {"path": "<project>/state/mine.tfstate"}


def test_the_same_file_on_both_engines(
    synth: Synth, synth_app: Callable[..., SynthesizedApp], tmp_path: Path, terraform_snapshot: Any
) -> None:
    """The files are in `__snapshots__`, and each engine's run compares its own output with them."""
    assert synth_app(_two_stacks) == terraform_snapshot(name="app")
    out = synth(_hashed)
    assert out == terraform_snapshot(name="stack")
    assert out.at("team/second") == terraform_snapshot(name="block")
    assert out.terraform == terraform_snapshot(name="settings")
    one = synth(_project(tmp_path / "shop", synth.new_app())).at("one")
    paths = {name: one[name] for name in ("path", "text", "asset")}
    assert paths == terraform_snapshot(name="paths")


def test_syrupy_4_and_5_call_the_files_the_same() -> None:
    extension: Any = TerraformSnapshotExtension
    assert extension.file_extension == extension._file_extension == "tf.json"


def test_folders_of_tests(tmp_path: Path, synth: Synth) -> None:
    made = tempfile.mkdtemp()
    Path(made).rmdir()
    out = synth(
        lambda stack: null(stack, "one", path=str(tmp_path / "x.zip"), made=f"{made}/y", cwd=os.getcwd())
    )
    assert out.stable["resource"]["null_resource"]["one"] == {
        "path": "<tmp>/x.zip",
        "made": "<tmp>/y",
        "cwd": without_machine_paths(os.getcwd()),
    }
    assert str(Path.cwd()) not in json.dumps(out.stable)


def test_the_home_of_a_user_whom_servers_have_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for user, is_replaced in (("ada", True), ("ubuntu", False)):
        monkeypatch.setenv("HOME", f"/home/{user}")
        shown = without_machine_paths(f"cp /home/{user}/.ssh/authorized_keys ~")
        assert shown == f"cp {'<home>' if is_replaced else f'/home/{user}'}/.ssh/authorized_keys ~"


@pytest.mark.parametrize("text", ["/app/main.py", "cd /app && ls", "/root/.ssh", "/root", "a/app/x", "/"])
def test_what_may_be_on_a_server(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/root")
    monkeypatch.setattr(os.path, "lexists", lambda path: path == "/app/really-here")
    know(Path("/app"), Path("/nowhere/tests"))
    assert without_machine_paths(text) == text
    assert without_machine_paths(f"{text} /app/really-here") == f"{text} <project>/really-here"


SNAPSHOT = f"""
    from {ENGINE} import LocalBackend

    @pytest.fixture
    def snapshot():
        raise AssertionError("a fixture of the user's own")

    def test_it(synth, tmp_path, request, terraform_snapshot):
        def fill(stack):
            LocalBackend(stack, path=str(request.config.rootpath / "state"))
            null(Construct(stack, "team"), "one", root=str(request.config.rootpath), out=str(tmp_path / "x"))

        out = synth(fill)
        assert out == terraform_snapshot
        assert out.at("team/one") == terraform_snapshot(name="block")
        assert out.json["resource"] == terraform_snapshot(name="dict")
        assert {{"a": out, "b": out}} == terraform_snapshot(name="app")
"""


def test_files_are_the_same_in_two_projects(run: Run, pytester: pytest.Pytester) -> None:
    run(SNAPSHOT, "--snapshot-update").assert_outcomes(passed=1)
    written = {path.name: path.read_text() for path in sorted(pytester.path.rglob("*.tf.json"))}
    assert len(written) == 4
    assert not [name for name, text in written.items() if str(pytester.path) in text or HASH.search(text)]
    assert json.loads(written["test_it[block].tf.json"]) == {"out": "<tmp>/x", "root": "<project>"}
    elsewhere = pytester.path / "elsewhere/deeper"
    elsewhere.mkdir(parents=True)
    for path in pytester.path.iterdir():
        if path.name == "__snapshots__" or path.suffix == ".py":
            path.rename(elsewhere / path.name)
    os.chdir(elsewhere)
    (elsewhere / "pytest.ini").write_text("[pytest]\n")
    result = pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1)


def test_what_the_whole_has_the_parts_have(synth: Synth) -> None:
    for what in (Plain, Team):
        out = synth(what)
        for kind in ("resource", "output"):
            assert stable_value(out.json[kind]) == out.stable[kind]
