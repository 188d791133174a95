"""An expectation that is compared with nothing fails its test, and nothing else does."""

from __future__ import annotations

import pytest
from inner_runs import Run


def test_an_unused_expectation_fails_its_test(run: Run) -> None:
    result = run("""
        def test_it(synth):
            synth(Team)
            resource("null_resource", name="On-call")
    """)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at teardown of test_it*",
            "an expectation was never compared with anything:",
            "  */test_an_unused_expectation_fails_its_test.py:*: resource('null_resource', name='On-call')",
            "Compare it (assert … in out), remove it, or mark the test with @pytest.mark.cdk_allow_unused",
        ]
    )
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_the_line_of_an_unused_expectation_is_told(run: Run, pytester: pytest.Pytester) -> None:
    result = run(
        "def test_it():\n    expected = [\n        resource('a'),\n        variable('b'),\n    ]\n",
        head="from pytest_cdktf import *\n",
    )
    file = pytester.path / "test_the_line_of_an_unused_expectation_is_told.py"
    result.stdout.fnmatch_lines(
        [
            "expectations were never compared with anything:",
            f"  {file}:4: resource('a')",
            f"  {file}:5: variable('b')",
        ]
    )


@pytest.mark.parametrize(
    "use",
    [
        "assert expected in out",
        "assert (expected in out) is True",
        "assert expected | resource('x') in out",
        "assert resource('null_resource') | expected in out",
        "assert expected & ~resource('x') in out",
        "assert out.find(expected)",
        "assert out.one(expected)",
        "assert out.count(expected) == 1",
        "assert out.resources[0] == expected",
        "assert not (out.resources[0] != expected)",
        "assert expected in out.resources",
        "assert [expected] == [*out.resources]",
        "assert {'a': expected} == {'a': out.resources[0]}",
    ],
)
def test_used(run: Run, use: str) -> None:
    result = run(f"""
        def test_it(synth):
            out = synth(Team)
            expected = resource("null_resource")
            {use}
    """)
    result.assert_outcomes(passed=1)


def test_value_matchers_count_with_their_block(run: Run) -> None:
    run("""
        def test_it(synth):
            name = regex("x")
            anything(), absent(), json_with(a=ref("var.a"))
            assert resource("null_resource", name=name) not in synth(Team)
    """).assert_outcomes(passed=1)


def test_an_expectation_compared_with_an_empty_stack_is_used(run: Run) -> None:
    run("""
        def test_it(synth):
            assert resource("null_resource") not in synth(lambda stack: None)
    """).assert_outcomes(passed=1)


def test_expectations_of_no_test_do_not_count(run: Run) -> None:
    run("""
        NEVER_USED = resource("a")
        USED_ELSEWHERE = resource("null_resource")

        @pytest.fixture(scope="module")
        def shared():
            return resource("b")

        @pytest.mark.parametrize("expected", [resource("c"), variable("d")])
        def test_one(expected, shared):
            pass

        def test_two(synth):
            assert USED_ELSEWHERE in synth(Team)
    """).assert_outcomes(passed=3)


def test_expectations_of_fixtures(run: Run) -> None:
    result = run("""
        @pytest.fixture
        def unused():
            return resource("a")

        @pytest.fixture
        def compared_at_the_end(synth):
            expected = resource("null_resource")
            yield expected
            assert expected in synth(Team)

        def test_one(unused):
            pass

        def test_two(compared_at_the_end):
            pass
    """)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*ERROR at teardown of test_one*", "*: resource('a')"])


@pytest.mark.parametrize(
    ("statement", "outcome"),
    [
        ("assert 1 == 2, 'the real news'", {"failed": 1}),
        ("pytest.skip('later')", {"skipped": 1}),
    ],
)
def test_another_failure_is_not_hidden(run: Run, statement: str, outcome: dict[str, int]) -> None:
    result = run(f"""
        def test_it():
            resource("a")
            {statement}
    """)
    result.assert_outcomes(**outcome)


def test_a_mark_allows_unused_expectations(run: Run) -> None:
    run(
        """
        @pytest.mark.cdk_allow_unused
        def test_it():
            resource("a")
    """,
        "--strict-markers",
    ).assert_outcomes(passed=1)


def test_a_setting_allows_unused_expectations(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncdk_strict = false\n")
    run("""
        def test_it():
            resource("a")
    """).assert_outcomes(passed=1)


def test_runs_inside_a_test_do_not_count(run: Run) -> None:
    """This very test makes and uses none; that of the inner run has to be told by the inner run alone."""
    run("""
        def test_it():
            resource("a")
    """).assert_outcomes(passed=1, errors=1)
