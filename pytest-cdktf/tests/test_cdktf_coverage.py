"""`--cdktf-coverage`: the blocks that no expectation ever matched."""

from __future__ import annotations

from pathlib import Path

import pytest
from inner_runs import HEAD, Run

TESTS = Path(__file__).parent

BODY = """
    def stack_of(stack):
        team = Team(stack, "team", count=2)
        TerraformOutput(stack, "region", value="r")
        stack.add_override("moved", [{"from": "null_resource.a", "to": "null_resource.b"}])
        stack.add_override("provider.null", {"alias": "first"})
"""


def _report(result: pytest.RunResult) -> list[str]:
    """Return the report, without the hashes in names."""
    at = next(index for index, line in enumerate(result.outlines) if " CDKTF coverage " in line)
    lines = []
    for line in result.outlines[at + 1 :]:
        if line.startswith(("=", "---")):
            break
        lines.append(line)
    return [*filter(None, lines)]  # pytest's line of dots may end here


def _labels(result: pytest.RunResult) -> list[str]:
    return [line.strip().partition(" (")[0] for line in _report(result) if line.startswith("  ")]


ALL = [
    "moved block null_resource.a to null_resource.b",
    "stack/region",
    "stack/team/member-0",
    "stack/team/member-1",
    "stack/team/owner-out",
    "var.team_owner_807AE435",
]


def test_nothing_is_measured_without_the_option(run: Run) -> None:
    result = run(BODY + "    def test_it(synth):\n        synth(stack_of)\n")
    assert not [line for line in result.outlines if "coverage" in line]


@pytest.mark.parametrize(
    ("statement", "matched"),
    [
        ("pass", []),
        ("assert resource('null_resource', triggers={'number': 1}) in out", ["stack/team/member-1"]),
        ("assert resource('null_resource') in out", ["stack/team/member-0", "stack/team/member-1"]),
        ("assert resource('nope') not in out", []),
        ("assert out.count(resource('null_resource')) == 2", ["stack/team/member-0", "stack/team/member-1"]),
        ("assert out.find(moved())", ["moved block null_resource.a to null_resource.b"]),
        ("assert out.one(output('region'))", ["stack/region"]),
        ("assert resource('null_resource') in out.resources", ["stack/team/member-0", "stack/team/member-1"]),
        ("assert out.resources[0] == resource('null_resource')", ["stack/team/member-0"]),
        ("out.assert_all(resource('null_resource'), triggers=anything())", ALL[2:4]),
        ("out.at('team/member-0')", ["stack/team/member-0"]),
        ("assert out.outputs.named('region')", ["stack/region"]),
        ("assert out.outputs[0] == {'value': 'r'}", ["stack/region"]),
        ("assert out.outputs[0]['value'] == 'r'", ["stack/region"]),
        ("assert out.outputs[0].get('value') == 'r'", ["stack/region"]),
        ("assert out.stable", ALL),
        ("assert ~resource('nope') in out", []),
        (
            "assert (resource('null_resource') & ~resource('null_resource', triggers={'number': 0})) in out",
            ALL[3:4],
        ),
        ("assert (resource('null_resource') | moved()) in out", [ALL[0], *ALL[2:4]]),
        ("out.assert_no_secrets({'token': 'hush-hush-hush'})", []),
        ("assert out.backend is None and len(out.resources) == 2 and repr(out.blocks)", []),
        # What decides nothing matches nothing.
        ("resource('null_resource') in out", []),
        ("out.find(resource('null_resource'))", []),
        ("out.outputs[0] == {'value': 'r'}", []),
    ],
)
def test_what_counts(run: Run, statement: str, matched: list[str]) -> None:
    result = run(
        BODY + f"    def test_it(synth):\n        out = synth(stack_of)\n        {statement}\n",
        "--cdktf-coverage",
    )
    assert _labels(result) == [label for label in ALL if label not in matched]


def test_the_report(run: Run) -> None:
    result = run(
        """
        def test_one(synth):
            out = synth(Team)
            assert resource("null_resource") in out
            assert variable(anything()) in out

        def test_two(synth):
            assert output(anything()) in synth(Team, owner="Bea")

        @pytest.mark.parametrize("region", ["a", "b"])
        def test_plain(synth, region):
            out = synth(Plain, region=region)
            assert resource("null_resource", text=anything()) in out
    """,
        "--cdktf-coverage",
    )
    result.assert_outcomes(passed=4)
    assert _report(result) == [
        "sample_stacks.Plain: 1 of 6 blocks matched, not these:",
        "  stack/policy-id (output.policy-id)",
        "  stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
        "  stack/team/owner-out (output.team_owner-out_66F85F61)",
        "  var.region",
        "  var.team_owner_807AE435",
        "sample_stacks.Team: 3 of 3 blocks matched",
        "in all: 4 of 9 matched (44.4 %)",
    ]


def test_a_program_and_a_fixture_that_tests_share(run: Run) -> None:
    result = run(
        """
        class Network(TerraformStack):
            def __init__(self, scope, id):
                super().__init__(scope, id)
                null(self, "subnet")

        def main(app):
            Network(app, "network")
            Network(app, "web")

        @pytest.fixture(scope="module")
        def team(synth_module):
            return synth_module(Team)

        def test_app(synth_app):
            assert resource("null_resource") in synth_app(main)["network"]

        def test_one(team):
            assert resource("null_resource") in team

        def test_two(team):
            assert variable(anything()) in team
    """,
        "--cdktf-coverage",
    )
    result.assert_outcomes(passed=3)
    module = "test_a_program_and_a_fixture_that_tests_share"
    assert _report(result) == [
        "sample_stacks.Team: 2 of 3 blocks matched, not these:",
        "  stack/team/owner-out (output.team_owner-out_66F85F61)",
        f"{module}.main (network): 1 of 1 block matched",
        f"{module}.main (web): 0 of 1 block matched, not these:",
        "  web/subnet (null_resource.subnet)",
        "in all: 3 of 5 matched (60 %)",
    ]


ONE_OF_THREE = """
    def test_it(synth):
        assert resource("null_resource") in synth(Team)
"""


@pytest.mark.parametrize(
    ("required", "fails"), [("33.4", True), ("34", True), ("100", True), ("33.3", False), ("0", False)]
)
def test_a_run_fails_under_a_percentage(run: Run, required: str, fails: bool) -> None:
    result = run(ONE_OF_THREE, f"--cdktf-coverage-fail-under={required}")
    result.assert_outcomes(passed=1)
    assert result.ret == (pytest.ExitCode.TESTS_FAILED if fails else pytest.ExitCode.OK)
    assert (_report(result)[-1] == f"required are {float(required):g} %: the run fails") is fails


def test_a_run_without_a_stack_fails(run: Run) -> None:
    result = run("def test_it():\n    pass\n", "--cdktf-coverage-fail-under=1")
    assert _report(result) == ["no test synthesized a block", "required are 1 %: the run fails"]
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_collecting_alone_does_not_fail(run: Run) -> None:
    assert run(ONE_OF_THREE, "--cdktf-coverage-fail-under=100", "--collect-only").ret == pytest.ExitCode.OK


@pytest.mark.parametrize("text", ["all", "-1", "101", "nan", ""])
def test_what_is_no_percentage_is_an_error(run: Run, text: str) -> None:
    result = run(ONE_OF_THREE, f"--cdktf-coverage-fail-under={text}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert f"expected a number from 0 to 100, got {text!r}" in result.stderr.str()


def test_a_snapshot_counts(run: Run, pytester: pytest.Pytester) -> None:
    body = """
        def test_whole(synth, terraform_snapshot):
            assert synth(Team) == terraform_snapshot

        def test_block(synth, terraform_snapshot):
            assert synth(lambda stack: Team(stack, "team")).resources[0] == terraform_snapshot
    """
    run(body, "--snapshot-update")
    result = run(body, "--cdktf-coverage")
    result.assert_outcomes(passed=2)
    assert "sample_stacks.Team: 3 of 3 blocks matched" in _report(result)
    assert _report(result)[-1] == "in all: 4 of 6 matched (66.6 %)"


@pytest.mark.slow
def test_processes_are_merged(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    pytester.makepyfile(
        HEAD
        + """
@pytest.mark.parametrize("number", range(4))
def test_it(synth, number):
    out = synth(Team, count=4)
    assert resource("null_resource", triggers={"number": number}) in out

@pytest.mark.xfail
def test_unused(synth):
    resource("null_resource") in synth(Team)

def test_any(synth):
    out = synth(Team)
    assert any(each in out for each in [resource("null_resource"), resource("nope")])
"""
    )
    result = pytester.runpytest_subprocess(
        "-n", "2", "-p", "no:randomly", "--cdktf-coverage", "--cdktf-coverage-fail-under=70"
    )
    result.assert_outcomes(passed=5, errors=1, xpassed=1)
    assert _report(result)[-2:] == ["in all: 4 of 6 matched (66.6 %)", "required are 70 %: the run fails"]
