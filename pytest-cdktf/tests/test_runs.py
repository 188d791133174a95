"""Runs of many tests: in several processes, in random order, without pytest's cache, without packages."""

from __future__ import annotations

import pytest
from inner_runs import HEAD, Run

MANY = """
import os

@pytest.mark.parametrize("number", range(8))
def test_it(synth, cdk_app, tmp_path, number):
    out = synth(Team, owner=f"owner {number}", count=number)
    assert out.count(resource("null_resource")) == number
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cdktf.out", "cdktf.out-2"]

@pytest.fixture(scope="module")
def team(synth_module):
    return synth_module(Team, count=3)

@pytest.fixture(scope="session")
def program(synth_session):
    return synth_session.app(lambda app: [null(TerraformStack(app, name), name) for name in ("one", "two")])

@pytest.mark.parametrize("number", range(4))
def test_shared(team, program, tmp_path, number):
    assert team.count(resource("null_resource")) == 3
    assert resource("null_resource") in program["one"]
    assert not [*tmp_path.iterdir()]

def test_unused(team):
    resource("x")
"""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("-n", "2"), ("-p", "randomly")])
def test_many(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(request.path.parent))
    pytester.makepyfile(HEAD + MANY)
    result = pytester.runpytest_subprocess(*arguments)
    result.assert_outcomes(passed=13, errors=1)


def test_without_pytests_cache(run: Run) -> None:
    run(
        """
        def test_it(synth):
            assert resource("null_resource") in synth(Team)
    """,
        "-p",
        "no:cacheprovider",
    ).assert_outcomes(passed=1)


def test_our_help(run: Run) -> None:
    result = run("", "--help")
    result.stdout.fnmatch_lines(
        ["CDKTF stacks and constructs:", "*--cdk-engine*", "*cdk_engine (string)*", "*cdk_strict (bool)*"]
    )


def test_fixtures_are_documented(run: Run) -> None:
    result = run("", "--fixtures")
    for line in (
        "synth -- *",
        "cdk_app -- *",
        "terraform_snapshot -- *",
    ):
        result.stdout.fnmatch_lines([line])
    assert "no docstring available" not in "\n".join(
        line for line in result.outlines if "pytest_cdktf" in line
    )


INSTALL = "pip install 'pytest-cdktf[[]snapshots]'"


def test_without_syrupy(run: Run) -> None:
    result = run(
        """
        def test_it(terraform_snapshot):
            pass
    """,
        "-p",
        "no:syrupy",
    )
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [f"the fixture terraform_snapshot needs syrupy, which is not installed: {INSTALL}"]
    )


def test_without_an_engine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytest_cdktf.engine.is_installed", lambda name: False)
    result = run("""
        def test_it(synth):
            pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["the fixture synth needs a CDK engine (cdktf or cdktn), which is not installed: *"]
    )
