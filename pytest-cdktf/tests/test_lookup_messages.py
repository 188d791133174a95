"""What pytest shows when a block is not where it is looked for."""

from __future__ import annotations

from inner_runs import Failure


def test_no_block_at_a_path(failure: Failure) -> None:
    assert failure('synth(Plain).at("team/member-1")') == [
        "no block comes from team/member-1; the nearest paths are:",
        "  stack/team/member-0",
    ]


def test_a_path_that_only_holds_blocks(failure: Failure) -> None:
    assert failure('synth(Plain).at("team")') == [
        "no block comes from team itself; below it are:",
        "  stack/team/member-0",
        "  stack/team/owner-out",
    ]


def test_a_path_that_is_like_no_other(failure: Failure) -> None:
    assert failure('synth(Team).at("zzz")') == [
        "no block comes from zzz",
        "the paths are:",
        "  stack/team/member-0",
        "  stack/team/owner-out",
    ]


def test_a_stack_without_paths(failure: Failure) -> None:
    assert failure('synth(lambda stack: TerraformVariable(stack, "x", type="string")).at("x")') == [
        "no block comes from x",
        "CDKTF notes no path in this stack",
    ]


def test_no_block_of_a_name(failure: Failure) -> None:
    assert failure('synth(Team).outputs.named("owner")') == [
        "nothing is called 'owner'; the names are: team_owner-out_66F85F61"
    ]


def test_not_a_matcher(failure: Failure) -> None:
    assert failure('assert "null_resource" in synth(Plain)') == [
        "TypeError: expected a matcher of blocks, such as resource(…) or variable(…), got 'null_resource'"
    ]


def test_a_matcher_of_values_in_a_stack(failure: Failure) -> None:
    assert failure("synth(Plain).find(json_with(a=1))") == [
        "TypeError: expected a matcher of blocks, such as resource(…) or variable(…), got json_with(a=1)"
    ]
