"""Snapshots change when the stack does, and otherwise do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from constructs import Construct
from either_engine import App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable
from inner_runs import Run
from sample_stacks import Plain, Team, null
from terraform_stacks import elasticstack

from pytest_cdktf import Synth
from pytest_cdktf.stable import stable


def test_what_is_left_out(synth: Synth) -> None:
    out = synth(Plain)
    text = json.dumps(out.stable)
    assert "//" not in text
    assert "0.21" not in text
    assert out.stable["resource"]["null_resource"]["team_member-0"] == {
        "triggers": {"number": 0, "owner": "${var.team_owner}"}
    }
    assert out.stable["variable"]["team_owner"] == {"default": "Ada", "type": "string"}
    assert out.stable["output"]["team_owner-out"] == {"value": "${var.team_owner}"}


def test_keys_are_in_order(synth: Synth) -> None:
    def keys(value: object) -> None:
        if isinstance(value, dict):
            assert [*value] == sorted(value)
            for item in value.values():
                keys(item)

    keys(synth(Plain).stable)


def test_versions_of_providers(synth: Synth) -> None:
    out = synth(elasticstack)
    assert "version" in out.terraform["required_providers"]["elasticstack"]
    assert out.stable["terraform"]["required_providers"] == {
        "elasticstack": {"source": "elastic/elasticstack"}
    }


def test_the_path_of_cdktfs_own_backend(synth: Synth, tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"))
    null(TerraformStack(app, "stack"), "one")
    app.synth()
    written = json.loads((tmp_path / "out/stacks/stack/cdk.tf.json").read_text())
    assert Path(written["terraform"]["backend"]["local"]["path"]).is_absolute()
    assert stable(written)["terraform"]["backend"] == {"local": {}}
    mine = synth(lambda stack: LocalBackend(stack, path="mine.tfstate"))
    assert mine.stable["terraform"]["backend"] == {"local": {"path": "mine.tfstate"}}


def test_hashes_that_keep_names_apart_stay(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        null(Construct(stack, "a"), "b")
        null(stack, "a_b")

    assert len(synth(fill).stable["resource"]["null_resource"]) == 2
    assert "a_b" in synth(fill).stable["resource"]["null_resource"]


def test_a_users_own_name_that_ends_like_a_hash_stays(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        null(stack, "build_0123ABCD")
        TerraformOutput(stack, "out_0123ABCD", value="${null_resource.build_0123ABCD.id}")

    out = synth(fill).stable
    assert [*out["resource"]["null_resource"]] == ["build_0123ABCD"]
    assert out["output"] == {"out_0123ABCD": {"value": "${null_resource.build_0123ABCD.id}"}}


def test_a_new_version_changes_nothing(synth: Synth) -> None:
    document = synth(Plain).json
    document["//"]["metadata"]["version"] = "99.0"
    assert stable(document) == synth(Plain).stable
    document["variable"]["region"]["type"] = "number"
    assert stable(document) != synth(Plain).stable


SNAPSHOT = """
    def test_it(synth, terraform_snapshot):
        out = synth(Team, owner={owner!r})
        assert out == terraform_snapshot
        assert out.at("team/member-0") == terraform_snapshot(name="block")
        assert {{"b": 1, "a": {{"//": 2}}}} == terraform_snapshot(name="dict")
"""


def test_snapshot(run: Run, pytester: pytest.Pytester) -> None:
    run(SNAPSHOT.format(owner="Ada"), "--snapshot-update").assert_outcomes(passed=1)
    folder = pytester.path / "__snapshots__" / "test_snapshot"
    written = {path.name: path.read_text() for path in folder.iterdir()}
    assert sorted(written) == ["test_it.tf.json", "test_it[block].tf.json", "test_it[dict].tf.json"]
    assert written["test_it[dict].tf.json"] == '{\n  "a": {},\n  "b": 1\n}\n'
    assert json.loads(written["test_it.tf.json"]) == {
        "output": {"team_owner-out": {"value": "${var.team_owner}"}},
        "resource": {
            "null_resource": {"team_member-0": {"triggers": {"number": 0, "owner": "${var.team_owner}"}}}
        },
        "variable": {"team_owner": {"default": "Ada", "type": "string"}},
    }
    run(SNAPSHOT.format(owner="Ada")).assert_outcomes(passed=1)


def test_a_changed_stack(run: Run) -> None:
    run(SNAPSHOT.format(owner="Ada"), "--snapshot-update")
    result = run(SNAPSHOT.format(owner="Grace"))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(['E * -       "default": "Ada",', 'E * +       "default": "Grace",'])


def test_a_snapshot_that_is_not_there(run: Run) -> None:
    result = run(SNAPSHOT.format(owner="Ada"))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Snapshot * does not exist!*"])


def test_a_snapshot_of_something_else(run: Run) -> None:
    result = run("""
        def test_it(terraform_snapshot):
            assert "text" == terraform_snapshot
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*TypeError: terraform_snapshot: expected what synth(…) gave, a block or a dict, got str"]
    )


def test_variables_below_a_construct(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        variable = TerraformVariable(Construct(stack, "a"), "b", type="string")
        null(stack, "one", text=f"x {variable.string_value} y", plain="a_b_0123ABCD")

    out = synth(fill).stable
    assert [*out["variable"]] == ["a_b"]
    assert out["resource"]["null_resource"]["one"] == {"plain": "a_b_0123ABCD", "text": "x ${var.a_b} y"}


def test_the_same_through_any_other_tool(synth: Synth) -> None:
    assert synth(Team).stable == synth(Team).stable
