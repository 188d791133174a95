"""Synthesis that tests share, and fixtures that a project names as ours."""

from __future__ import annotations

import pytest
from inner_runs import Run

SHARED = """
@pytest.fixture(scope="module")
def team(synth_module):
    made.append("team")
    return synth_module(Team, count=3)

@pytest.fixture(scope="session")
def program(synth_session):
    made.append("program")
    def main(app):
        for name in ("one", "two"):
            null(TerraformStack(app, name), "it", name=name)
    return synth_session.app(main)

made = []

@pytest.mark.parametrize("number", range(4))
def test_each(team, program, number):
    assert team.count(resource("null_resource")) == 3
    assert resource("null_resource", name="one") in program["one"]
    assert resource("null_resource", name="one") not in program["two"]
    team.assert_no_secrets({"the password": "correct-horse"})
    assert sorted(made) == ["program", "team"]

def test_unused(team):
    resource("x")
"""


def test_tests_share_a_synthesis(run: Run) -> None:
    result = run(SHARED)
    result.assert_outcomes(passed=5, errors=1)
    result.stdout.fnmatch_lines(["*test_tests_share_a_synthesis.py:*: resource('x')"])


def test_a_shared_stack_is_not_changed_by_what_a_test_synthesizes(run: Run) -> None:
    run("""
        @pytest.fixture(scope="module")
        def shared(synth_module):
            return synth_module(Team, count=1)

        def test_one(shared, synth):
            assert synth(Team, count=2).count(resource("null_resource")) == 2
            assert shared.count(resource("null_resource")) == 1

        def test_two(shared, synth, synth_module, tmp_path):
            assert shared.count(resource("null_resource")) == 1
            assert not [*tmp_path.iterdir()]
            assert repr(synth_module(Plain)) == "<Synthesized stack>"
    """).assert_outcomes(passed=2)


def test_a_users_fixtures_of_any_name_break_none_of_ours(run: Run, pytester: pytest.Pytester) -> None:
    names = ("synth", "snapshot", "stack", "app", "synthesized", "engine", "root", "cache", "context")
    pytester.makeconftest(
        "import pytest\n" + "".join(f"@pytest.fixture\ndef {name}(): return 'theirs'\n" for name in names)
    )
    result = run(
        """
        def test_it(synth, snapshot, stack, cdk_app, cdk_stack, synth_app, synth_module, terraform_snapshot):
            assert synth == snapshot == stack == "theirs"
            null(cdk_stack, "one")
            assert cdk_stack.node.root is cdk_app
            out = synth_module(cdk_stack)
            assert resource("null_resource") in out
            assert resource("null_resource") in synth_app(cdk_app)["stack"]
            assert out == terraform_snapshot
        """,
        "--snapshot-update",
    )
    result.assert_outcomes(passed=1)
    assert [*pytester.path.rglob("*.tf.json")]


def test_a_users_synth_may_wrap_ours(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        "import pytest\n@pytest.fixture\ndef synth(synth): return lambda what: synth(what, stack_id='x')\n"
    )
    run("""
        def test_it(synth, cdk_stack):
            assert repr(synth(Team)) == "<Synthesized x>"
            assert cdk_stack.node.id == "stack"
    """).assert_outcomes(passed=1)
