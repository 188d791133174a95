"""Runs of many tests: in several processes, in random order, without pytest's cache, without the extra."""

from __future__ import annotations

import os

import pytest
from inner_runs import HEAD, Run

MANY = """
import os

@pytest.mark.parametrize("number", range(8))
def test_it(synth, sandbox, cdk_app, tmp_path, number):
    out = synth(Team, owner=f"owner {number}", count=number)
    assert out.count(resource("null_resource")) == number
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cdktf.out", "cdktf.out-2"]
    assert sandbox.connectors == []
    sandbox.add_connector(type_id=".pagerduty", name=f"On-call {number}")
    assert [connector.name for connector in sandbox.connectors] == [f"On-call {number}"]

def test_unused():
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
    monkeypatch.setenv("PYTHONPATH", f"{request.path.parent}{os.pathsep}{request.path.parents[2] / 'tests'}")
    pytester.makepyfile(HEAD + MANY)
    result = pytester.runpytest_subprocess(*arguments)
    result.assert_outcomes(passed=9, errors=1)


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
        "sandbox -- *",
        "terraform_snapshot -- *",
    ):
        result.stdout.fnmatch_lines([line])
    assert "no docstring available" not in "\n".join(
        line for line in result.outlines if "pytest_cdktf" in line
    )


INSTALL = "pip install 'pytest-cdktf[[]snapshots]'"

WITHOUT = """
import sys

for name in [each for each in sys.modules if each.partition(".")[0] in {packages!r}]:
    del sys.modules[name]
sys.modules.update(dict.fromkeys({packages!r}))  # None there is what cannot be imported
"""


def _without(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    packages: list[str],
    body: str,
    *arguments: str,
) -> pytest.RunResult:
    monkeypatch.setenv("PYTHONPATH", f"{request.path.parent}{os.pathsep}{request.path.parents[2] / 'tests'}")
    pytester.makeconftest(WITHOUT.format(packages=packages))
    pytester.makepyfile(HEAD + body)
    return pytester.runpytest_subprocess("-p", "no:randomly", *arguments)


@pytest.mark.slow
def test_without_the_extra(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    packages = ["hcl2", "lark", "filelock", "starlette", "uvicorn"]
    result = _without(
        pytester,
        monkeypatch,
        request,
        packages,
        """
def test_plain(synth):
    out = synth(Team)
    assert resource("null_resource", triggers=partial(owner=ref("var.team_owner_807AE435"))) in out
    out.assert_no_secrets({"token": "hush-hush"})

def test_jsonencode(synth):
    assert resource("null_resource", encoded=json_with(on=True)) in synth(Plain)

def test_valid(synth):
    synth(Team).assert_valid()

def test_sandbox(sandbox):
    pass
""",
    )
    result.assert_outcomes(passed=1, failed=2, errors=1)
    missing = f"is not installed: it comes with {INSTALL}"
    result.stdout.fnmatch_lines(
        [
            f"the fixture sandbox needs starlette, which is not installed: {INSTALL}",
            f"E  *MissingExtra: python-hcl2 8, which reads Terraform's expressions, {missing}*",
            f"E  *MissingExtra: filelock {missing}; where no index has it, pip install *'filelock*",
        ]
    )


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
