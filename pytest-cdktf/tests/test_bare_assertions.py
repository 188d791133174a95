"""Assertions that pytest does not rewrite are explained too: of helper modules, unittest and pytest-check."""

from __future__ import annotations

import pytest
from inner_runs import Run

HELPER = """
from pytest_cdktf import *

DENY = {"text": json_with(Statement=[{"Effect": "Deny"}])}

def has(out):
    assert (
        resource("null_resource", DENY) in out
    )

def has_with_message(out):
    assert resource("null_resource", DENY) in out, "nothing is denied"

def has_not(out):
    assert resource("null_resource", text=anything()) not in out

def counts(out):
    assert out.count(resource("null_resource", text=anything())) == 7

def equals(out):
    assert out.at("policy") == resource("null_resource", DENY)

def one(out):
    out.one(resource("null_resource", DENY))

def all_of_them(out):
    assert all(each in out for each in [resource("null_resource"), resource("null_resource", DENY)])

def something_else(out):
    assert resource("null_resource") in out
    assert 1 == 2

def something_else_called(out):
    assert resource("null_resource") in out
    _fail()

def _fail():
    assert []
"""
EFFECT = 'text.Statement[0].Effect: expected "Deny", found "Allow"'


@pytest.fixture
def helper(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(helper=HELPER)


def _errors(result: pytest.RunResult) -> list[str]:
    # pytest writes "AssertionError: " or leaves it out, depending on its version and on quotes.
    return [line[1:].strip().removeprefix("AssertionError: ") for line in result.outlines if line[:2] == "E "]


@pytest.mark.usefixtures("helper")
@pytest.mark.parametrize(
    ("function", "said"),
    [
        (
            "has",
            [
                "assert resource('null_resource', text=json_with(Statement=[{'Effect': 'Deny'}])) "
                "in <Synthesized stack>",
                "nearest of 2 resources of type null_resource: stack/policy (null_resource.policy)",
                EFFECT,
            ],
        ),
        ("has_with_message", ["nothing is denied", EFFECT]),
        ("has_not", ["1 matches:", "stack/policy (null_resource.policy)"]),
        ("counts", ["assert 1, counting resource('null_resource', text=anything())"]),
        ("equals", [EFFECT]),
        ("one", [EFFECT]),
        ("all_of_them", [EFFECT]),
    ],
)
def test_assertions_of_helper_modules(run: Run, function: str, said: list[str]) -> None:
    result = run(f"""
        import helper

        def test_it(synth):
            helper.{function}(synth(Plain))
    """)
    result.assert_outcomes(failed=1)
    errors = _errors(result)
    assert [line for line in said if line not in errors] == []


@pytest.mark.usefixtures("helper")
@pytest.mark.parametrize("function", ["something_else", "something_else_called"])
def test_what_failed_for_another_reason_is_not_explained_by_a_comparison(run: Run, function: str) -> None:
    result = run(f"""
        import helper

        def test_it(synth):
            helper.{function}(synth(Plain))
    """)
    assert _errors(result) == ["AssertionError"]


def test_assertions_that_pytest_was_told_not_to_explain(run: Run) -> None:
    result = run(
        """
        def test_it(synth):
            assert resource("null_resource", text={"Version": 1}) in synth(Plain)
    """,
        "--assert=plain",
    )
    assert 'text.Version: expected 1, found "2012-10-17"' in _errors(result)


def test_each_of_several_in_one_assertion(run: Run) -> None:
    result = run("""
        def test_all(synth):
            out = synth(Plain)
            expected = [resource("null_resource"), resource("null_resource", text={"Version": 1})]
            assert all(each in out for each in expected)

        def test_and(synth):
            out = synth(Plain)
            assert resource("null_resource") in out and resource("null_resource", text={"Version": 1}) in out

        def test_not_any(synth):
            out = synth(Plain)
            unwanted = [resource("nope"), resource("null_resource", text=anything())]
            assert not any(each in out for each in unwanted)
    """)
    result.assert_outcomes(failed=3)
    errors = _errors(result)
    assert errors.count('text.Version: expected 1, found "2012-10-17"') == 1
    assert errors.count('text.Version: expected 1, found "2012-10-17")') == 1  # pytest's bracket
    assert sum(line.startswith("nearest of") for line in errors) == 2
    assert errors.count("stack/policy (null_resource.policy)") == 1


def test_unittest(run: Run) -> None:
    result = run("""
        import unittest

        class TestPlain(unittest.TestCase):
            @pytest.fixture(autouse=True)
            def synthesized(self, synth):
                self.out = synth(Plain)

            def test_in(self):
                self.assertIn(resource("null_resource", text={"Version": 1}), self.out)

            def test_not_in(self):
                self.assertNotIn(resource("null_resource", text=anything()), self.out, "too open")

            def test_equal(self):
                self.assertEqual(self.out.at("policy"), resource("null_resource", text={"Version": 2}))

            def test_something_else(self):
                self.assertIn(resource("null_resource"), self.out)
                self.assertEqual("a", "b")
    """)
    result.assert_outcomes(failed=4)
    errors = _errors(result)
    assert 'text.Version: expected 1, found "2012-10-17"' in errors
    assert 'text.Version: expected 2, found "2012-10-17"' in errors
    assert errors.count("stack/policy (null_resource.policy)") == 1
    assert any(line.startswith("'a' != 'b'") for line in errors)
    result.stdout.fnmatch_lines(['-    "Version": 1,', '+    "Version": "2012-10-17",'])


def test_pytest_check(run: Run) -> None:
    pytest.importorskip("pytest_check")
    result = run("""
        from pytest_check import check

        def test_it(synth):
            out = synth(Plain)
            check.is_in(resource("null_resource", text={"Version": 1}), out)
            check.is_in(resource("null_resource", text=anything()), out)
            check.is_not_in(resource("null_resource", text=anything()), out)
            check.equal(out.at("policy"), resource("null_resource", text={"Version": 2}))
            with check:
                assert resource("null_resource", text={"Version": 3}) in out
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            '  text.Version: expected 3, found "2012-10-17"',
            "Failed Checks: 4",
            "*check resource('null_resource', text={'Version': 1}) in <Synthesized stack>*",
            'text.Version: expected 1, found "2012-10-17"',
            "*check resource('null_resource', text=anything()) not in <Synthesized stack>*",
            "1 matches:",
            'text.Version: expected 2, found "2012-10-17"',
        ]
    )
